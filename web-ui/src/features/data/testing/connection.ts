/** The data channels of a peer connection, as far as `PeerData` uses them: what one end sends is delivered at once. */
export class ScriptedChannel {
  readyState: RTCDataChannelState = 'connecting';
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  binaryType: BinaryType = 'blob';
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onbufferedamountlow: (() => void) | null = null;
  other: ScriptedChannel | undefined;

  constructor(
    readonly label: string,
    readonly init: RTCDataChannelInit,
  ) {}

  send(bytes: Uint8Array<ArrayBuffer>): void {
    this.other?.onmessage?.({ data: bytes.slice().buffer });
  }

  open(): void {
    this.readyState = 'open';
    this.onopen?.();
  }

  close(): void {
    if (this.readyState === 'closed') return;
    this.readyState = 'closed';
    this.onclose?.();
    this.other?.close();
  }
}

export class ScriptedConnection {
  readonly channels: ScriptedChannel[] = [];
  readonly sctp = { maxMessageSize: 262_144 };

  createDataChannel(label: string, init: RTCDataChannelInit): ScriptedChannel {
    const channel = new ScriptedChannel(label, init);
    this.channels.push(channel);
    return channel;
  }

  /** Negotiated channels find each other by their number. */
  connect(other: ScriptedConnection): void {
    for (const channel of this.channels) {
      const there = other.channels.find(({ init }) => init.id === channel.init.id);
      channel.other = there;
      if (there) there.other = channel;
    }
    for (const channel of [...this.channels, ...other.channels]) channel.open();
  }

  get asConnection(): RTCPeerConnection {
    return this as unknown as RTCPeerConnection;
  }
}
