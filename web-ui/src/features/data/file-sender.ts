import { hex, FileHash } from './hash';
import type { FileSource, FileWire } from './file-ends';
import { next, offer, outgoingStep, type Outgoing, type OutgoingEvent } from './outgoing';

/** Sends one file to one peer, never further ahead than channel and receiver allow. */
export class FileSender {
  state: Outgoing;
  private readonly hash = new FileHash();
  private pumping = false;

  constructor(
    transfer: number,
    private readonly source: FileSource,
    private readonly wire: FileWire,
    private readonly now: () => number,
    private readonly changed: () => void,
  ) {
    const { name, type, size } = source;
    const file = { name: name.slice(0, 255), type: type.slice(0, 127), size };
    const { state, frames } = offer(transfer, file, now());
    this.state = state;
    for (const frame of frames) wire.send(frame);
  }

  apply(event: OutgoingEvent): void {
    const before = this.state;
    const { state, frames } = outgoingStep(before, event, this.now());
    this.state = state;
    for (const frame of frames) this.wire.send(frame);
    if (state !== before) this.changed();
    void this.pump();
  }

  /** The channel has room again. */
  drained(): void {
    void this.pump();
  }

  /** One at a time: a block is read only when the one before is in the channel. */
  private async pump(): Promise<void> {
    if (this.pumping) return;
    this.pumping = true;
    try {
      for (;;) {
        const step = next(this.state, this.wire.buffered);
        if (step === undefined) return;
        if (step === 'end') return this.end();
        const block = await this.block(step.read.from, step.read.to);
        // It may have been cancelled meanwhile.
        if (this.state.phase.kind !== 'sending') return;
        if (!block) return this.apply({ on: 'unreadable' });
        this.hash.update(block);
        if (!this.send(block)) return this.apply({ on: 'gone' });
        this.apply({ on: 'sent', bytes: block.length });
      }
    } finally {
      this.pumping = false;
    }
  }

  private async block(from: number, to: number): Promise<Uint8Array | undefined> {
    try {
      const block = await this.source.read(from, to);
      return block.length === to - from ? block : undefined;
    } catch {
      return undefined;
    }
  }

  private send(block: Uint8Array): boolean {
    const { chunkBytes } = this.wire;
    const { transfer, sent } = this.state;
    for (let at = 0; at < block.length; at += chunkBytes) {
      const bytes = block.subarray(at, at + chunkBytes);
      if (!this.wire.send({ kind: 'file-chunk', transfer, offset: sent + at, bytes })) return false;
    }
    return true;
  }

  private end(): void {
    const hash = this.hash.digest();
    const sent = this.wire.send({ kind: 'file-end', transfer: this.state.transfer, hash });
    this.apply(sent ? { on: 'end-sent', hash: hex(hash) } : { on: 'gone' });
  }
}
