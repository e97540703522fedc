import { sameUpTo } from '../../shared/growing';
import type { Row, Tie } from './model';

/** The ties of a list of rows; {@link TieFinder} finds those of one that grows. */
export const tiesOf = (rows: readonly Row[]): readonly Tie[] => new TieFinder().of(rows);

/**
 * Cuts the rows into runs that are tied throughout, and tells which runs reach beyond their ends. A run of one
 * observer alone, or of one row, is told only if it does. Of rows that continue the last ones only what can have changed
 * is looked at.
 *
 * A row of which only bounds are known stands where it was over at the latest, and counts as there. Else one such row
 * would take the order from all that was measured since its earliest moment. {@link tiedWith} takes both bounds.
 */
export class TieFinder {
  private rows: readonly Row[] = [];
  private runs: Tie[] = [];
  /** By run: how many observers saw its rows. */
  private observers: number[] = [];
  private readonly numbers = new Map<string, number>();
  /** By run and observer: the latest end up to the run, and the earliest start after it. */
  private ends: Float64Array[] = [];
  private starts: Float64Array[] = [];

  of(rows: readonly Row[]): readonly Tie[] {
    const common = sameUpTo(this.rows, rows);
    const same = this.knowObservers(rows.slice(common)) ? common : 0;
    this.rows = rows;
    // The row behind a run ends it; where that is another now, the run may go on.
    let kept = this.runs.length;
    while (kept > 0 && this.runs[kept - 1]!.last + 1 >= same) kept--;
    this.cut(kept);
    this.openEnds(kept);
    return this.runs.filter(
      ({ openTop, openBottom }, index) => openTop || openBottom || this.observers[index]! > 1,
    );
  }

  /** Whether all of them were known before. */
  private knowObservers(rows: readonly Row[]): boolean {
    const before = this.numbers.size;
    for (const { order } of rows)
      if (!this.numbers.has(order.observer)) this.numbers.set(order.observer, this.numbers.size);
    return this.numbers.size === before;
  }

  private cut(kept: number): void {
    const { rows, runs, ends, numbers, observers } = this;
    for (const list of [runs, ends, observers]) list.length = kept;
    let first = kept === 0 ? 0 : runs[kept - 1]!.last + 1;
    while (first < rows.length) {
      const seen = new Map<string, Bounds>();
      const last = lastTied(rows, first, seen);
      const latest = ends.at(-1)?.slice() ?? new Float64Array(numbers.size).fill(-Infinity);
      for (let index = first; index <= last; index++) {
        const { at, error, order } = rows[index]!;
        const observer = numbers.get(order.observer)!;
        latest[observer] = Math.max(latest[observer]!, at + error);
      }
      runs.push({ first, last, openTop: false, openBottom: false });
      ends.push(latest);
      observers.push(seen.size);
      first = last + 1;
    }
  }

  /** Between two runs: whether a row before is tied with one after. From behind, until nothing differs any more. */
  private openEnds(kept: number): void {
    const { rows, runs, ends, numbers } = this;
    const before = this.starts.slice(0, kept);
    this.starts.length = runs.length;
    let starts = new Float64Array(numbers.size).fill(Infinity);
    for (let index = runs.length - 1; index >= 0; index--) {
      const after = runs[index + 1];
      if (after) {
        starts = starts.slice();
        for (let place = after.first; place <= after.last; place++) {
          const { at, error, order } = rows[place]!;
          const observer = numbers.get(order.observer)!;
          starts[observer] = Math.min(starts[observer]!, at - error);
        }
      }
      const run = runs[index]!;
      const known = before[index];
      const settled = known !== undefined && known.every((start, observer) => start === starts[observer]);
      const open = settled ? run.openBottom : meet(ends[index]!, starts);
      if (after && after.openTop !== open) runs[index + 1] = { ...after, openTop: open };
      if (settled) return;
      this.starts[index] = starts;
      if (run.openBottom !== open) runs[index] = { ...run, openBottom: open };
    }
    const [first] = runs;
    if (first?.openTop) runs[0] = { ...first, openTop: false };
  }
}

interface Bounds {
  latestStart: number;
  earliestEnd: number;
}

/** The last row of the run that begins with this one; what is left in `seen` is of its observers. */
function lastTied(rows: readonly Row[], first: number, seen: Map<string, Bounds>): number {
  let index = first;
  for (; index < rows.length; index++) {
    const { at, error, order } = rows[index]!;
    for (const [observer, { latestStart, earliestEnd }] of seen) {
      if (observer !== order.observer && (at - error > earliestEnd || at + error < latestStart))
        return index - 1;
    }
    const own = seen.get(order.observer);
    seen.set(order.observer, {
      latestStart: Math.max(own?.latestStart ?? -Infinity, at - error),
      earliestEnd: Math.min(own?.earliestEnd ?? Infinity, at + error),
    });
  }
  return index - 1;
}

function meet(ends: Float64Array, starts: Float64Array): boolean {
  return ends.some((end, observer) => starts.some((start, other) => other !== observer && start <= end));
}
