/** Bytes per second from a course of totals. Pure. */

/** What counts as "now", ms. */
const window = 3000;

export interface Totals {
  points: readonly { at: number; bytes: number }[];
}

export function withTotal({ points }: Totals, at: number, bytes: number): Totals {
  const last = points.at(-1);
  const kept = last && bytes < last.bytes ? [] : points.filter(point => at - point.at <= window);
  return { points: [...kept, { at, bytes }] };
}

/** Undefined before a quarter of a second was seen: less says nothing. */
export function rateOf({ points }: Totals): number | undefined {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || last.at - first.at < 250) return undefined;
  return ((last.bytes - first.bytes) * 1000) / (last.at - first.at);
}
