import { leastChunkBytes, chunkOverhead, mostChunkBytes, mostFileBytes, type FrameOn } from './frames';
import type { Destination, FileSource, FileWire, OpenSink, StoredFile } from './file-ends';
import { FileReceiver } from './file-receiver';
import { FileSender } from './file-sender';
import type { Incoming } from './incoming';
import { safeFileName, safeMediaType } from './names';
import type { Outgoing } from './outgoing';
import { isEnded } from './transfer';

/** Transfers of one peer in one direction that may be open at once. */
export const mostOpen = 4;
/** Ended transfers of one peer that stay on the page. */
const keptEnded = 20;

/** A transfer as the page shows it. */
export type TransferView =
  | { direction: 'out'; state: Outgoing }
  | { direction: 'in'; state: Incoming; stored: StoredFile | undefined };

/** Bytes of a file in one chunk, so that its frame fits the peer's `max-message-size` (0: any; RFC 8841 §6). */
export function chunkBytesFor(maxMessageSize: number): number {
  const room = maxMessageSize === 0 ? Infinity : maxMessageSize - chunkOverhead;
  let bytes = mostChunkBytes;
  while (bytes > room && bytes > leastChunkBytes) bytes /= 2;
  return bytes;
}

/** All transfers with one peer, both ways, over its `file` channel. */
export class FileLane {
  private readonly out = new Map<number, FileSender>();
  private readonly in = new Map<number, FileReceiver>();
  private next: number;

  /** @param even this end numbers its transfers evenly, the other one oddly, so that no number is taken twice */
  constructor(
    private readonly wire: FileWire,
    private readonly even: boolean,
    private readonly openSink: OpenSink,
    private readonly now: () => number,
    private readonly changed: () => void,
  ) {
    this.next = even ? 2 : 1;
  }

  get transfers(): readonly TransferView[] {
    return [
      ...[...this.out.values()].map(({ state }) => ({ direction: 'out' as const, state })),
      ...[...this.in.values()].map(({ state, stored }) => ({ direction: 'in' as const, state, stored })),
    ];
  }

  /** Offers a file; undefined if it is too large or too many are open, which changes nothing. */
  offer(source: FileSource): number | undefined {
    if (source.size > mostFileBytes || openOf(this.out) >= mostOpen) return undefined;
    const transfer = this.next;
    this.next += 2;
    this.out.set(transfer, new FileSender(transfer, source, this.wire, this.now, this.changed));
    this.changed();
    return transfer;
  }

  accept(transfer: number, destination: Destination): Promise<void> {
    return this.in.get(transfer)?.accept(destination) ?? Promise.resolve();
  }

  decline(transfer: number): void {
    this.in.get(transfer)?.apply({ on: 'refuse', why: 'declined' });
  }

  cancel(transfer: number): void {
    this.out.get(transfer)?.apply({ on: 'cancel' });
    this.in.get(transfer)?.apply({ on: 'cancel' });
  }

  save(transfer: number): void {
    this.in.get(transfer)?.stored?.save?.();
  }

  /** Takes an ended transfer off the page, and what it stored there. */
  dismiss(transfer: number): void {
    forget(this.out, transfer);
    forget(this.in, transfer);
    this.changed();
  }

  frame(frame: FrameOn<'file'>): void {
    const { transfer } = frame;
    switch (frame.kind) {
      case 'file-offer':
        return this.offered(frame);
      case 'file-accept':
        return this.out.get(transfer)?.apply({ on: 'accepted' });
      case 'file-refuse':
        return this.out.get(transfer)?.apply({ on: 'refused', why: frame.why });
      case 'file-progress':
        return this.out.get(transfer)?.apply({ on: 'progress', stored: frame.stored });
      case 'file-received':
        return this.out.get(transfer)?.apply({ on: 'received' });
      case 'file-chunk':
        return this.in.get(transfer)?.chunk(frame.offset, frame.bytes);
      case 'file-end':
        return this.in.get(transfer)?.end(frame.hash);
      case 'file-cancel':
        return this.either(transfer)?.apply({ on: 'peer-cancelled' });
      case 'file-failed':
        return this.either(transfer)?.apply({ on: 'peer-failed', why: frame.why });
      default:
        frame satisfies never;
    }
  }

  /** The channel has room again. */
  drained(): void {
    for (const sender of this.out.values()) sender.drained();
  }

  /** To be called about once a second. */
  tick(): void {
    for (const end of this.all()) end.apply({ on: 'tick' });
  }

  /** The channel or the peer is gone for good. */
  gone(): void {
    for (const end of this.all()) end.apply({ on: 'gone' });
  }

  private all(): (FileSender | FileReceiver)[] {
    return [...this.out.values(), ...this.in.values()];
  }

  private either(transfer: number): FileSender | FileReceiver | undefined {
    return this.out.get(transfer) ?? this.in.get(transfer);
  }

  private offered({ transfer, size, name, type }: Extract<FrameOn<'file'>, { kind: 'file-offer' }>): void {
    // A number of ours, or one in use, is no offer; it must not touch what is there.
    if ((transfer % 2 === 0) === this.even || this.in.has(transfer)) return;
    if (openOf(this.in) >= mostOpen) {
      this.wire.send({ kind: 'file-refuse', transfer, why: 'busy' });
      return;
    }
    for (const [old] of [...this.in].filter(([, { state }]) => isEnded(state.phase)).slice(0, -keptEnded))
      forget(this.in, old);
    const file = { name: safeFileName(name), type: safeMediaType(type), size };
    this.in.set(transfer, new FileReceiver(transfer, file, this.wire, this.openSink, this.now, this.changed));
    this.changed();
  }
}

type Ends = Map<number, FileSender> | Map<number, FileReceiver>;

const openOf = (ends: Ends): number =>
  [...ends.values()].filter(({ state }: FileSender | FileReceiver) => !isEnded(state.phase)).length;

function forget(ends: Ends, transfer: number): void {
  const end = ends.get(transfer);
  if (!end || !isEnded(end.state.phase)) return;
  if (end instanceof FileReceiver) end.discard();
  ends.delete(transfer);
}
