import { describe, expect, it } from 'vitest';
import { ms } from '../../shared/units';
import { ReadingPace } from './pace';

/** How many of the frames, 33 ms apart, are read when each reading costs this much. */
function readOf(pace: ReadingPace, frames: number, cost: number, stamp = true, from = 0): number {
  let read = 0;
  for (let i = 0; i < frames; i++) {
    const at = ms(from + i * 33);
    if (!pace.due(at)) continue;
    pace.read(at, cost, stamp);
    read++;
  }
  return read;
}

describe('the pace of reading', () => {
  it('is every frame while half of the readings cost at most a millisecond', () => {
    const pace = new ReadingPace();
    expect(readOf(pace, 300, 0.9)).toBe(300);
    expect(pace.pace).toBe('every');
    expect(pace.cost).toBe(0.9);
  });

  it('is at most ten a second when they cost more', () => {
    const pace = new ReadingPace();
    readOf(pace, 30, 1.4);
    expect(pace.pace).toBe('limited');
    expect(readOf(pace, 303, 1.4, true, 10_000)).toBeLessThanOrEqual(100);
  });

  it('is not changed by a reading that took long once, or by the first ones', () => {
    const pace = new ReadingPace();
    readOf(pace, 10, 5);
    readOf(pace, 40, 0.3, true, 1000);
    readOf(pace, 1, 80, true, 5000);
    expect(pace.pace).toBe('every');
  });

  it('is every frame again only when they have become clearly cheaper', () => {
    const pace = new ReadingPace();
    readOf(pace, 30, 1.4);
    readOf(pace, 400, 0.9, true, 10_000);
    expect(pace.pace).toBe('limited');
    readOf(pace, 400, 0.5, true, 40_000);
    expect(pace.pace).toBe('every');
  });

  it('is once a second where no frame has a stamp, until one has', () => {
    const pace = new ReadingPace();
    expect(readOf(pace, 60, 0.3, false)).toBe(60);
    expect(pace.pace).toBe('seldom');
    expect(readOf(pace, 303, 0.3, false, 2000)).toBeLessThanOrEqual(11);
    pace.read(ms(20_000), 0.3, true);
    expect(pace.pace).toBe('every');
  });
});
