import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NoPlace, type FileSource, type OpenSink } from './file-ends';
import { chunkBytesFor, FileLane, mostOpen } from './file-lane';
import { mostFileBytes } from './frames';
import type { Incoming } from './incoming';
import type { Outgoing } from './outgoing';
import { Pipe, ScriptedSink, settle, sourceWith } from './testing/pipe';
import { giveUpAfter, highWater, blockBytes, isEnded, windowBytes } from './transfer';

const MiB = 2 ** 20;

/** Two ends of one connection whose frames and clock move only by `turn`. */
class Link {
  at = 0;
  readonly there = new Pipe();
  readonly back = new Pipe();
  readonly sender: FileLane;
  readonly receiver: FileLane;

  constructor(
    readonly sink = new ScriptedSink(),
    openSink: OpenSink = () => Promise.resolve(sink),
  ) {
    const now = () => this.at;
    this.sender = new FileLane(this.there, true, openSink, now, () => undefined);
    this.receiver = new FileLane(this.back, false, openSink, now, () => undefined);
    this.there.deliver = frame => this.receiver.frame(frame);
    this.back.deliver = frame => this.sender.frame(frame);
    this.there.onLow = () => this.sender.drained();
    this.back.onLow = () => this.receiver.drained();
  }

  get out(): Outgoing {
    return this.sender.transfers[0]!.state as Outgoing;
  }

  get in(): Incoming {
    return this.receiver.transfers[0]!.state as Incoming;
  }

  async turn(frames = Infinity): Promise<void> {
    this.there.step(Math.min(frames, 1000));
    await settle();
    this.back.step(Math.min(frames, 1000));
    await settle();
  }

  async begin(source: FileSource): Promise<number> {
    const transfer = this.sender.offer(source)!;
    await this.turn();
    await this.receiver.accept(transfer, 'download');
    await settle();
    return transfer;
  }

  /** Until both ends have ended; a second passes with each turn. */
  async finish(): Promise<void> {
    for (let n = 0; n < 500 && !(isEnded(this.out.phase) && isEnded(this.in.phase)); n++) {
      this.at += 1000;
      this.sender.tick();
      this.receiver.tick();
      this.sink.release();
      await this.turn();
    }
  }

  close(): void {
    this.there.close();
    this.back.close();
    this.sender.gone();
    this.receiver.gone();
  }
}

