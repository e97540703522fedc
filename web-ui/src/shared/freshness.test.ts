import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Freshness, outOfViewEvery } from './freshness';

describe('something on the page', () => {
  let drawn = 0;
  let freshness: Freshness;

  beforeEach(() => {
    vi.useFakeTimers();
    drawn = 0;
    freshness = new Freshness(() => drawn++);
    expect(freshness.drawsNow([], [1])).toBe(true);
  });
  afterEach(() => vi.useRealTimers());

  it('is drawn at once when its inputs change, and only then', () => {
    expect(freshness.drawsNow([], [1])).toBe(false);
    expect(freshness.drawsNow([], [2])).toBe(true);
    expect(freshness.drawsNow([], [2, undefined])).toBe(true);
  });

  it('out of view is drawn once a second, however often it changes', () => {
    freshness.comesIntoView(false);
    for (let input = 2; input < 12; input++) expect(freshness.drawsNow([], [input])).toBe(false);
    expect(drawn).toBe(0);
    vi.advanceTimersByTime(outOfViewEvery);
    expect(drawn).toBe(1);
    expect(freshness.drawsNow([], [12])).toBe(false);
    vi.advanceTimersByTime(outOfViewEvery);
    expect(drawn).toBe(2);
    vi.advanceTimersByTime(10 * outOfViewEvery);
    expect(drawn).toBe(2);
  });

  it('out of view is drawn at once where its change is urgent', () => {
    freshness.comesIntoView(false);
    expect(freshness.drawsNow([], [2])).toBe(false);
    expect(freshness.drawsNow(['call'], [3])).toBe(true);
    vi.advanceTimersByTime(10 * outOfViewEvery);
    expect(drawn).toBe(0);
  });

  it('that comes into view is drawn as it is now', () => {
    freshness.comesIntoView(false);
    freshness.drawsNow([], [2]);
    freshness.comesIntoView(true);
    expect(drawn).toBe(1);
    vi.advanceTimersByTime(10 * outOfViewEvery);
    expect(drawn).toBe(1);
    expect(freshness.drawsNow([], [3])).toBe(true);
  });

  it('that is gone is not drawn, and is drawn at once when it comes back', () => {
    freshness.comesIntoView(false);
    freshness.drawsNow([], [2]);
    freshness.forget();
    vi.advanceTimersByTime(10 * outOfViewEvery);
    expect(drawn).toBe(0);
    expect(freshness.drawsNow([], [2])).toBe(true);
  });
});
