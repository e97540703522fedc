import {
  NoPlace,
  type Destination,
  type FileSink,
  type FileWire,
  type OpenSink,
  type StoredFile,
} from './file-ends';
import { FileHash, hex } from './hash';
import { incomingStep, isComplete, offered, type Incoming, type IncomingEvent } from './incoming';
import { isEnded, type FileFacts } from './transfer';

/** Receives one file from one peer into a place of its own; what is not whole is removed again. */
export class FileReceiver {
  state: Incoming;
  stored: StoredFile | undefined;
  private readonly hash = new FileHash();
  private sink: FileSink | undefined;
  private waiting: Uint8Array[] = [];
  private writing = false;
  private announced: string | undefined;

  constructor(
    transfer: number,
    file: FileFacts,
    private readonly wire: FileWire,
    private readonly openSink: OpenSink,
    private readonly now: () => number,
    private readonly changed: () => void,
  ) {
    this.state = offered(transfer, file, now());
  }

  /** Has to be called from the click itself: browsers show the dialog for a place only then. */
  async accept(destination: Destination): Promise<void> {
    if (this.state.phase.kind !== 'offered') return;
    this.apply({ on: 'accept' });
    try {
      const sink = await this.openSink(destination, this.state.file);
      if (!sink) return this.apply({ on: 'not-opened' });
      if (isEnded(this.state.phase)) return void sink.abort();
      this.sink = sink;
      this.apply({ on: 'opened' });
    } catch (problem) {
      this.apply({ on: 'refuse', why: problem instanceof NoPlace ? problem.why : 'storage' });
    }
  }

  chunk(offset: number, bytes: Uint8Array): void {
    const before = this.state.received;
    this.apply({ on: 'chunk', offset, bytes: bytes.length });
    if (this.state.received === before) return;
    this.waiting.push(bytes);
    void this.store();
  }

  end(hash: Uint8Array): void {
    this.announced = hex(hash);
    this.apply({ on: 'end' });
    void this.store();
  }

  apply(event: IncomingEvent): void {
    const before = this.state;
    const { state, frames } = incomingStep(before, event, this.now());
    this.state = state;
    for (const frame of frames) this.wire.send(frame);
    if (isEnded(state.phase) && state.phase.kind !== 'done') this.forget();
    if (state !== before) this.changed();
  }

  /** Frees what it takes on this page. */
  discard(): void {
    this.stored?.discard();
    this.stored = undefined;
  }

  /** Stores what waits, all of it at once, and compares when that was all. */
  private async store(): Promise<void> {
    if (this.writing) return;
    this.writing = true;
    try {
      while (this.sink && this.waiting.length > 0) {
        const block = joined(this.waiting);
        this.waiting = [];
        this.hash.update(block);
        await this.sink.write(block);
        this.apply({ on: 'stored', bytes: block.length });
      }
      if (this.sink && isComplete(this.state)) await this.complete(this.sink);
    } catch {
      this.apply({ on: 'storage-failed' });
    } finally {
      this.writing = false;
    }
  }

  private async complete(sink: FileSink): Promise<void> {
    const hash = hex(this.hash.digest());
    const equal = hash === this.announced;
    if (equal) {
      const stored = await sink.finish();
      this.sink = undefined;
      // Cancelled meanwhile: nobody wants it any more.
      if (isEnded(this.state.phase)) return stored.discard();
      this.stored = stored;
    }
    this.apply({ on: 'compared', equal, hash });
  }

  private forget(): void {
    const { sink } = this;
    this.sink = undefined;
    this.waiting = [];
    sink?.abort().catch(() => undefined);
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
