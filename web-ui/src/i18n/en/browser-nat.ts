/** Texts of the NAT estimate that the page makes of its own browser. */
export const browserNat = {
  browserNat: {
    title: 'NAT before this browser',
    hint: 'Estimated by this page: it compares under which ports one server saw it. A page sees less than the NAT probe.',
    measure: 'Measure',
    empty: 'Nothing yet: press Measure. The lab’s STUN server is asked on two ports.',
    loopback:
      'Browser and lab are on one machine. What is seen here is how this machine passes packets to its own services (Docker’s published ports), not a NAT of your network. For that, open the page from another device.',
    vantage: 'this browser, asking {{servers}}',
    by: 'by {{server}}',
    ipv4: 'IPv4',
    ipv6: 'IPv6',
    error: '{{url}}: no answer on {{count}} of the browser’s interfaces (code {{code}})',
    about: {
      none: 'The browser is seen under its own address.',
      present: 'The browser is seen under another address or port than its own.',
    },
    problem: {
      'no-server': 'The lab names no STUN server that could be asked.',
      'browser-refused':
        'The browser did not let the page ask. Its settings or an extension may forbid WebRTC.',
    },
  },
  browserNatUnknown: {
    'no-answer': {
      why: 'no server answered over UDP.',
      decides: 'Would decide it: a network that lets UDP through to the lab’s STUN server.',
    },
    'server-silent': {
      why: 'not every server had answered when time was over.',
      decides: 'Would decide it: an answer from both ports; open UDP to both.',
    },
    'only-one-answered': {
      why: '{{url}} did not answer, so there is nothing to compare.',
      decides: 'Would decide it: an answer from both ports; open UDP to both.',
    },
    'bases-unclear': {
      why: 'the answers may have come to different interfaces of this device.',
      decides: 'Would decide it: a measurement with one interface in use.',
    },
    'one-address-only': {
      why: 'only one address and port was asked.',
      decides: 'Would decide it: a STUN server with two ports.',
    },
    'address-hidden': {
      why: 'the browser hides its own address, and its port was kept.',
      decides: 'Would decide it: allow the camera for this page; browsers then show their own address.',
    },
    'no-mapped-address': {
      why: 'the browser reports neither a mapped address nor an error.',
      decides: 'Would decide it: allow the camera for this page; browsers then show their own address.',
    },
    'no-host': {
      why: 'the browser shows no socket of its own.',
      decides: 'Would decide it: settings that allow host candidates.',
    },
    'not-from-a-page': {
      why: 'filtering cannot be measured from a browser.',
      decides: 'Would decide it: the NAT probe on the same network; it can ask for answers from elsewhere.',
    },
    'browser-refused': {
      why: 'the browser did not let the page ask.',
      decides: 'Would decide it: settings that allow WebRTC.',
    },
  },
} as const;
