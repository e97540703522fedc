import { decode, encode, type Frame, type FrameOn } from '../frames';
import type { FileSink, FileSource, FileWire, StoredFile } from '../file-ends';
import { lowWater } from '../transfer';

/** One direction of a reliable, ordered channel: frames are encoded, wait, and are delivered when the test says so. */
export class Pipe implements FileWire {
  private readonly waiting: Uint8Array[] = [];
  buffered = 0;
  mostBuffered = 0;
  isOpen = true;
  deliver: (frame: FrameOn<'file'>) => void = () => undefined;
  onLow: () => void = () => undefined;

  constructor(readonly chunkBytes = 16 * 1024) {}

  send(frame: Frame): boolean {
    if (!this.isOpen) return false;
    const message = encode(frame);
    this.waiting.push(message);
    this.buffered += message.length;
    this.mostBuffered = Math.max(this.mostBuffered, this.buffered);
    return true;
  }

  /** Delivers so many frames. */
  step(count: number): void {
    for (let n = 0; n < count && this.isOpen; n++) {
      const message = this.waiting.shift();
      if (!message) return;
      const before = this.buffered;
      this.buffered -= message.length;
      const decoded = decode('file', message);
      if (!decoded.ok) throw new Error(decoded.problem);
      this.deliver(decoded.frame);
      if (before > lowWater && this.buffered <= lowWater) this.onLow();
    }
  }

  close(): void {
    this.isOpen = false;
    this.waiting.length = 0;
  }
}

/** A place in memory that stores only when the test says so, or fails. */
export class ScriptedSink implements FileSink {
  readonly blocks: Uint8Array[] = [];
  outcome: 'open' | 'finished' | 'aborted' = 'open';
  unwritten = 0;
  mostUnwritten = 0;
  private pending: (() => void)[] = [];

  constructor(
    private readonly slow = false,
    private readonly failsAfter = Infinity,
  ) {}

  get bytes(): Uint8Array {
    const whole = new Uint8Array(this.blocks.reduce((sum, block) => sum + block.length, 0));
    let at = 0;
    for (const block of this.blocks) {
      whole.set(block, at);
      at += block.length;
    }
    return whole;
  }

  async write(block: Uint8Array<ArrayBuffer>): Promise<void> {
    this.unwritten += block.length;
    this.mostUnwritten = Math.max(this.mostUnwritten, this.unwritten);
    if (this.slow) await new Promise<void>(resolve => this.pending.push(resolve));
    if (this.blocks.length >= this.failsAfter) throw new Error('disk full');
    this.blocks.push(block);
    this.unwritten -= block.length;
  }

  /** Lets the writes that wait go on. */
  release(): void {
    const waiting = this.pending;
    this.pending = [];
    for (const go of waiting) go();
  }

  finish(): Promise<StoredFile> {
    this.outcome = 'finished';
    return Promise.resolve({ save: () => undefined, discard: () => (this.outcome = 'aborted') });
  }

  abort(): Promise<void> {
    this.outcome = 'aborted';
    return Promise.resolve();
  }
}

export const sourceWith = (bytes: Uint8Array, name = 'a.bin'): FileSource => ({
  name,
  type: 'application/octet-stream',
  size: bytes.length,
  read: (from, to) => Promise.resolve(bytes.slice(from, to)),
});

/** Lets everything that waits for a promise, and nothing else, go on. */
export async function settle(): Promise<void> {
  for (let n = 0; n < 20; n++) await Promise.resolve();
}
