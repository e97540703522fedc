import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Recall } from '../../app/state';
import { ms, pageNow } from '../../shared/units';
import { Recalls } from './recalls';
import { mark, newRecord } from './record';
import { giveUpRecallsAfter, steadyAfter } from './recovery';

const settings = { icePolicy: 'all', signalingMode: 'websocket', peer: 'auto', source: '' } as const;
const call = (attempt: number, firstFrame?: number) => {
  const record = newRecord(1, attempt, settings, false, ms(0));
  if (firstFrame !== undefined) mark(record, 'firstFrame', ms(firstFrame));
  return record;
};
const stalled = { why: 'frames-stalled' } as const;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a lost call', () => {
  it('is worth another if it had worked, is one itself, or its peer went', () => {
    const worth = (...lost: Parameters<Recalls['worthwhile']>) =>
      new Recalls({ recalls: [] }).worthwhile(...lost);
    expect(worth(call(0), stalled)).toBe(false);
    expect(worth(call(0, 5), stalled)).toBe(true);
    expect(worth(call(1), stalled)).toBe(true);
    expect(worth(call(0), { why: 'peer-left', reason: 'drained' })).toBe(true);
  });

  it('is given up when the trouble lasts, and counts anew after a picture', () => {
    const recalls = new Recalls({ recalls: [] });
    expect(recalls.worthwhile(call(0, 5), stalled)).toBe(true);
    vi.advanceTimersByTime(giveUpRecallsAfter + 1);
    expect(recalls.worthwhile(call(1), stalled)).toBe(false);
    recalls.firstFrame(call(1, pageNow()));
    expect(recalls.worthwhile(call(1), stalled)).toBe(true);
  });
});

describe('the next call', () => {
  it('comes at once, the one after it later, and at once again after a steady picture', () => {
    const recalls = new Recalls({ recalls: [] });
    const begin = vi.fn();
    recalls.next(stalled, begin);
    expect(begin).toHaveBeenCalledTimes(1);
    recalls.next(stalled, begin);
    expect(begin).toHaveBeenCalledTimes(1);
    vi.runAllTimers();
    expect(begin).toHaveBeenCalledTimes(2);
    recalls.steady(call(1, 5), ms(6 + steadyAfter));
    recalls.next(stalled, begin);
    expect(begin).toHaveBeenCalledTimes(3);
  });

  it('does not come once it is cancelled', () => {
    const recalls = new Recalls({ recalls: [] });
    const begin = vi.fn();
    recalls.next(stalled, () => undefined);
    recalls.next(stalled, begin);
    recalls.cancel();
    vi.runAllTimers();
    expect(begin).not.toHaveBeenCalled();
  });

  it('tells how long there was no picture, once', () => {
    const state: { recalls: Recall[] } = { recalls: [] };
    const recalls = new Recalls(state);
    recalls.mediaAt(ms(100));
    recalls.next(stalled, () => undefined);
    recalls.firstFrame(call(1, 130));
    recalls.firstFrame(call(1, 150));
    expect(state.recalls).toEqual([{ end: stalled, gap: 30 }]);
    recalls.reset();
    expect(state.recalls).toEqual([]);
  });
});
