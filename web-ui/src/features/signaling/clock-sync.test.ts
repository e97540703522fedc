import { describe, expect, it } from 'vitest';
import { ms } from '../../shared/units';
import { recallDelay, reconnectDelay } from './backoff';
import { bestSample, clockError, clockSample, labToPage } from './clock-sync';

describe('lab clock', () => {
  it('should find the offset of a symmetric way exactly', () => {
    const sample = clockSample(100, 5103, 5104, 107);
    expect(sample).toEqual({ offset: 5000, roundTrip: 6 });
    expect(labToPage(ms(5150), sample)).toBe(150);
  });

  it('should be off by at most half the round trip on a lopsided way', () => {
    const sample = clockSample(100, 5106, 5106, 106);
    expect(Math.abs(sample.offset - 5000)).toBeLessThanOrEqual(sample.roundTrip / 2);
    expect(clockError(ms(0.5), sample)).toBe(3.5);
  });

  it('should prefer the quickest ping-pong', () => {
    expect(bestSample([clockSample(0, 10, 10, 20), clockSample(50, 55, 55, 54)])).toMatchObject({
      roundTrip: 4,
    });
    expect(bestSample([])).toBeUndefined();
  });
});

describe('waiting before the next attempt', () => {
  it('should come back at a random moment within 300 ms first', () => {
    expect(reconnectDelay(0, 0)).toBe(0);
    expect(reconnectDelay(0, 0.999)).toBeLessThan(300);
  });

  it('should grow by 1.7 and stop at 5 s', () => {
    expect(reconnectDelay(1, 0)).toBeCloseTo(510);
    expect(reconnectDelay(2, 0)).toBeCloseTo(867);
    expect(reconnectDelay(20, 0)).toBe(5000);
    expect(reconnectDelay(20, 1)).toBe(3500);
  });

  it('should call again at once the first time', () => {
    expect(recallDelay(0, 0.7)).toBe(0);
    expect(recallDelay(1, 0)).toBeCloseTo(510);
  });
});
