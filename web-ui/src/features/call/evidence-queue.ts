import type { PeerObservation } from '../../protocol/peer-observation';
import type { Milliseconds } from '../../shared/units';

/** Something observed, on the page's clock. */
export interface Observation {
  event: PeerObservation;
  at: Milliseconds;
  /** The moment was sampled and lies up to this much earlier. */
  earlierBy: Milliseconds;
}

/** Most observations that wait; beyond it the least telling go first. */
export const mostWaiting = 1000;

/** Figures of a moment: the next ones tell more than the last ones. */
const isFigure = ({ event }: Observation): boolean => event.kind === 'pair' || event.kind === 'media';

/**
 * What waits to be told, in the order in which it happened. A newer figure of a pair takes the place of an older one
 * that still waits, if both tell the same state; when too much waits, the oldest figures go first.
 */
export class EvidenceQueue {
  private readonly waiting: Observation[] = [];
  private dropped = 0;
  private lastDropped: Observation | undefined;

  add(observation: Observation): void {
    const replaced = this.waiting.findIndex(older => tellsLess(older.event, observation.event));
    if (replaced >= 0) this.waiting.splice(replaced, 1);
    this.waiting.push(observation);
    if (this.waiting.length > mostWaiting) this.drop();
  }

  /** Before all others: what the rest is read by. */
  addFirst(observation: Observation): void {
    this.waiting.unshift(observation);
  }

  peek(): Observation | undefined {
    const [next] = this.waiting;
    if (next || this.dropped === 0) return next;
    return { ...this.lastDropped!, event: { kind: 'omitted', count: this.dropped } };
  }

  /** What `peek` gave is told. */
  taken(): void {
    if (this.waiting.length > 0) this.waiting.shift();
    else this.dropped = 0;
  }

  get length(): number {
    return this.waiting.length + (this.dropped > 0 ? 1 : 0);
  }

  private drop(): void {
    const figure = this.waiting.findIndex(isFigure);
    // Without figures the oldest goes, but never the very first: the rest is read by it.
    [this.lastDropped] = this.waiting.splice(figure < 0 ? 1 : figure, 1);
    this.dropped++;
  }
}

/** Counters only grow: of two figures of one pair in one state the older one adds nothing. */
const tellsLess = (older: PeerObservation, newer: PeerObservation): boolean =>
  older.kind === 'pair' &&
  newer.kind === 'pair' &&
  older.pair === newer.pair &&
  older.state === newer.state &&
  older.nominated === newer.nominated;
