import { describe, expect, it } from 'vitest';
import { rateOf, withTotal, type Totals } from './rate';

const after = (...points: [number, number][]): Totals =>
  points.reduce<Totals>((totals, [at, bytes]) => withTotal(totals, at, bytes), { points: [] });

describe('the rate of a transfer', () => {
  it.each<[string, [number, number][], number | undefined]>([
    ['nothing is known', [], undefined],
    [
      'too little time passed',
      [
        [0, 0],
        [200, 5000],
      ],
      undefined,
    ],
    [
      'it flows',
      [
        [0, 0],
        [1000, 5000],
      ],
      5000,
    ],
    [
      'it was faster before',
      [
        [0, 0],
        [1000, 90_000],
        [3000, 92_000],
        [6000, 95_000],
      ],
      1000,
    ],
    [
      'it stands still',
      [
        [0, 5],
        [4000, 5],
        [5000, 5],
      ],
      0,
    ],
    [
      'another one began',
      [
        [0, 50_000],
        [1000, 10],
      ],
      undefined,
    ],
  ])('when %s', (_, points, rate) => expect(rateOf(after(...points))).toBe(rate));
});
