// Keeps each connection the page makes, so that a test can ask the browser itself what became of it.
(() => {
  const made = [];
  const Native = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Native {
    constructor(...given) {
      super(...given);
      const connection = { pc: this, signaling: [], channels: [] };
      made.push(connection);
      this.addEventListener('signalingstatechange', () => connection.signaling.push(this.signalingState));
    }
    createDataChannel(...given) {
      const channel = super.createDataChannel(...given);
      made.find(({ pc }) => pc === this).channels.push(channel);
      return channel;
    }
  };
  /** The one whose tracks the tile of that peer shows. */
  window.__connection = peer => {
    const video = document.querySelector(`[data-testid=tile][data-peer="${peer}"] video`);
    const tracks = video?.srcObject?.getTracks() ?? [];
    return made.findLast(({ pc }) => pc.getReceivers().some(({ track }) => tracks.includes(track)));
  };
})();
