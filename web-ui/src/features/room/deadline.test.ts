import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mark, newRecord } from '../call/record';
import { ms } from '../../shared/units';
import { connectWithin, lookEvery, watchDeadline, type NeverMade } from './deadline';
import { readSettings } from '../../app/settings';

const settings = readSettings(null, ['en']);

function watched({ icePolicy = settings.icePolicy, canSignal = true, made = false } = {}) {
  const record = newRecord(1, 0, { ...settings, icePolicy }, false, ms(0));
  if (made) mark(record, 'dtlsConnected');
  const world = { canSignal };
  const over: NeverMade[] = [];
  const stop = watchDeadline(
    record,
    () => world.canSignal,
    why => over.push(why),
  );
  return { record, over, stop, world };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a connection', () => {
  it('that was never made is over', () => {
    const { over } = watched();
    vi.advanceTimersByTime(connectWithin - 1);
    expect(over).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(over).toEqual(['not-connected']);
  });

  it('that has no relayed address where only those are allowed is over sooner, and says so', () => {
    const { over, record } = watched({ icePolicy: 'relay' });
    vi.advanceTimersByTime(lookEvery);
    expect(over).toEqual([]);
    record.states = { ...record.states, iceGathering: 'complete' };
    vi.advanceTimersByTime(lookEvery);
    expect(over).toEqual(['no-relay']);
    vi.advanceTimersByTime(connectWithin);
    expect(over).toHaveLength(1);
  });

  it('that was made once, or is closed, is left alone', () => {
    const { over } = watched({ made: true });
    const closed = watched();
    closed.stop();
    vi.advanceTimersByTime(3 * connectWithin);
    expect([...over, ...closed.over]).toEqual([]);
  });

  it('has as long again once signaling is back', () => {
    const { over, world } = watched({ canSignal: false });
    vi.advanceTimersByTime(connectWithin);
    world.canSignal = true;
    vi.advanceTimersByTime(connectWithin - 1);
    expect(over).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(over).toEqual(['not-connected']);
  });
});
