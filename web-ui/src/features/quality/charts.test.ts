import { describe, expect, it } from 'vitest';
import { course, roundUp, spans, summary } from './charts';

const size = { width: 59, height: 12 };

describe('a chart', () => {
  it.each([
    [0, 1],
    [Number.NaN, 1],
    [0.3, 0.5],
    [1, 1],
    [7, 10],
    [21, 25],
    [1_900_000, 2_000_000],
  ])('of at most %s ends at %s', (most, top) => {
    expect(roundUp(most)).toBeCloseTo(top, 9);
  });

  it('has the newest sample at its right edge', () => {
    expect(course([10, 5], size)).toEqual({ path: 'M58.0 1.0L59.0 6.0', top: 10 });
  });

  it('has a gap where nothing was known', () => {
    expect(course([10, undefined, 10], size).path).toBe('M57.0 1.0M59.0 1.0');
  });

  it('shows the last minute only', () => {
    const minute = Array.from({ length: 60 }, () => 1);
    expect(course([1000, ...minute], size).top).toBe(1);
  });

  it('keeps a scale that makes small values small', () => {
    expect(course([0.001], size, 0.05).top).toBe(0.05);
  });

  it('joins equal neighbours to one span', () => {
    expect(spans(['none', 'none', undefined, 'cpu'])).toEqual([
      { from: 56, to: 58, value: 'none' },
      { from: 59, to: 60, value: 'cpu' },
    ]);
  });

  it('says in words what the line shows', () => {
    expect(summary([3, undefined, 9, 4])).toEqual({ least: 3, most: 9, last: 4 });
    expect(summary([undefined])).toBeUndefined();
  });
});
