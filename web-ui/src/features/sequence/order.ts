import type { Row, Tie } from './model';

/** Rows without a known order: seen by different observers, at times that may be the same. */
export const tied = (a: Row, b: Row): boolean =>
  a.order.observer !== b.order.observer &&
  a.at - a.error <= b.at + b.error &&
  b.at - b.error <= a.at + a.error;

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
  const starts = startsAfter(rows);
  const ends = new Map<string, number>();
  for (let index = 0; index + 1 < ties.length; index++) {
    const { first, last } = ties[index]!;
    for (const { at, error, order } of rows.slice(first, last + 1)) {
      ends.set(order.observer, Math.max(ends.get(order.observer) ?? -Infinity, at + error));
    }
    const after = starts[last + 1]!;
    const open = [...ends].some(([observer, end]) =>
      [...after].some(([other, start]) => other !== observer && start <= end),
    );
    ties[index]!.openBottom = open;
    ties[index + 1]!.openTop = open;
  }
}

/** For each index the earliest start of each observer from there on. */
function startsAfter(rows: readonly Row[]): ReadonlyMap<string, number>[] {
  const result: ReadonlyMap<string, number>[] = new Array<ReadonlyMap<string, number>>(rows.length);
  let next: ReadonlyMap<string, number> = new Map();
  for (let index = rows.length - 1; index >= 0; index--) {
    const { at, error, order } = rows[index]!;
    const known = next.get(order.observer) ?? Infinity;
    if (at - error < known) next = new Map(next).set(order.observer, at - error);
    result[index] = next;
  }
  return result;
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