/** Bytes that differ from block to block, made of one random piece. */
const piece = randomBytes(4099);
function content(size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += piece.length) bytes.set(piece.subarray(0, size - at), at);
  return bytes;
}
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('a file between two ends', () => {
  it.each([0, 1, 1023, 16 * 1024, blockBytes, blockBytes + 1, 3 * MiB + 7])(
    'of %d bytes arrives as it was sent, hash included',
    async size => {
      const link = new Link();
      const bytes = content(size);
      await link.begin(sourceWith(bytes));
      await link.finish();
      const hash = sha256(bytes);
      expect(link.out.phase).toMatchObject({ kind: 'done', hash });
      expect(link.in.phase).toMatchObject({ kind: 'done', hash });
      expect(Buffer.compare(link.sink.bytes, bytes)).toBe(0);
      expect(link.sink.outcome).toBe('finished');
    },
  );

  it('waits in neither memory: a slow store holds up the sender', async () => {
    const link = new Link(new ScriptedSink(true));
    await link.begin(sourceWith(content(windowBytes + MiB)));
    for (let n = 0; n < 50; n++) await link.turn();
    expect(link.out.sent).toBe(windowBytes);
    await link.finish();
    expect(link.out.phase.kind).toBe('done');
    expect(link.there.mostBuffered).toBeLessThan(highWater + 2 * blockBytes);
    expect(link.sink.mostUnwritten).toBeLessThanOrEqual(windowBytes);
  });

  it('that changed on the way is not taken', async () => {
    const link = new Link();
    link.there.deliver = frame => {
      if (frame.kind === 'file-chunk') frame.bytes[0]! ^= 1;
      link.receiver.frame(frame);
    };
    await link.begin(sourceWith(content(50_000)));
    await link.finish();
    expect(link.in.phase).toEqual({ kind: 'failed', by: 'me', why: 'hash' });
    expect(link.out.phase).toEqual({ kind: 'failed', by: 'peer', why: 'hash' });
    expect(link.sink.outcome).toBe('aborted');
  });

  it('whose receiver vanishes in its middle fails at once where the channel closes', async () => {
    const link = new Link();
    await link.begin(sourceWith(content(3 * MiB)));
    await link.turn(20);
    link.close();
    await settle();
    expect(link.out.phase).toEqual({ kind: 'failed', by: 'peer', why: 'gone' });
    expect(link.in.phase).toEqual({ kind: 'failed', by: 'peer', why: 'gone' });
    expect(link.sink.outcome).toBe('aborted');
  });

  it('whose receiver falls silent without closing is given up in the end', async () => {
    const link = new Link();
    await link.begin(sourceWith(content(3 * MiB)));
    await link.turn(5);
    link.back.close();
    link.there.close();
    link.at = giveUpAfter;
    link.sender.tick();
    expect(link.out.phase).toEqual({ kind: 'failed', by: 'me', why: 'no-progress' });
  });

  it('that can not be read any more ends on both sides', async () => {
    const link = new Link();
    const source = { ...sourceWith(content(MiB)), read: () => Promise.reject(new Error('changed')) };
    await link.begin(source);
    await link.finish();
    expect(link.out.phase).toEqual({ kind: 'failed', by: 'me', why: 'unreadable' });
    expect(link.in.phase).toEqual({ kind: 'failed', by: 'peer', why: 'unreadable' });
  });

  it('that can not be stored any more ends on both sides', async () => {
    const link = new Link(new ScriptedSink(false, 1));
    await link.begin(sourceWith(content(2 * MiB)));
    await link.finish();
    expect(link.in.phase).toEqual({ kind: 'failed', by: 'me', why: 'storage' });
    expect(link.out.phase).toEqual({ kind: 'failed', by: 'peer', why: 'storage' });
    expect(link.sink.outcome).toBe('aborted');
  });

  it('for which there is no place is refused with the reason', async () => {
    const link = new Link(undefined, () => Promise.reject(new NoPlace('too-large')));
    await link.begin(sourceWith(content(10)));
    await link.turn();
    expect(link.out.phase).toEqual({ kind: 'refused', why: 'too-large' });
  });

  it.each([
    ['the sender', (link: Link, transfer: number) => link.sender.cancel(transfer), 'me', 'peer'],
    ['the receiver', (link: Link, transfer: number) => link.receiver.cancel(transfer), 'peer', 'me'],
  ] as const)('can be cancelled by %s', async (_, cancel, out, incoming) => {
    const link = new Link();
    const transfer = await link.begin(sourceWith(content(3 * MiB)));
    await link.turn(5);
    cancel(link, transfer);
    await link.finish();
    expect(link.out.phase).toEqual({ kind: 'cancelled', by: out });
    expect(link.in.phase).toEqual({ kind: 'cancelled', by: incoming });
    expect(link.sink.outcome).toBe('aborted');
  });

  it('frees what it takes when it is dismissed, not before it has ended', async () => {
    const link = new Link();
    const transfer = await link.begin(sourceWith(content(100_000)));
    link.receiver.dismiss(transfer);
    expect(link.receiver.transfers).toHaveLength(1);
    await link.finish();
    link.receiver.dismiss(transfer);
    expect(link.receiver.transfers).toEqual([]);
    expect(link.sink.outcome).toBe('aborted');
  });

  it('ends the same way on both sides, however frames, stores and losses fall', async () => {
    const happening = fc.oneof(
      { weight: 20, arbitrary: fc.record({ turn: fc.nat(40) }) },
      { weight: 5, arbitrary: fc.constant('second' as const) },
      {
        weight: 1,
        arbitrary: fc.constantFrom('cancel-there' as const, 'cancel-here' as const, 'close' as const),
      },
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(300_000), fc.boolean(), fc.array(happening), async (size, slow, happenings) => {
        const link = new Link(new ScriptedSink(slow));
        const bytes = content(size);
        const transfer = await link.begin(sourceWith(bytes));
        for (const each of happenings) {
          if (typeof each === 'object') await link.turn(each.turn);
          else if (each === 'second') link.sink.release();
          else if (each === 'cancel-there') link.receiver.cancel(transfer);
          else if (each === 'cancel-here') link.sender.cancel(transfer);
          else link.close();
        }
        await link.finish();
        const { out, in: incoming } = link;
        expect(isEnded(out.phase) && isEnded(incoming.phase)).toBe(true);
        expect(incoming.received).toBeLessThanOrEqual(size);
        expect(out.stored).toBeLessThanOrEqual(size);
        // Done at the sender means whole at the receiver; whole is stored and right.
        if (out.phase.kind === 'done') expect(incoming.phase.kind).toBe('done');
        if (incoming.phase.kind === 'done') expect(Buffer.compare(link.sink.bytes, bytes)).toBe(0);
        else expect(link.sink.outcome).toBe('aborted');
      }),
      { numRuns: 30 },
    );
  });
});

