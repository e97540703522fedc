import type { Row } from './model';

/**
 * Rows in the order they are drawn, while more of them come: by time, but those of one observer in the order of their
 * numbers, whatever their times say. A row that comes takes its place; what is before it is not looked at again.
 */
export class OrderedRows {
  private rows: Row[] = [];
  /** Time by which each of them is placed. */
  private times: number[] = [];
  private latest = new Map<string, number>();
  private taken = 0;
  private newest = -Infinity;
  /** The same with runs as one row each, and how many of these there are up to each of the others. */
  private shown: Row[] = [];
  private counts: number[] = [];

  /** All that was collected, of which only what is new since the last time is read. */
  take(collected: readonly Row[]): readonly Row[] {
    const fresh = collected.slice(this.taken).sort(byNumber);
    if (fresh.some(({ order }) => order.n < this.newest)) return new OrderedRows().take(collected);
    this.taken = collected.length;
    let changed = this.rows.length;
    for (const row of fresh) changed = Math.min(changed, this.place(row));
    this.newest = fresh.at(-1)?.order.n ?? this.newest;
    if (fresh.length > 0) this.gather(changed);
    return [...this.shown];
  }

  private place(row: Row): number {
    const { observer, part } = row.order;
    const at = Math.max(row.at, this.latest.get(observer) ?? -Infinity);
    // A signal is forwarded after it came; others may come between.
    if (part <= 0) this.latest.set(observer, at);
    let place = 0;
    for (let end = this.rows.length; place < end;) {
      const middle = (place + end) >> 1;
      if (this.isAfter(middle, row, at)) end = middle;
      else place = middle + 1;
    }
    this.rows.splice(place, 0, row);
    this.times.splice(place, 0, at);
    return place;
  }

  private isAfter(place: number, row: Row, at: number): boolean {
    const difference = this.times[place]! - at;
    return difference > 0 || (difference === 0 && byNumber(this.rows[place]!, row) > 0);
  }

  /** Reports of every second are one row as long as nothing else happens; it says the latest figures. */
  private gather(changed: number): void {
    let first = changed;
    while (first > 0 && isReport(this.rows[first - 1]!)) first--;
    const { shown, counts } = this;
    shown.length = first === 0 ? 0 : counts[first - 1]!;
    let running = new Map<string, number>();
    for (let index = first; index < this.rows.length; index++) {
      const row = this.rows[index]!;
      if (!isReport(row)) {
        running = new Map();
        shown.push(row);
      } else {
        const place = running.get(row.from);
        if (place === undefined) running.set(row.from, shown.push(row) - 1);
        else shown[place] = joined(shown[place]!, row);
      }
      counts[index] = shown.length;
    }
  }
}

const byNumber = (a: Row, b: Row): number => a.order.n - b.order.n || a.order.part - b.order.part;

const joined = (run: Row, row: Row): Row => ({
  ...run,
  label: row.label,
  until: row.at,
  reports: run.reports + 1,
  seen: [...run.seen, ...row.seen],
});

const isReport = ({ kind, form, flag, label: [first] }: Row): boolean =>
  kind === 'media' &&
  form === 'mark' &&
  flag === undefined &&
  first !== undefined &&
  'say' in first &&
  first.say.key === 'sequence.media.flow';
