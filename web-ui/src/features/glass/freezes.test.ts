import { describe, expect, it } from 'vitest';
import { ms } from '../../shared/units';
import { FreezeCount } from './freezes';

/** Frames with these pauses between them, from 0. */
function after(pauses: readonly number[]): FreezeCount {
  const freezes = new FreezeCount();
  let at = 0;
  freezes.rendered(ms(at));
  for (const pause of pauses) freezes.rendered(ms((at += pause)));
  return freezes;
}
const steady = (count: number, pause = 33): number[] => new Array<number>(count).fill(pause);

describe('freezes', () => {
  it.each([
    { pauses: steady(60), count: 0, total: 0, why: 'a steady picture has none' },
    // mean of 30 = (29 × 33 + 188) / 30 = 38.17; + 150 = 188.17
    { pauses: [...steady(40), 188], count: 0, total: 0, why: 'below the mean and 150 ms is none' },
    { pauses: [...steady(40), 189], count: 1, total: 189, why: 'from the mean and 150 ms on it is one' },
    { pauses: [...steady(40), 300, ...steady(5), 400], count: 2, total: 700, why: 'their durations add up' },
    // mean = (29 × 100 + 330) / 30 = 107.7; × 3 = 323
    {
      pauses: [...steady(40, 100), 330],
      count: 1,
      total: 330,
      why: 'of slow pictures three times the mean counts',
    },
    {
      pauses: [...steady(40, 100), 260],
      count: 0,
      total: 0,
      why: 'of slow pictures 150 ms more is not enough',
    },
    { pauses: [33, 33, 33, 900], count: 0, total: 0, why: 'four durations do not tell what is usual' },
    { pauses: [33, 33, 33, 33, 900], count: 1, total: 900, why: 'five do' },
  ])('$why', ({ pauses, count, total }) => {
    expect(after(pauses).soFar).toMatchObject({ count, total });
  });

  it('are shown while they last', () => {
    const freezes = after(steady(40));
    expect(freezes.ongoing(ms(40 * 33 + 180))).toBeUndefined();
    expect(freezes.ongoing(ms(40 * 33 + 250))).toBe(250);
    expect(freezes.soFar.count).toBe(0);
  });

  it('are not made by looking away', () => {
    const freezes = after(steady(40));
    freezes.forgetLast();
    expect(freezes.ongoing(ms(9000))).toBeUndefined();
    freezes.rendered(ms(9000));
    expect(freezes.soFar.count).toBe(0);
  });

  it('are not made by a busy page that heard of several frames at once', () => {
    const freezes = after(steady(40));
    freezes.rendered(ms(40 * 33 + 330), 10);
    expect(freezes.soFar.count).toBe(0);
  });

  it('keep the longest', () => {
    expect(after([...steady(40), 500, ...steady(40), 300]).soFar).toEqual({
      count: 2,
      total: 800,
      longest: 500,
    });
  });
});
