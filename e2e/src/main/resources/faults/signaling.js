// A page whose signaling is tampered with on its way. Options: {in, out}, for what the page receives and sends; of each:
//   lose         candidates that match this expression are lost, in messages and in descriptions
//   hide         addresses of candidates become names that nobody resolves, as browsers hide their own
//   fingerprint  the certificates' fingerprints become others
//   codecs       of the video codecs only one is left, with a name that nobody knows
//   garble       the description loses its ICE user names
options => {
  const { in: incoming, out: outgoing } = options;
  const unresolvable = () =>
    [...crypto.getRandomValues(new Uint8Array(16))]
      .map(byte => byte.toString(16).padStart(2, '0'))
      .join('')
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5.local');
  const hide = line => line.replace(/(candidate:\S+ \d \S+ \d+ )\S+/, (_, before) => before + unresolvable());
  const candidate = (line, rules) =>
    rules.lose && new RegExp(rules.lose).test(line) ? undefined : rules.hide ? hide(line) : line;

  const description = (sdp, rules) => {
    let lines = sdp
      .split('\r\n')
      .map(line => (line.startsWith('a=candidate:') ? candidate(line, rules) : line))
      .filter(line => line !== undefined);
    if (rules.garble) lines = lines.filter(line => !line.startsWith('a=ice-ufrag:'));
    let text = lines.join('\r\n');
    if (rules.fingerprint) {
      text = text.replace(/(a=fingerprint:\S+ )(..)/g, (_, name, byte) => name + (byte === '00' ? 'FF' : '00'));
    }
    if (rules.codecs) {
      text = text.replace(/m=video[^]*?(?=m=|$)/g, section =>
        section
          .replace(/(m=video \S+ \S+ )(\d+)[^\r]*/, '$1$2')
          .replace(/a=(?:rtcp-fb|fmtp):[^\r]*\r\n/g, '')
          .replace(/a=rtpmap:(\d+) [^\r]*\r\n/g, (_, type) =>
            type === section.match(/m=video \S+ \S+ (\d+)/)[1] ? `a=rtpmap:${type} X-UNKNOWN/90000\r\n` : '',
          ),
      );
    }
    return text;
  };

  const change = (message, rules) => {
    if (message.type === 'ice_candidate' && message.candidate?.candidate) {
      const line = candidate(message.candidate.candidate, rules);
      return line === undefined
        ? undefined
        : { ...message, candidate: { ...message.candidate, candidate: line } };
    }
    for (const kind of ['offer', 'answer']) {
      if (message[kind]?.sdp) {
        return { ...message, [kind]: { ...message[kind], sdp: description(message[kind].sdp, rules) } };
      }
    }
    return message;
  };

  const Native = window.WebSocket;
  window.WebSocket = class extends Native {
    constructor(...parameters) {
      super(...parameters);
      super.addEventListener('message', event => this.#tamper(event), { capture: true });
    }

    #tamper(event) {
      if (!incoming || event.tampered) return;
      const changed = change(JSON.parse(event.data), incoming);
      event.stopImmediatePropagation();
      if (changed) {
        const other = new MessageEvent('message', { data: JSON.stringify(changed), origin: event.origin });
        other.tampered = true;
        this.dispatchEvent(other);
      }
    }

    send(text) {
      const changed = outgoing ? change(JSON.parse(text), outgoing) : undefined;
      if (!outgoing) super.send(text);
      else if (changed) super.send(JSON.stringify(changed));
    }
  };
}
