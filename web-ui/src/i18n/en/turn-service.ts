/** Sentences of the service about a TURN server, by its codes (docs/turn-checks.md). In English its own words go first. */
export const turnService = {
  turnService: {
    'turn-ok': {
      text: 'The server relays: {{bytes}} bytes came back through {{relayed}}.',
      next: 'Nothing to do.',
    },
    'stun-ok': { text: 'The server answers STUN.', next: 'Nothing to do; a stun: URL has no more to show.' },
    'turn-unreachable-timeout': {
      text: '{{server}} did not answer over {{transport}} within {{waitedMs}} ms.',
      next: 'Check that the server runs and that firewalls let {{transport}} to port {{port}} in and its answers out: ss -lntup | grep :{{port}} on the server, listening-port, tls-listening-port and listening-ip in turnserver.conf.',
    },
    'turn-unreachable-refused': {
      text: '{{server}} refuses {{transport}}: nothing listens there.',
      next: 'Start the server, or correct the port: listening-port (3478) for udp and tcp, tls-listening-port (5349) for tls; no-udp, no-tcp and no-tls in turnserver.conf turn a transport off.',
    },
    'turn-unreachable-no-route': {
      text: 'There is no route to {{server}}: {{detail}}.',
      next: 'Check the address, and whether this machine has that address family: ip route get {{address}}.',
    },
    'turn-unreachable-unresolved': {
      text: 'The name {{host}} does not resolve.',
      next: 'Correct the name or its DNS record: dig +short {{host}} A {{host}} AAAA.',
    },
    'turn-connection-closed': {
      text: '{{server}} closed the {{transport}} connection without a STUN answer.',
      next: 'Check what listens on port {{port}}: a proxy or web server may sit before the TURN server, or TLS is expected where the URL says turn: instead of turns:.',
    },
    'turn-tls-name-mismatch': {
      text: 'The certificate of {{server}} is for {{names}}, not for {{host}}.',
      next: 'Use a name of the certificate in the URL, or get a certificate whose subjectAltName has {{host}} (for an address: IP:{{host}}) and set cert= and pkey= in turnserver.conf.',
    },
    'turn-tls-untrusted': {
      text: 'The certificate of {{server}} is not trusted: its issuer is {{issuer}}.',
      next: 'Set cert= in turnserver.conf to the full chain (leaf first, then intermediates) of a public authority; browsers do not use turns: with a self-signed certificate. To check one of your own, name its authority: --ca-file.',
    },
    'turn-tls-expired': {
      text: 'The certificate of {{server}} ended at {{endedAt}}, {{endedAgo}} ago.',
      next: 'Renew it, then let coturn read it anew: kill -USR2 $(pidof turnserver).',
    },
    'turn-tls-failed': {
      text: 'TLS with {{server}} failed: {{detail}}.',
      next: 'Look closer with: openssl s_client -connect {{server}}. Check cert= and pkey= in turnserver.conf, that its user may read both files, and that port {{port}} is tls-listening-port.',
    },
    'turn-credential-missing': {
      text: 'The server wants a user name and a password, and none were given.',
      next: 'Give both; in a page they belong into RTCIceServer.username and RTCIceServer.credential.',
    },
    'turn-credential-expired': {
      text: 'The credential expired {{expiredAgoSeconds}} s ago, at {{expiredAt}}.',
      next: 'Ask for a new one before each call or ICE restart, and set it with setConfiguration. If it was fresh, compare the clocks: date -u on the server and where credentials are made.',
    },
    'turn-credential-wrong': {
      text: 'The server refuses the credential ({{code}}): user name or password is wrong.',
      next: 'Compare the secret: static-auth-secret in turnserver.conf must be the one that signs the credentials, with use-auth-secret set; for fixed users compare user=name:password and realm ({{realm}}). One server per port: two turnservers on one port answer at random.',
    },
    'turn-realm-missing': {
      text: 'The server asks for credentials without naming a realm and nonce.',
      next: 'Set realm=example.org and lt-cred-mech or use-auth-secret in turnserver.conf; clients can not compute a key without them.',
    },
    'turn-stale-nonce-loop': {
      text: 'The server calls each nonce stale, also the one it gave a moment ago.',
      next: 'Set stale-nonce=600 in turnserver.conf (with the equals sign), and make sure that a load balancer sends one client to one server.',
    },
    'turn-quota-reached': {
      text: 'The allocation quota is reached (486).',
      next: 'Raise user-quota or total-quota in turnserver.conf, or lower max-bps where bps-capacity is set; allocations that are not released count until their lifetime ends.',
    },
    'turn-no-capacity': {
      text: 'The server has no capacity left (508).',
      next: 'Widen min-port and max-port in turnserver.conf, and look for allocations that are never released.',
    },
    'turn-transport-unsupported': {
      text: 'The server does not relay UDP (442).',
      next: 'Remove no-udp-relay from turnserver.conf: WebRTC needs relayed UDP whatever the client’s own transport is.',
    },
    'turn-alternate-server': {
      text: 'The server sends clients to another one (300), {{alternate}}; this check does not follow.',
      next: 'Check that server itself: turn:{{alternate}}. Remove alternate-server from turnserver.conf when it is not meant.',
    },
    'turn-request-unanswered': {
      text: 'The server answered before, but not the {{request}} request ({{waitedMs}} ms).',
      next: 'Look at the server’s log for this time; a middle box may drop larger messages.',
    },
    'turn-answer-other': {
      text: 'The server answered the {{request}} request with {{code}} {{reason}}.',
      next: 'Look at the server’s log for this time: journalctl -u coturn, or docker logs.',
    },
    'turn-address-unmapped': {
      text: 'The server did not say which address it sees (XOR-MAPPED-ADDRESS is missing).',
      next: 'Replace the server by one that follows RFC 8489; clients learn no reflexive address from this one.',
    },
    'turn-relayed-address-private': {
      text: 'The server relays from {{relayed}}, which is no public address.',
      next: 'Set external-ip=PUBLIC/PRIVATE in turnserver.conf: peers elsewhere can not reach this address.',
    },
    'turn-permission-denied': {
      text: 'The server may not relay to {{peer}} (403).',
      next: 'Set allowed-peer-ip={{address}} in turnserver.conf, or remove the denied-peer-ip range that holds it; an allowed address wins over a denied range.',
    },
    'turn-echo-not-permitted': {
      text: 'Permission for {{peer}} was granted, but not for this probe’s own {{echo}}, so no bytes were echoed.',
      next: 'To see the relay carry data, set allowed-peer-ip={{address}} in turnserver.conf while you check.',
    },
    'turn-relay-ports-closed': {
      text: 'Nothing passes between the relayed port {{relayed}} and the peer {{peer}}.',
      next: 'Open min-port to max-port (49152-65535 unless set) for UDP in the firewall of the server, in Docker publish them or use the host network, and set external-ip=PUBLIC/PRIVATE behind a NAT.',
    },
    'turn-echo-silent': {
      text: 'The peer reaches the client through {{relayed}}, but what the client sends does not come back.',
      next: 'Let the server send UDP out of its relayed ports: check its outgoing firewall rules, relay-ip, and max-bps in turnserver.conf.',
    },
    'turn-echo-lossy': {
      text: '{{lossPercent}} % of the bytes were lost between client, relay and peer.',
      next: 'Compare max-bps in turnserver.conf with what was sent, then look for loss on each part of the way: mtr -u {{address}}.',
    },
  },
} as const;
