import type { Row, Tie } from './model';

/** Rows without a known order: seen by different observers, at times that may be the same. */
export const tied = (a: Row, b: Row): boolean =>
  a.order.observer !== b.order.observer && earliest(a) <= b.at + b.error && earliest(b) <= a.at + a.error;

const earliest = ({ since, at, error }: Row): number => since ?? at - error;

/** By time, but rows of one observer in the order of their numbers, whatever their times say. */
export function inOrder(rows: readonly Row[]): Row[] {
  const latest = new Map<string, number>();
  const placed = [...rows]
    .sort((a, b) => a.order.n - b.order.n || a.order.part - b.order.part)
    .map(row => {
      const { observer, part } = row.order;
      const at = Math.max(row.at, latest.get(observer) ?? -Infinity);
      // A signal is forwarded after it came; others may come between.
      if (part <= 0) latest.set(observer, at);
      return { row, at };
    });
  return placed
    .sort((a, b) => a.at - b.at || a.row.order.n - b.row.order.n || a.row.order.part - b.row.order.part)
    .map(({ row }) => row);
}

interface Bounds {
  latestStart: number;
  earliestEnd: number;
}

/**
 * Cuts the rows into runs that are tied throughout, and tells which runs reach beyond their ends. A run of one
 * observer alone, or of one row, is told only if it does.
 *
 * A row of which only bounds are known stands where it was over at the latest, and counts as there. Else one such row
 * would take the order from all that was measured since its earliest moment. {@link tiedWith} takes both bounds.
 */
export function tiesOf(rows: readonly Row[]): Tie[] {
  const ties: Tie[] = [];
  for (let first = 0; first < rows.length;) {
    const last = lastTied(rows, first);
    ties.push({ first, last, openTop: false, openBottom: false });
    first = last + 1;
  }
  openEnds(rows, ties);
  return ties.filter(
    ({ first, last, openTop, openBottom }) => openTop || openBottom || observers(rows, first, last) > 1,
  );
}

function lastTied(rows: readonly Row[], first: number): number {
  const seen = new Map<string, Bounds>();
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

/** Between two runs: whether a row before is tied with one after. */
function openEnds(rows: readonly Row[], ties: readonly Tie[]): void {
  const names = [...new Set(rows.map(({ order }) => order.observer))];
  const indexOf = new Map(names.map((name, index) => [name, index]));
  const count = names.length;
  // For each run and observer the latest end up to it; then, from behind, the earliest start after it.
  const ends = new Float64Array(ties.length * count).fill(-Infinity);
  const latest = new Float64Array(count).fill(-Infinity);
  ties.forEach(({ first, last }, run) => {
    for (let index = first; index <= last; index++) {
      const { at, error, order } = rows[index]!;
      const observer = indexOf.get(order.observer)!;
      latest[observer] = Math.max(latest[observer]!, at + error);
    }
    ends.set(latest, run * count);
  });
  const starts = new Float64Array(count).fill(Infinity);
  for (let run = ties.length - 2; run >= 0; run--) {
    const after = ties[run + 1]!;
    for (let index = after.first; index <= after.last; index++) {
      const { at, error, order } = rows[index]!;
      const observer = indexOf.get(order.observer)!;
      starts[observer] = Math.min(starts[observer]!, at - error);
    }
    const open = meet(ends.subarray(run * count, (run + 1) * count), starts);
    ties[run]!.openBottom = open;
    after.openTop = open;
  }
}

function meet(ends: Float64Array, starts: Float64Array): boolean {
  return ends.some((end, observer) => starts.some((start, other) => other !== observer && start <= end));
}

const observers = (rows: readonly Row[], first: number, last: number): number =>
  new Set(rows.slice(first, last + 1).map(({ order }) => order.observer)).size;

/** Rows near this one whose order to it is not known. */
export function tiedWith(rows: readonly Row[], index: number, most = 60): Row[] {
  const row = rows[index];
  if (!row) return [];
  return rows
    .slice(Math.max(0, index - most), index + most)
    .filter(other => other !== row && tied(row, other));
}
