package dev.webrtclab.natprobe.turn;

import java.util.Locale;

/**
 * What a check can find, with its next step for coturn. {@code docs/turn-checks.md} has each
 * sentence; a test keeps both equal.
 */
public enum TurnFindingCode {
    TURN_OK("The server relays: {bytes} bytes came back through {relayed}.", "Nothing to do."),
    STUN_OK("The server answers STUN.", "Nothing to do; a stun: URL has no more to show."),
    TURN_UNREACHABLE_TIMEOUT(
            "{server} did not answer over {transport} within {waitedMs} ms.",
            "Check that the server runs and that firewalls let {transport} to port {port} in and its answers out:"
                    + " ss -lntup 'sport = :{port}' on the server, listening-port, tls-listening-port and listening-ip in"
                    + " turnserver.conf."),
    TURN_UNREACHABLE_REFUSED(
            "{server} refuses {transport}: nothing listens there.",
            "Start the server, or correct the port: listening-port (3478) for udp and tcp, tls-listening-port (5349) for"
                    + " tls; no-udp, no-tcp and no-tls in turnserver.conf turn a transport off."),
    TURN_UNREACHABLE_NO_ROUTE(
            "There is no route to {server}: {detail}.",
            "Check the address, and whether this machine has that address family: ip route get {address}."),
    TURN_UNREACHABLE_UNRESOLVED(
            "The name {host} does not resolve.",
            "Correct the name or its DNS record: dig +short {host} A {host} AAAA."),
    TURN_CONNECTION_CLOSED(
            "{server} closed the {transport} connection without a STUN answer.",
            "Check what listens on port {port}: a proxy or web server may sit before the TURN server, or TLS is expected"
                    + " where the URL says turn: instead of turns:."),
    TURN_TLS_NAME_MISMATCH(
            "The certificate of {server} is for {names}, not for {host}.",
            "Use a name of the certificate in the URL, or get a certificate whose subjectAltName has {host} (for an"
                    + " address: IP:{host}) and set cert= and pkey= in turnserver.conf."),
    TURN_TLS_UNTRUSTED(
            "The certificate of {server} is not trusted: its issuer is {issuer}.",
            "Set cert= in turnserver.conf to the full chain (leaf first, then intermediates) of a public authority;"
                    + " browsers do not use turns: with a self-signed certificate. To check one of your own, name its"
                    + " authority: --ca-file."),
    TURN_TLS_EXPIRED(
            "The certificate of {server} ended at {endedAt}, {endedAgo} ago.",
            "Renew it, then let coturn read it anew: kill -USR2 $(pidof turnserver)."),
    TURN_TLS_FAILED(
            "TLS with {server} failed: {detail}.",
            "Look closer with: openssl s_client -connect {server}. Check cert= and pkey= in turnserver.conf, that its"
                    + " user may read both files, and that port {port} is tls-listening-port."),
    TURN_CREDENTIAL_MISSING(
            "The server wants a user name and a password, and none were given.",
            "Give both; in a page they belong into RTCIceServer.username and RTCIceServer.credential."),
    TURN_CREDENTIAL_EXPIRED(
            "The credential expired {expiredAgoSeconds} s ago, at {expiredAt}.",
            "Ask for a new one before each call or ICE restart, and set it with setConfiguration. If it was fresh, compare"
                    + " the clocks: date -u on the server and where credentials are made."),
    TURN_CREDENTIAL_WRONG(
            "The server refuses the credential ({code}): user name or password is wrong.",
            "Compare the secret: static-auth-secret in turnserver.conf must be the one that signs the credentials, with"
                    + " use-auth-secret set; for fixed users compare user=name:password and realm ({realm}). One server per"
                    + " port: two turnservers on one port answer at random."),
    TURN_REALM_MISSING(
            "The server asks for credentials without naming a realm and nonce.",
            "Set realm=example.org and lt-cred-mech or use-auth-secret in turnserver.conf; clients can not compute a key"
                    + " without them."),
    TURN_STALE_NONCE_LOOP(
            "The server calls each nonce stale, also the one it gave a moment ago.",
            "Set stale-nonce=600 in turnserver.conf (with the equals sign), and make sure that a load balancer sends one"
                    + " client to one server."),
    TURN_QUOTA_REACHED(
            "The allocation quota is reached (486).",
            "Raise user-quota or total-quota in turnserver.conf, or lower max-bps where bps-capacity is set; allocations"
                    + " that are not released count until their lifetime ends."),
    TURN_NO_CAPACITY(
            "The server has no capacity left (508).",
            "Widen min-port and max-port in turnserver.conf, and look for allocations that are never released."),
    TURN_TRANSPORT_UNSUPPORTED(
            "The server does not relay UDP (442).",
            "Remove no-udp-relay from turnserver.conf: WebRTC needs relayed UDP whatever the client's own transport is."),
    TURN_ALTERNATE_SERVER(
            "The server sends clients to another one (300), {alternate}; this check does not follow.",
            "Check that server itself: turn:{alternate}. Remove alternate-server from turnserver.conf when it is not"
                    + " meant."),
    TURN_REQUEST_UNANSWERED(
            "The server answered before, but not the {request} request ({waitedMs} ms).",
            "Look at the server's log for this time; a middle box may drop larger messages."),
    TURN_ANSWER_OTHER(
            "The server answered the {request} request with {code} {reason}.",
            "Look at the server's log for this time: journalctl -u coturn, or docker logs."),
    TURN_ADDRESS_UNMAPPED(
            "The server did not say which address it sees (XOR-MAPPED-ADDRESS is missing).",
            "Replace the server by one that follows RFC 8489; clients learn no reflexive address from this one."),
    TURN_RELAYED_ADDRESS_PRIVATE(
            "The server relays from {relayed}, which is no public address.",
            "Set external-ip=PUBLIC/PRIVATE in turnserver.conf: peers elsewhere can not reach this address."),
    TURN_PERMISSION_DENIED(
            "The server may not relay to {peer} (403).",
            "Set allowed-peer-ip={address} in turnserver.conf, or remove the denied-peer-ip range that holds it; an allowed"
                    + " address wins over a denied range."),
    TURN_ECHO_NOT_PERMITTED(
            "Permission for {peer} was granted, but not for this probe's own {echo}, so no bytes were echoed.",
            "To see the relay carry data, set allowed-peer-ip={address} in turnserver.conf while you check."),
    TURN_RELAY_PORTS_CLOSED(
            "Nothing passes between the relayed port {relayed} and the peer {peer}.",
            "Open min-port to max-port (49152-65535 unless set) for UDP in the firewall of the server, in Docker publish"
                    + " them or use the host network, and set external-ip=PUBLIC/PRIVATE behind a NAT."),
    TURN_ECHO_SILENT(
            "The peer reaches the client through {relayed}, but what the client sends does not come back.",
            "Let the server send UDP out of its relayed ports: check its outgoing firewall rules, relay-ip, and max-bps in"
                    + " turnserver.conf."),
    TURN_ECHO_LOSSY(
            "{lossPercent} % of the bytes were lost between client, relay and peer.",
            "Compare max-bps in turnserver.conf with what was sent, then look for loss on each part of the way: mtr -u"
                    + " {address}.");

    private final String text;
    private final String next;

    TurnFindingCode(String text, String next) {
        this.text = text;
        this.next = next;
    }

    /** The code on the wire, for example {@code turn-credential-expired}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The English sentence with {@code {name}} places. */
    public String text() {
        return text;
    }

    /** The next step in English, with the same places. */
    public String next() {
        return next;
    }
}
