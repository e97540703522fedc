import type { Row } from './model';

/** Rows without a known order: seen by different observers, at times that may be the same. */
export const tied = (a: Row, b: Row): boolean =>
  a.order.observer !== b.order.observer && earliest(a) <= b.at + b.error && earliest(b) <= a.at + a.error;

const earliest = ({ since, at, error }: Row): number => since ?? at - error;

/** Rows near this one whose order to it is not known. */
export function tiedWith(rows: readonly Row[], index: number, most = 60): Row[] {
  const row = rows[index];
  if (!row) return [];
  return rows
    .slice(Math.max(0, index - most), index + most)
    .filter(other => other !== row && tied(row, other));
}
