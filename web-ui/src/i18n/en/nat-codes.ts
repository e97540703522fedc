/** Sentences of the NAT probe, by its codes (docs/nat.md). */
export const natCodes = {
  natFinding: {
    'no-nat': 'The server sees this socket’s own address {{local}}: no NAT in between.',
    'nat-present': 'The server sees {{mapped}} where the local socket is {{local}}: a NAT in between.',
    'mapped-address-private':
      'The server saw the private address {{mapped}}: further NATs between it and the internet are not measured.',
    'gloss-open-internet': 'RFC 3489 called this “open internet”.',
    'gloss-firewall': 'RFC 3489 called this “symmetric UDP firewall”: no NAT, but a filter.',
    'gloss-full-cone': 'RFC 3489 called this “full cone”.',
    'gloss-restricted-cone': 'RFC 3489 called this “restricted cone”.',
    'gloss-port-restricted-cone': 'RFC 3489 called this “port restricted cone”.',
    'gloss-symmetric': 'RFC 3489 called this “symmetric”.',
    'udp-blocked': 'UDP does not pass: a call from here needs TURN over TCP or TLS.',
    'tcp-blocked': 'TCP to the port of the server does not pass, UDP does.',
    'server-unreachable': '{{server}} did not answer: nothing about this network can be said.',
    'ports-preserved': 'The NAT kept the port number of every socket.',
    'ports-changed': 'The NAT changed port numbers.',
    'mapped-address-pool': 'Several sockets appeared with different outside addresses: {{addresses}}.',
    'server-behind-nat': '{{server}} believes to answer from {{origin}}: the server is itself behind a NAT.',
    'server-lies-about-origin': 'An answer came from {{from}} but claims to come from {{origin}}.',
    'other-address-not-different':
      'The server names {{other}} as its other address, which is not a different one.',
    'change-request-ignored': 'The server ignores CHANGE-REQUEST: it answered from {{from}}.',
    'filtering-confirmed': 'Control passed: the server does answer from its other address.',
    'filtering-not-controlled':
      'Filtering follows from silence; this mapping leaves no way to show that the server answers from its other address.',
    'repeated-sends':
      '{{count}} of {{answered}} answers needed more than one send: packets are lost or late on this path.',
  },
  natUnknown: {
    'server-unreachable': '{{server}} answered neither over UDP nor over TCP.',
    'udp-blocked': 'no UDP packet came back from {{server}}, although TCP did.',
    'server-refused': '{{server}} refused the Binding request with error {{code}}.',
    'mapped-address-missing': 'the answer of {{server}} carries no mapped address.',
    'answer-from-elsewhere': 'the request went to {{server}}, but the answer came from {{from}}.',
    'other-address-missing': '{{server}} names no OTHER-ADDRESS.',
    'other-address-not-different':
      '{{server}} names {{other}} as OTHER-ADDRESS, which must differ in address and port.',
    'other-address-silent': '{{server}} names {{other}} as OTHER-ADDRESS, but nothing answered there.',
    'answers-missing': 'too few of the four address and port pairs of the server answered.',
    'change-request-ignored': 'asked to answer from another address, the server answered from {{from}}.',
    'change-request-refused': 'the server refused CHANGE-REQUEST with error {{code}}.',
    'change-request-unproven':
      'silence proves nothing here: the server did not answer from its other address even to a socket that had just talked with that address.',
    'samples-lost': 'all packets of one test socket were lost.',
    'no-nat': 'there is no NAT that could keep or change a port.',
    'connection-refused':
      '{{server}} refused the TCP connection; the server may not listen there, or a firewall refuses for it.',
    'connected-without-answer': 'the TCP connection to {{server}} stood, but no STUN answer came over it.',
    'tls-not-configured': 'no server for STUN over TLS is configured.',
    'lifetime-not-measured': 'how long a mapping lives has not been measured: that takes minutes.',
    'lifetime-running': 'how long a mapping lives is being measured.',
    'no-mapping': 'there is no NAT, so there is no mapping that could end.',
    'mapping-unanswered': 'no answer of {{server}} over UDP made a mapping whose end could be waited for.',
    'response-port-unproven':
      'silence proves nothing here: what {{server}} was asked to send to another port (RESPONSE-PORT) did not even arrive at a fresh socket.',
    'no-route': 'this network position has no route to {{server}}.',
    'name-unresolved': 'the name {{host}} has no address of this family.',
    'family-not-configured': 'no STUN server of this address family is configured.',
    'transport-failed': 'the operating system refused to send: {{detail}}.',
  },
  natDecides: {
    'server-unreachable':
      'Start the STUN server, or name another one in nat-probe.stun-server, and measure again.',
    'udp-blocked': 'Would decide it: a measurement from a network position that lets UDP through.',
    'server-refused': 'Would decide it: a STUN server that answers Binding requests without credentials.',
    'mapped-address-missing': 'Would decide it: a STUN server that sends XOR-MAPPED-ADDRESS.',
    'answer-from-elsewhere': 'Would decide it: a STUN server that is asked at the address it answers from.',
    'other-address-missing':
      'Would decide it: a STUN server with RFC 5780 switched on and two addresses of this family (coturn: rfc5780 and two listening-ip).',
    'other-address-not-different':
      'Would decide it: a STUN server whose OTHER-ADDRESS is a second address of its own.',
    'other-address-silent':
      'Would decide it: a path to {{other}}, or a STUN server whose second address is reachable from here.',
    'answers-missing': 'Measure again; if it stays so, a path to both ports of both addresses is needed.',
    'change-request-ignored': 'Would decide it: a STUN server that follows CHANGE-REQUEST (RFC 5780).',
    'change-request-refused': 'Would decide it: a STUN server that follows CHANGE-REQUEST (RFC 5780).',
    'change-request-unproven': 'Would decide it: a STUN server that follows CHANGE-REQUEST (RFC 5780).',
    'samples-lost': 'Measure again.',
    'no-nat': 'Would decide it: a measurement from behind a NAT.',
    'connection-refused': 'Would decide it: the same connection from the machine of the server.',
    'connected-without-answer': 'Would decide it: the same request from the machine of the server.',
    'tls-not-configured': 'Would decide it: a server of that kind in nat-probe.tls-server.',
    'lifetime-not-measured': 'Would decide it: POST /api/nat/lifetime-probes at the NAT probe.',
    'lifetime-running':
      'Would decide it: the end of the measurement; GET /api/nat/lifetime has the bounds so far.',
    'no-mapping': 'Would decide it: a measurement from behind a NAT.',
    'mapping-unanswered':
      'Would decide it: a measurement while {{server}} answers, from a network position that lets UDP through.',
    'response-port-unproven':
      'Would decide it: a STUN server that follows RESPONSE-PORT (RFC 5780), and a NAT that gives all sockets one outside address.',
    'no-route': 'Would decide it: an address of this family and a route.',
    'name-unresolved': 'Use a name or literal address that resolves there.',
    'family-not-configured': 'Name a STUN server of this family in nat-probe.stun-server-ipv6.',
    'transport-failed': 'The log of the NAT probe has the cause.',
  },
  natQuestion: {
    'mapping-primary': 'mapping, first address and port',
    'mapping-other-port': 'mapping, other port',
    'mapping-other-address': 'mapping, other address',
    'mapping-other-address-and-port': 'mapping, other address and port',
    'filtering-address-base': 'filtering by address, opening',
    'filtering-address': 'filtering by address, answer from elsewhere',
    'filtering-port-base': 'filtering by port, opening',
    'filtering-port': 'filtering by port, answer from another port',
    'control-address': 'control: does the other address answer',
    'control-port': 'control: does the other port answer',
    tcp: 'TCP reachable',
  },
  natOutcome: { answered: 'answered', refused: 'refused', silent: 'silent', failed: 'failed' },
} as const;
