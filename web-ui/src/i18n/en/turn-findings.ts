/** Sentences of a TURN check by code, and what to do; the service finds some of them with more detail, see turn-service.ts. */
export const turnFindings = {
  turnFinding: {
    'turn-ok': { text: 'All four stages passed.', next: 'Nothing to do.' },
    'stun-ok': { text: 'The server answered and sees this observer as {{mapped}}.', next: 'Nothing to do.' },
    'turn-unreachable-timeout': {
      text: 'The server did not answer.',
      next: 'Check address and port, whether the server runs, and whether a firewall drops this transport. If another transport answers, it is the firewall.',
    },
    'turn-unreachable-refused': {
      text: 'The machine answers, but nothing listens on this port.',
      next: 'Start the TURN server, or correct the port.',
    },
    'turn-unreachable-unresolved': {
      text: 'The host name does not resolve from here.',
      next: 'Correct the name, or the DNS that this observer uses.',
    },
    'turn-tls-name-mismatch': {
      text: 'The TLS certificate is for another name.',
      next: 'Use the name of the certificate in the URL, or a certificate for this name.',
    },
    'turn-tls-untrusted': {
      text: 'The TLS certificate comes from an authority that this observer does not trust.',
      next: 'Use a certificate of a known authority with its full chain. Browsers take no exceptions for TURN.',
    },
    'turn-tls-failed': {
      text: 'The TLS handshake failed.',
      next: 'Check that TLS is spoken on this port and which versions the server allows.',
    },
    'turn-tls-expired': {
      text: 'The TLS certificate is outside its time.',
      next: 'Renew it, and check the clock of the server.',
    },
    'turn-credential-expired': {
      text: 'The credential expired {{expiredAgoSeconds}} s ago, at {{expiredAt}}.',
      next: 'Ask for a new one. If it is new, compare the clocks of the TURN server and of whoever makes the credentials.',
    },
    'turn-credential-wrong': {
      text: 'The server does not accept user name and credential.',
      next: 'Compare the shared secret and the realm on both sides, and look for a copied blank.',
    },
    'turn-credential-missing': {
      text: 'The server asks for a credential and none was given.',
      next: 'Fill in user name and credential.',
    },
    'turn-realm-missing': {
      text: 'The server asks for a credential but names no realm or nonce.',
      next: 'Set the realm of the TURN server (coturn: realm=).',
    },
    'turn-quota-reached': {
      text: 'The server refuses more allocations for this user (486).',
      next: 'Wait until old allocations end, or raise the quota (coturn: user-quota, total-quota).',
    },
    'turn-no-capacity': {
      text: 'The server has no relay address or port left (508).',
      next: 'Widen the range of relay ports (coturn: min-port, max-port).',
    },
    'turn-transport-unsupported': {
      text: 'The server does not relay over the asked transport (442).',
      next: 'Allow UDP relaying on the server.',
    },
    'turn-permission-denied': {
      text: 'The server took the credential but refuses to relay to this peer (403).',
      next: 'Allow the peer’s address on the server (coturn: allowed-peer-ip, denied-peer-ip). Until then gathering looks healthy and calls fail.',
    },
    'turn-relay-ports-closed': {
      text: 'The relay is granted, but packets to its relay port do not arrive.',
      next: 'Open the UDP range of relay ports in the firewall, and check the external address of the server (coturn: external-ip).',
    },
    'turn-echo-lossy': {
      text: '{{lossPercent}} % of what was sent did not come back.',
      next: 'Check again to see whether it stays; then look at the rate limit of the server (coturn: max-bps) and at the path.',
    },
    'turn-echo-silent': {
      text: 'The permission is granted, but no byte came back.',
      next: 'Check the relay ports in the firewall, the external address of the server, and whether the peer can be reached from it.',
    },
    'turn-answer-other': {
      text: 'The server answered with code {{code}}.',
      next: 'Look the code up in RFC 8656 §18 and the log of the server.',
    },
    'turn-stale-nonce-loop': {
      text: 'The server calls every nonce stale (438).',
      next: 'Check its clock and its setting for nonces (coturn: stale-nonce); behind a load balancer, that all packets reach the same server.',
    },
    'turn-alternate-server': {
      text: 'The server points to another one (300). It is not followed.',
      next: 'Check the other server with its own URL.',
    },
    'turn-address-unmapped': {
      text: 'The answer carries no XOR-MAPPED-ADDRESS.',
      next: 'Use a server that follows RFC 8489; clients can not learn their address from this one.',
    },
    'browser-refused': {
      text: 'The browser does not take this URL: {{text}}',
      next: 'Correct the URL as the browser says.',
    },
    'browser-no-tcp': {
      text: 'The browser could not open a TCP connection to port {{port}}.',
      next: 'It does not tell whether nobody listens or a firewall is in between: compare with what the service sees.',
    },
    'browser-no-tls': {
      text: 'The browser could not open a TLS connection to port {{port}}.',
      next: 'It does not tell whether nobody listens, a firewall is in between, or it does not trust the certificate: compare with what the service sees.',
    },
    'browser-no-answer': {
      text: 'The browser got no answer: code {{code}}, {{text}}',
      next: 'Check address, port and firewall, and compare with what the service sees.',
    },
    'browser-not-asked': {
      text: 'The browser found no candidate and reports no error.',
      next: 'Probably it has no address of the server’s family, or its settings forbid this transport.',
    },
    'browser-second-allocation': {
      text: 'The first allocation was granted, the second was not. The browser needs two: one for each end.',
      next: 'Calls between two relayed ends need two, as well. See the other finding, or check again.',
    },
    'browser-permission-unseen': {
      text: 'No answer to {{sent}} checks between the two allocations. The page can not see why.',
      next: 'A refused permission (403) looks like this, closed relay ports do, too: compare with what the service sees, and with the log of the server.',
    },
    'browser-pairs-dropped': {
      text: 'The browser dropped the pair of the two allocations without a check. Chromium does so when the server refuses the permission (403); the page is told no code.',
      next: 'Allow the peer’s address on the server (coturn: allowed-peer-ip, denied-peer-ip), here its own relay address, and compare with what the service sees.',
    },
    'browser-no-checks': {
      text: 'The browser sent no check between the two allocations.',
      next: 'Check again; if it stays so, the log of the browser (chrome://webrtc-internals) has more.',
    },
    'browser-checks-unfinished': {
      text: '{{answered}} of {{sent}} checks were answered, yet no pair was connected in time.',
      next: 'Packets get lost or come very late: check again, and look at the path.',
    },
    'browser-channel-silent': {
      text: 'The checks were answered, but the data channel did not open.',
      next: 'Small packets pass and larger ones (the DTLS handshake) do not: look at the MTU and at the rate limit of the server.',
    },
    'browser-echo-cut-off': {
      text: 'Time was over with {{echoed}} of {{sent}} bytes back.',
      next: 'The path is slower than 1 Mbit/s, or broke: check again with fewer bytes.',
    },
    'browser-same-address': {
      text: 'The server answered with the browser’s own address: no translation in between (derived).',
      next: 'Nothing to do.',
    },
    'browser-no-mapped-address': {
      text: 'No error and no mapped address. Either the server sees the browser’s own, hidden address, or it has no address of a family the browser could ask.',
      next: 'The service’s view decides whether the server answers.',
    },
    'browser-stuns-unsupported': {
      text: 'Browsers have no STUN over TLS; they ask such a URL over plain UDP. So this is left to the service.',
      next: 'For clients in browsers use stun:.',
    },
    'loopback-differs': {
      text: '{{host}} means the machine of whoever asks: for the service it is not the machine of this browser.',
      next: 'Use an address that means the same for both.',
    },
  },
} as const;
