import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  due,
  end,
  figures,
  hear,
  mostAtOnce,
  percentile,
  perSecond,
  reception,
  type Reception,
} from './broadcast';

const after = (numbers: readonly number[], sent?: number): Reception => {
  const all = numbers.reduce((state, number) => hear(state, number, undefined, undefined), reception(1));
  return sent === undefined ? all : end(all, sent);
};

describe('what arrived of a broadcast', () => {
  it.each<[string, number[], number | undefined, { received: number; lost: number; outOfOrder?: number }]>([
    ['nothing', [], undefined, { received: 0, lost: 0 }],
    ['all', [0, 1, 2], 3, { received: 3, lost: 0, outOfOrder: 0 }],
    ['one is missing between', [0, 2], undefined, { received: 2, lost: 1 }],
    ['the first is missing', [1], undefined, { received: 1, lost: 1 }],
    ['the last is missing, known at the end', [0, 1], 4, { received: 2, lost: 2 }],
    ['all are missing', [], 20, { received: 0, lost: 20 }],
    ['one is late, and no longer lost', [0, 2, 1], undefined, { received: 3, lost: 0, outOfOrder: 1 }],
    ['one comes twice', [0, 1, 1], undefined, { received: 2, lost: 0, outOfOrder: 0 }],
    ['the end claims fewer than came', [0, 1, 2], 1, { received: 3, lost: 0 }],
    ['one comes after the end', [0, 2], 3, { received: 2, lost: 1 }],
  ])('is counted: %s', (_, numbers, sent, expected) => {
    expect(figures(after(numbers, sent))).toMatchObject(expected);
  });

  it('adds up in any order, with any losses and repetitions', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(900), { maxLength: 200 }), fc.nat(1000), (numbers, sent) => {
        const state = after(numbers, sent);
        const { received, lost } = figures(state);
        expect(received).toBe(new Set(numbers).size);
        expect(lost).toBe(Math.max(sent, ...numbers.map(number => number + 1)) - received);
        expect(state.repeated).toBe(numbers.length - received);
      }),
    );
  });

  it('takes bounded memory, whatever numbers come', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff_ffff), { maxLength: 100 }), numbers => {
        const state = after(numbers);
        expect(state.seen.size).toBeLessThanOrEqual(1024);
        const { received, lost } = figures(state);
        expect(received + lost).toBe(state.expected);
        expect(lost).toBeGreaterThanOrEqual(0);
      }),
    );
    const long = after(Array.from({ length: 3000 }, (_, number) => number));
    expect(long.seen.size).toBe(1024);
    expect(figures(long)).toMatchObject({ received: 3000, lost: 0 });
  });

  it('has a latency only where both clocks are known, with both errors', () => {
    let state = hear(reception(1), 0, undefined, { at: 10, error: 1 });
    expect(figures(state)).toMatchObject({ p50: undefined, p99: undefined, error: undefined });
    for (let number = 1; number <= 100; number++)
      state = hear(state, number, { at: 0, error: 0.4 }, { at: number, error: number === 7 ? 2 : 1 });
    expect(figures(state)).toMatchObject({ p50: 50, p99: 99, error: 2.4 });
  });
});

describe('percentiles', () => {
  it.each([
    [[], 0.5, undefined],
    [[4], 0.99, 4],
    [[1, 2], 0.5, 1],
    [[1, 2, 3], 0.5, 2],
  ])('of %j at %d is %s', (values, part, expected) => expect(percentile(values, part)).toBe(expected));
});

describe('the pace of a broadcast', () => {
  it.each([
    [0, 0, 0, 1, 0],
    [49, 1, 0, 0, 0],
    [50, 1, 0, 1, 0],
    [1000, 1, 0, 20, 0],
    [60_000, 21, 0, mostAtOnce, 1160],
    [60_050, 41, 1160, 1, 0],
  ])('at %d ms with %d sent and %d given up: send %d, skip %d', (elapsed, sent, behind, send, skip) => {
    expect(due(elapsed, sent, behind)).toEqual({ send, skip });
  });

  it('is 20 a second however the timer fires, and never a flood', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1500 }), { maxLength: 100 }), pauses => {
        let [elapsed, sent, behind] = [0, 0, 0];
        for (const pause of pauses) {
          elapsed += pause;
          const { send, skip } = due(elapsed, sent, behind);
          expect(send).toBeLessThanOrEqual(mostAtOnce);
          sent += send;
          behind += skip;
        }
        if (pauses.length > 0) expect(sent + behind).toBe(Math.floor((elapsed / 1000) * perSecond) + 1);
      }),
    );
  });
});
