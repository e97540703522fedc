import { chunkBytesFor, FileLane } from './file-lane';
import type { FileWire, OpenSink } from './file-ends';
import { decode, encode, type ChannelName, type Frame, type FrameOn } from './frames';
import { linkStep, type LinkEvent, type LinkPhase } from './link';
import { lowWater } from './transfer';

/** What the channels of one peer need from outside, and tell. */
export interface PeerDataHooks {
  onLink(phase: LinkPhase): void;
  onFrame(frame: Exclude<FrameOn<'chat'>, { kind: 'hello' }> | FrameOn<'broadcast'>): void;
  /** A transfer changed; thousands of times a second while one runs. */
  onTransfers(): void;
  readonly openSink: OpenSink;
  /** Page clock, ms. */
  now(): number;
}

/** The three channels, negotiated by these numbers and not in band, so that neither end has to open them (RFC 8831 §6.4). */
const channels: Record<ChannelName, RTCDataChannelInit> = {
  chat: { negotiated: true, id: 0, ordered: true },
  broadcast: { negotiated: true, id: 1, ordered: false, maxRetransmits: 0 },
  file: { negotiated: true, id: 2, ordered: true },
};
const names = ['chat', 'broadcast', 'file'] as const;

/** Bytes that may wait in the broadcast channel; what would wait longer is too old when it arrives. */
const mostWaitingBeats = 16 * 1024;

/** Chat, broadcast and files over the data channels of one peer connection. */
export class PeerData {
  readonly files: FileLane;
  link: LinkPhase = { kind: 'connecting' };
  /** Messages that were no frames of this protocol. */
  malformed = 0;
  private open_: Record<ChannelName, RTCDataChannel> | undefined;

  /** @param isPolite one end is, the other is not; used to number transfers apart */
  constructor(
    private readonly connection: RTCPeerConnection,
    isPolite: boolean,
    private readonly hooks: PeerDataHooks,
  ) {
    const changed = (): void => hooks.onTransfers();
    this.files = new FileLane(this.wire(), isPolite, hooks.openSink, () => hooks.now(), changed);
  }

  /** Makes the channels. To be called before the first offer or answer, so that it holds them. */
  open(): void {
    if (this.open_) return;
    const make = (name: ChannelName): RTCDataChannel => {
      const channel = this.connection.createDataChannel(name, channels[name]);
      channel.binaryType = 'arraybuffer';
      channel.onmessage = ({ data }) => this.receive(name, data);
      channel.onclose = () => this.lost();
      return channel;
    };
    const { chat, broadcast, file } = (this.open_ = {
      chat: make('chat'),
      broadcast: make('broadcast'),
      file: make('file'),
    });
    file.bufferedAmountLowThreshold = lowWater;
    file.onbufferedamountlow = () => this.files.drained();
    const opened = (): void => {
      if (![chat, broadcast, file].every(channel => channel.readyState === 'open')) return;
      this.send('chat', { kind: 'hello' });
      this.step('opened');
    };
    for (const channel of [chat, broadcast, file]) channel.onopen = opened;
  }

  /** Ends everything with this peer. */
  close(): void {
    const open = this.open_;
    this.lost();
    for (const name of names) {
      const channel = open?.[name];
      if (!channel) continue;
      channel.onopen = channel.onmessage = channel.onclose = channel.onbufferedamountlow = null;
      channel.close();
    }
  }

  /** To be called about once a second. */
  tick(): void {
    this.step('tick');
    this.files.tick();
  }

  /** A frame of the reliable channel; false where it does not go. */
  say(frame: FrameOn<'chat'>): boolean {
    return this.link.kind === 'ready' && this.send('chat', frame);
  }

  /** A frame that may get lost; false where it does not even go. */
  beat(frame: FrameOn<'broadcast'>): boolean {
    const channel = this.open_?.broadcast;
    return (
      this.link.kind === 'ready' &&
      channel !== undefined &&
      channel.bufferedAmount <= mostWaitingBeats &&
      this.send('broadcast', frame)
    );
  }

  /** The channels as the browser has them. */
  get channels(): readonly RTCDataChannel[] {
    const open = this.open_;
    return open ? names.map(name => open[name]) : [];
  }

  statistics(): Promise<RTCStatsReport> {
    return this.connection.getStats();
  }

  private wire(): FileWire {
    const data = (): RTCDataChannel | undefined => this.open_?.file;
    const { connection } = this;
    return {
      send: frame => this.send('file', frame),
      get buffered() {
        return data()?.bufferedAmount ?? 0;
      },
      get chunkBytes() {
        return chunkBytesFor(connection.sctp?.maxMessageSize ?? Infinity);
      },
    };
  }

  private send(name: ChannelName, frame: Frame): boolean {
    const channel = this.open_?.[name];
    if (channel?.readyState !== 'open') return false;
    try {
      channel.send(encode(frame));
      return true;
    } catch {
      // Closing, or its buffer is full: nothing was sent (W3C webrtc §6.2, send).
      return false;
    }
  }

  private receive(name: ChannelName, data: unknown): void {
    if (!(data instanceof ArrayBuffer)) {
      this.malformed++;
      return;
    }
    const decoded = decode(name, new Uint8Array(data));
    if (!decoded.ok) {
      this.malformed++;
      if (decoded.problem === 'version') this.step('other-version');
      return;
    }
    const { frame } = decoded;
    if (isOf('file', name, frame)) this.files.frame(frame);
    else if (frame.kind === 'hello') this.step('hello');
    else this.hooks.onFrame(frame);
  }

  private step(event: LinkEvent): void {
    const before = this.link;
    this.link = linkStep(before, event, this.hooks.now());
    if (this.link !== before) this.hooks.onLink(this.link);
  }

  private lost(): void {
    if (this.link.kind === 'closed') return;
    this.step('closed');
    this.files.gone();
  }
}

const isOf = (wanted: 'file', name: ChannelName, _frame: FrameOn<ChannelName>): _frame is FrameOn<'file'> =>
  name === wanted;
