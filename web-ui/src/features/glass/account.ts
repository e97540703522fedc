import { ms, type Milliseconds } from '../../shared/units';
import { align, Causality, type AlignmentFacts } from './alignment';
import { FreezeCount } from './freezes';
import type { FrameCounts, GlassDelay, GlassFigures, Known, ShownFrame, Spread } from './model';
import type { UnreadableWhy } from './stamp';

/** The sliding window of the delays: long enough for a p99 at ten readings a second. */
export const delayWindow = 30_000;

interface DelaySample {
  at: Milliseconds;
  /** Visible (page) − drawn (sender): the delay and the offset of the clocks in one. */
  raw: number;
}

interface LastRead {
  frame: number;
  count: number;
}

/**
 * Counts what the frames of one picture tell: delay, lost and repeated numbers, freezes. It is told of every frame that was
 * on the screen, in order, whether or not its stamp was read.
 */
export class GlassAccount {
  private readonly causality: Causality;
  private readonly freezes = new FreezeCount();
  private delays: DelaySample[] = [];
  private waits: { at: Milliseconds; wait: number }[] = [];
  private lastCount: number | undefined;
  private lastRead: LastRead | undefined;
  private unread: UnreadableWhy | undefined;
  private counts: FrameCounts = { shown: 0, read: 0, lost: 0, repeated: 0, restarts: 0, unreadable: {} };

  /** @param began when the connection of this picture was asked for */
  constructor(began: Milliseconds | undefined) {
    this.causality = new Causality(began);
  }

  shown(frame: ShownFrame): void {
    const passed = this.lastCount === undefined ? 1 : frame.count - this.lastCount;
    // The element counts from the start again: another stream.
    if (passed < 1) this.interrupted();
    this.lastCount = frame.count;
    this.counts.shown += Math.max(1, passed);
    this.freezes.rendered(frame.presented, Math.max(1, passed));
    if (frame.received !== undefined && frame.received <= frame.visible)
      this.waits.push({ at: frame.presented, wait: frame.visible - frame.received });
    this.trim(frame.presented);
    switch (frame.reading?.kind) {
      case undefined:
        return;
      case 'unreadable': {
        const { unreadable } = this.counts;
        this.unread = frame.reading.why;
        unreadable[this.unread] = (unreadable[this.unread] ?? 0) + 1;
        return;
      }
      case 'stamp':
        this.unread = undefined;
        return this.stamped(frame, frame.reading);
      default:
        frame.reading satisfies never;
    }
  }

  /** Nobody looks, or another stream begins: what lies between two frames says nothing. */
  interrupted(): void {
    this.freezes.forgetLast();
    this.lastCount = undefined;
    this.lastRead = undefined;
  }

  /** Frames that were on the screen so far. */
  get shownSoFar(): number {
    return this.counts.shown;
  }

  figures(clocks: Omit<AlignmentFacts, 'causality'>): GlassFigures {
    this.trim(clocks.now);
    return {
      delay: this.delay(clocks),
      inBrowser: spread(this.waits.map(({ wait }) => ms(wait))),
      frames:
        this.counts.read > 0
          ? { kind: 'known', value: { ...this.counts, unreadable: { ...this.counts.unreadable } } }
          : this.unknown(),
      freezes: this.freezes.soFar,
      frozenFor: this.freezes.ongoing(clocks.now),
    };
  }

  private stamped(shown: ShownFrame, { frame, epochMs }: { frame: number; epochMs: number }): void {
    const last = this.lastRead;
    this.lastRead = { frame, count: shown.count };
    this.counts.read++;
    if (last && frame < last.frame) {
      this.counts.restarts++;
      this.causality.restart();
      this.delays = [];
    } else if (last) {
      const surplus = frame - last.frame - (shown.count - last.count);
      if (surplus > 0) this.counts.lost += surplus;
      else this.counts.repeated -= surplus;
    }
    this.causality.frame(epochMs, ms(Math.min(shown.received ?? shown.presented, shown.presented)));
    // A frame that is still there says nothing new of the way.
    if (last?.frame !== frame)
      this.delays.push({ at: shown.presented, raw: shown.visible - (epochMs + 0.5) });
  }

  private delay(clocks: Omit<AlignmentFacts, 'causality'>): Known<GlassDelay> {
    const raw = spread(this.delays.map(sample => sample.raw));
    if (!raw) return this.unknown();
    const alignment = align({ ...clocks, causality: this.causality.bounds(clocks.now) });
    if (!alignment || !Number.isFinite(alignment.offset.least)) return { kind: 'unknown', why: 'no-clock' };
    const { basis, offset } = alignment;
    // The stamp is a whole millisecond, rounded down.
    const bounds = (value: number): { least: number; most: number } => ({
      least: Math.max(0, value - offset.most - 0.5),
      most: Math.max(0, value - offset.least + 0.5),
    });
    return {
      kind: 'known',
      value: {
        p50: bounds(raw.p50),
        p99: bounds(raw.p99),
        uncertainty: (offset.most - offset.least) / 2 + 0.5,
        basis,
        samples: this.delays.length,
      },
    };
  }

  private unknown(): { kind: 'unknown'; why: UnreadableWhy | 'no-frame' } {
    return { kind: 'unknown', why: this.unread ?? 'no-frame' };
  }

  private trim(now: Milliseconds): void {
    const old = (sample: { at: Milliseconds }): boolean => now - sample.at > delayWindow;
    while (this.delays[0] && old(this.delays[0])) this.delays.shift();
    while (this.waits[0] && old(this.waits[0])) this.waits.shift();
  }
}

/** Nearest rank. */
function spread<T extends number>(values: readonly T[]): Spread<T> | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  const rank = (share: number): T => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
  return { p50: rank(0.5), p99: rank(0.99) };
}
