import { sameUpTo } from '../../shared/growing';
import type { Row, Zoom } from './model';

/** A row of the picture, or the time in which nothing was observed. */
export type Item =
  | { kind: 'row'; index: number; row: Row; y: number; height: number }
  | { kind: 'pause'; key: string; ms: number; y: number; height: number };

export interface Layout {
  items: readonly Item[];
  height: number;
  /** Position in `items` of each row. */
  itemOf: readonly number[];
}

const heights: Readonly<Record<Zoom, number>> = { compact: 20, normal: 30, spread: 34 };
const pauseHeight = 22;
/** Silence that is named, in ms. */
const pauseFrom = 300;
/** In `spread`, px per ms between two rows, up to a most. */
const perMs = 2;
const mostSpread = 90;

/** The layout of a list of rows; {@link Stack} lays out one that grows. */
export const layoutOf = (rows: readonly Row[], zoom: Zoom): Layout => new Stack().layout(rows, zoom);

/**
 * Stacks rows; the vertical axis is time, compressed: what it leaves out is named. Rows that continue the last ones are
 * put on top of what lies there already.
 */
export class Stack {
  private rows: readonly Row[] = [];
  private zoom: Zoom | undefined;
  private items: Item[] = [];
  private itemOf: number[] = [];
  /** By row: until when something was observed, up to it. */
  private lasts: number[] = [];

  layout(rows: readonly Row[], zoom: Zoom): Layout {
    const same = zoom === this.zoom ? sameUpTo(this.rows, rows) : 0;
    const items = same === 0 ? [] : this.items.slice(0, this.itemOf[same - 1]! + 1);
    const itemOf = this.itemOf.slice(0, same);
    const lasts = this.lasts;
    const top = items.at(-1);
    let y = top ? top.y + top.height : 0;
    let last = same === 0 ? -Infinity : lasts[same - 1]!;
    for (let index = same; index < rows.length; index++) {
      const row = rows[index]!;
      const silence = row.at - row.error - last;
      if (silence >= pauseFrom && Number.isFinite(silence)) {
        items.push({ kind: 'pause', key: `before ${row.key}`, ms: silence, y, height: pauseHeight });
        y += pauseHeight;
      } else if (zoom === 'spread' && silence > 0 && Number.isFinite(silence)) {
        y += Math.min(mostSpread, silence * perMs);
      }
      itemOf[index] = items.length;
      const height = row.form === 'band' ? heights[zoom] + 6 : heights[zoom];
      items.push({ kind: 'row', index, row, y, height });
      y += height;
      last = Math.max(last, row.at + row.error, row.reports > 1 ? (row.until ?? row.at) : row.at);
      lasts[index] = last;
    }
    Object.assign(this, { rows, zoom, items, itemOf });
    return { items, height: y, itemOf };
  }
}

/** First and last item (exclusive) that reach into the part from `top` to `bottom`. */
export function visible({ items }: Layout, top: number, bottom: number): [first: number, end: number] {
  return [firstBelow(items, item => item.y + item.height > top), firstBelow(items, item => item.y >= bottom)];
}

function firstBelow(items: readonly Item[], reached: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reached(items[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Sizes that depend on the width there is. */
export interface Geometry {
  width: number;
  /** x of each column. */
  columns: readonly number[];
  gutter: number;
}

const gutter = 134;
const leastLane = 132;
const mostLane = 300;

export function geometryOf(columns: number, available: number): Geometry {
  const lane = Math.min(mostLane, Math.max(leastLane, (available - gutter) / Math.max(1, columns)));
  const xs = Array.from({ length: columns }, (_, index) => gutter + lane * (index + 0.5));
  return { width: Math.round(gutter + lane * columns), columns: xs, gutter };
}

/** Which row a key leads to from this one; undefined if the key means something else. */
export function rowAfterKey(key: string, index: number, count: number, page: number): number | undefined {
  const last = count - 1;
  const to = (wanted: number): number => Math.min(last, Math.max(0, wanted));
  switch (key) {
    case 'ArrowDown':
      return to(index + 1);
    case 'ArrowUp':
      return to(index - 1);
    case 'PageDown':
      return to(index + page);
    case 'PageUp':
      return to(index - page);
    case 'Home':
      return to(0);
    case 'End':
      return to(last);
    default:
      return undefined;
  }
}
