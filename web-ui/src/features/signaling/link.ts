import { decodeServerMessage, type ClientMessage, type ServerMessage } from '../../protocol/messages';
import { ms, pageNow } from '../../shared/units';
import { reconnectDelay } from './backoff';
import { bestSample, clockSample, type ClockSample } from './clock-sync';
import type { LinkState } from './model';

/** What the link tells its owner. */
export interface LinkListener {
  onState(state: LinkState): void;
  onMessage(message: ServerMessage): void;
  onClock(sample: ClockSample): void;
}

const pingEvery = 2000;
const deadAfter = 6000;
const keptSamples = 30;
const quickSamples = 4;

/**
 * The WebSocket to the signaling service: opens it, keeps it alive with clock ping-pongs (which also give the
 * offset of the lab's clock), and opens it again when it is lost. It knows nothing of rooms or calls.
 */
export class SignalingLink {
  state: LinkState = { kind: 'idle' };
  private socket: WebSocket | undefined;
  private failures = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private pinger: ReturnType<typeof setInterval> | undefined;
  private lastHeard = 0;
  private nextPing = 1;
  private pending = new Map<number, number>();
  private samples: ClockSample[] = [];

  constructor(
    private readonly url: string,
    private readonly listener: LinkListener,
  ) {}

  get isOpen(): boolean {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  open(): void {
    if (this.socket) return;
    clearTimeout(this.retry);
    this.change({ kind: 'connecting', failures: this.failures });
    const socket = new WebSocket(this.url);
    this.socket = socket;
    this.lastHeard = pageNow();
    socket.onopen = () => {
      if (this.socket !== socket) return;
      this.failures = 0;
      this.samples = [];
      this.lastHeard = pageNow();
      this.change({ kind: 'open', since: pageNow() });
      this.ping();
    };
    socket.onmessage = event => {
      if (this.socket === socket && typeof event.data === 'string') this.receive(event.data);
    };
    socket.onclose = event => {
      if (this.socket === socket) this.lost(event.code);
    };
    this.pinger ??= setInterval(() => this.tick(), pingEvery);
  }

  /** Sends now or not at all; whoever wants to send later decides what is still worth sending. */
  send(message: ClientMessage): boolean {
    if (!this.isOpen) return false;
    this.socket!.send(JSON.stringify(message));
    return true;
  }

  /** Closes for good or until `open` is called again. */
  close(state: LinkState = { kind: 'idle' }): void {
    clearTimeout(this.retry);
    clearInterval(this.pinger);
    this.pinger = undefined;
    const socket = this.socket;
    this.socket = undefined;
    this.pending.clear();
    socket?.close(1000);
    this.change(state);
  }

  /** The network came back: do not wait for the next attempt. */
  retryNow(): void {
    if (this.state.kind === 'waiting') this.open();
  }

  private receive(text: string): void {
    this.lastHeard = pageNow();
    const message = decodeServerMessage(text);
    if (!message) return;
    if (message.type === 'clock') this.pong(message.id, message.received_at, message.replied_at);
    else this.listener.onMessage(message);
  }

  private tick(): void {
    if (!this.socket) return;
    if (pageNow() - this.lastHeard > deadAfter) {
      const socket = this.socket;
      this.lost(undefined);
      socket.close();
    } else {
      this.ping();
    }
  }

  private ping(): void {
    const id = this.nextPing++;
    const sent = pageNow();
    if (this.pending.size > 5) this.pending.clear();
    if (this.send({ type: 'clock', id, sent_at: performance.timeOrigin + sent })) this.pending.set(id, sent);
  }

  private pong(id: number, received: number, replied: number): void {
    const sent = this.pending.get(id);
    if (sent === undefined) return;
    this.pending.delete(id);
    this.samples = [...this.samples.slice(1 - keptSamples), clockSample(sent, received, replied, pageNow())];
    const best = bestSample(this.samples);
    if (best) this.listener.onClock(best);
    if (this.samples.length < quickSamples) this.ping();
  }

  private lost(closeCode: number | undefined): void {
    this.socket = undefined;
    this.pending.clear();
    const retryIn = reconnectDelay(this.failures++, Math.random());
    this.change({ kind: 'waiting', failures: this.failures, retryIn: ms(retryIn), closeCode });
    this.retry = setTimeout(() => this.open(), retryIn);
  }

  private change(state: LinkState): void {
    this.state = state;
    this.listener.onState(state);
  }
}
