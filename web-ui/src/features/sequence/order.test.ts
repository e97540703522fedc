import { describe, expect, it } from 'vitest';
import type { Row } from './model';
import { tied, tiedWith } from './order';
import { OrderedRows } from './ordered';
import { tiesOf } from './ties';

const inOrder = (rows: readonly Row[]): readonly Row[] => new OrderedRows().take(rows);

const row = (n: number, observer: string, at: number, error = 1, part: -1 | 0 | 1 = 0): Row => ({
  key: `${n}`,
  at,
  error,
  since: undefined,
  until: undefined,
  from: observer,
  to: undefined,
  form: 'mark',
  style: 'measured',
  kind: 'state',
  phase: 'checks',
  flag: undefined,
  label: [],
  reports: 1,
  generation: 1,
  seen: [{ n, where: observer, by: undefined, at, error }],
  basis: [],
  why: undefined,
  order: { observer, n, part },
});
const numbers = (rows: readonly Row[]): number[] => rows.map(({ order }) => order.n);

describe('the order of rows', () => {
  it('is that of their times', () => {
    expect(numbers(inOrder([row(1, 'a', 9), row(2, 'b', 4)]))).toEqual([2, 1]);
  });

  it('is that of their numbers for one observer, whatever the times say', () => {
    expect(numbers(inOrder([row(1, 'a', 9), row(2, 'a', 4), row(3, 'b', 6)]))).toEqual([3, 1, 2]);
  });

  it('lets others come between a signal and its being handed on', () => {
    const rows = inOrder([row(1, 's', 0, 0), row(1, 's', 8, 0, 1), row(2, 's', 3, 0)]);
    expect(rows.map(({ at }) => at)).toEqual([0, 3, 8]);
  });
});

describe('ties', () => {
  it.each([
    [row(1, 'a', 0), row(2, 'b', 2), true],
    [row(1, 'a', 0), row(2, 'b', 2.1), false],
    [row(1, 'a', 0), row(2, 'a', 1), false],
  ])('need two observers and intervals that meet', (a, b, expected) => {
    expect(tied(a, b)).toBe(expected);
  });

  it('are brackets around rows that are tied throughout', () => {
    expect(tiesOf([row(1, 'a', 0), row(2, 'b', 1), row(3, 'a', 9), row(4, 'a', 10)])).toEqual([
      { first: 0, last: 1, openTop: false, openBottom: false },
    ]);
  });

  it('stay open where a row reaches beyond the bracket', () => {
    const rows = [row(1, 'a', 0), row(2, 'b', 1.5), row(3, 'c', 3), row(4, 'b', 20)];
    expect(tiesOf(rows)).toEqual([
      { first: 0, last: 1, openTop: false, openBottom: true },
      { first: 2, last: 2, openTop: true, openBottom: false },
    ]);
    expect(numbers(tiedWith(rows, 1))).toEqual([1, 3]);
  });

  it('stay away from a row of which only the latest moment is known; its details do not', () => {
    const bounded = { ...row(3, 'b', 40), since: 5 };
    const rows = [row(1, 'a', 0), row(2, 'a', 20), bounded];
    expect(tiesOf(rows)).toEqual([]);
    expect(numbers(tiedWith(rows, 2))).toEqual([2]);
  });

  it('never claim an order that is not known', () => {
    let seed = 7;
    const random = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647;
    const rows = inOrder(
      Array.from({ length: 80 }, (_, index) =>
        row(index + 1, 'abc'[Math.floor(random() * 3)]!, random() * 60, random() * 3),
      ),
    );
    const ties = tiesOf(rows);
    const tieOf = (index: number) => ties.findIndex(({ first, last }) => first <= index && index <= last);
    rows.forEach((a, i) =>
      rows.slice(i + 1).forEach((b, offset) => {
        const j = i + 1 + offset;
        if (!tied(a, b) || (tieOf(i) >= 0 && tieOf(i) === tieOf(j))) return;
        // Every border between the two is open.
        for (let border = i; border < j; border++) {
          const [above, below] = [tieOf(border), tieOf(border + 1)];
          if (above >= 0 && above === below) continue;
          expect(ties[above]?.openBottom && ties[below]?.openTop, `${i} ${j} ${border}`).toBe(true);
        }
      }),
    );
  });
});
