/** The explanation that follows a call. */
export const guide = {
  guide: {
    title: 'What happens in a call',
    before: 'Press Start: each step opens when it really happens. Read ahead if you like.',
    during: 'Follows the call above. The lines with a bar are what was measured just now.',
    show: 'Explain what happens in a call',
    hide: 'Hide',
    now: 'In this call',
    signaling: {
      title: 'Signaling: say that you want to talk',
      text: 'WebRTC sends media from one end straight to the other, but first both must know of each other. Everything that arranges this goes another way, through a server, and is called signaling; the standard leaves open how. Here it is a WebSocket or one HTTP request. No picture ever passes it.',
    },
    gathering: {
      title: 'Gathering: find addresses one can be reached at',
      text: 'Each end collects candidates: pairs of address and port. They come in three ways. Its own interfaces give host candidates. A STUN server says from which address it saw a packet come: behind a NAT that is the outside address. A TURN server lends an address of its own and passes everything on: the last resort, which costs its operator all the traffic. In one network, or over a VPN, own addresses are enough. If a router forwards a port to the peer, the peer still needs STUN to learn the outside address.',
    },
    exchange: {
      title: 'Exchange: offer and answer',
      text: 'The caller makes an offer: which media, which codecs, and a fingerprint of its certificate. The other end answers. Both are session descriptions (SDP) and go over signaling. Candidates may follow one by one as they are found (trickle ICE), or all be inside the descriptions, which has to wait until they are collected.',
    },
    checks: {
      title: 'Checks: try each pair of addresses',
      text: 'Every candidate of one end is paired with those of the other, and small STUN requests are sent over each pair until one is answered. They also open the way: a NAT lets in what answers a packet that went out. A pair fails where a firewall drops UDP, where an address can not be reached from there, or where both NATs give each destination another outside address (symmetric): then only a relay is left.',
    },
    nomination: {
      title: 'Nomination: choose one pair',
      text: 'Of the pairs that were answered ICE takes the best: direct before mapped, mapped before relayed. The controlling end marks it, and from then on media takes this way.',
    },
    dtls: {
      title: 'DTLS: agree on keys',
      text: 'Over the chosen pair both ends do a handshake and check the other certificate against the fingerprint from offer and answer. The keys protect the media (SRTP). A TURN server on the way can not read it.',
    },
    'first-rtp': {
      title: 'First packet of media',
      text: 'Picture and sound travel as RTP packets over the same pair: everything shares one connection and is told apart by its first bytes.',
    },
    'first-frame': {
      title: 'First picture',
      text: 'The browser has collected all packets of one picture, decoded it and shows it. Only now a call works; a connection alone is no picture.',
    },
    did: {
      time: 'Passed {{time}} after Start.',
      signaling: {
        websocket: 'The signaling service took the call over the WebSocket and passed it to a media peer.',
        http: 'The signaling service answered the HTTP request, and took it to a media peer.',
      },
      host_one: '{{count}} candidate from an own interface.',
      host_other: '{{count}} candidates from own interfaces.',
      hidden:
        'The browser hides its own addresses behind a name ending in .local, as browsers do until a camera is allowed; the peer learns them from the checks.',
      stun: 'STUN: a server saw this browser as {{address}}.',
      noStun:
        'STUN brought no further address: none was asked or answered, or it saw an address that is known already.',
      turn: 'TURN: the server lends the address {{address}}.',
      noTurn: 'TURN lends no address in this call.',
      errors_one: '{{count}} attempt to reach a server failed; see “Candidates and pairs”.',
      errors_other: '{{count}} attempts to reach a server failed; see “Candidates and pairs”.',
      exchange: {
        websocket: 'Offer and answer are applied; candidates followed one by one.',
        http: 'Offer and answer are applied; all candidates were inside.',
      },
      remote_one: 'The peer told {{count}} candidate.',
      remote_other: 'The peer told {{count}} candidates.',
      checks:
        'Pairs: {{pairs}}. Checks sent: {{sent}}, answered: {{answered}}. Checks of the peer that arrived: {{received}}.',
      path: {
        direct: 'A direct pair: neither a STUN nor a TURN server was needed for it.',
        stun: 'A pair with an outside address: a NAT lies on the way, and the checks opened it.',
        'relay-udp': 'A relayed pair: the TURN server passes the media on, reached over UDP.',
        'relay-tcp': 'A relayed pair: the TURN server passes the media on, reached over TCP.',
        'relay-tls': 'A relayed pair: the TURN server passes the media on, reached over TLS.',
        relayed: 'A relayed pair: the TURN server passes the media on.',
        unknown: 'A pair is chosen; the browser hides too much to say whether a NAT lies on the way.',
      },
      dtls: '{{version}}, media protected with {{cipher}}.',
      frame: 'The picture has {{width}} × {{height}} pixels.',
    },
  },
} as const;