describe('offers', () => {
  it('of a peer are bounded; what exceeds that is refused as busy and disturbs none', async () => {
    const link = new Link();
    const send = (transfer: number) =>
      link.receiver.frame({ kind: 'file-offer', transfer, size: 1, name: 'x', type: '' });
    for (let n = 1; n <= 100; n++) send(2 * n);
    expect(link.receiver.transfers).toHaveLength(mostOpen);
    const refused: unknown[] = [];
    link.back.deliver = frame => refused.push(frame);
    await link.turn();
    expect(refused).toHaveLength(100 - mostOpen);
    expect(refused[0]).toMatchObject({ kind: 'file-refuse', why: 'busy' });
  });

  it('with a number of this end, or one in use, change nothing', () => {
    const link = new Link();
    const send = (transfer: number, name: string) =>
      link.receiver.frame({ kind: 'file-offer', transfer, size: 1, name, type: '' });
    send(3, 'mine');
    expect(link.receiver.transfers).toEqual([]);
    send(2, 'first');
    send(2, 'second');
    expect(link.in.file.name).toBe('first');
  });

  it('are shown under a name that is safe', () => {
    const link = new Link();
    link.receiver.frame({ kind: 'file-offer', transfer: 2, size: 1, name: '../../.bashrc', type: 'a\nb' });
    expect(link.in.file).toEqual({ name: 'bashrc', type: 'application/octet-stream', size: 1 });
  });

  it('of files beyond the limit are not made', () => {
    const link = new Link();
    expect(link.sender.offer({ ...sourceWith(content(1)), size: mostFileBytes + 1 })).toBeUndefined();
  });

  it('may be followed by frames about transfers that never were', () => {
    const link = new Link();
    for (const kind of ['file-accept', 'file-received', 'file-cancel'] as const)
      link.receiver.frame({ kind, transfer: 77 });
    link.receiver.frame({ kind: 'file-chunk', transfer: 77, offset: 0, bytes: new Uint8Array(5) });
    expect(link.receiver.transfers).toEqual([]);
  });
});

describe('chunks', () => {
  it.each([
    [262_144, 16_384],
    [65_536, 16_384],
    [0, 16_384],
    [Infinity, 16_384],
    [16_397, 8192],
    [2000, 1024],
    [100, 1024],
  ])('for messages of at most %d bytes hold %d', (most, bytes) => expect(chunkBytesFor(most)).toBe(bytes));
});
