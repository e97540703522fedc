import { describe, expect, it } from 'vitest';
import { notShownBetween, statsBetween, totalsIn } from './stats';

const video = {
  id: 'V',
  type: 'inbound-rtp',
  kind: 'video',
  trackIdentifier: 't1',
  packetsReceived: 7,
  framesDecoded: 300,
  framesDropped: 4,
  freezeCount: 2,
  totalFreezesDuration: 0.75,
  jitterBufferDelay: 9,
  jitterBufferEmittedCount: 300,
  totalProcessingDelay: 12,
  totalDecodeTime: 0.6,
};

describe('frames that were decoded and not shown', () => {
  it.each([
    [{ decoded: 100, shown: 40 }, { decoded: 130, shown: 65 }, 5],
    [{ decoded: 100, shown: 40 }, { decoded: 130, shown: 71 }, 0],
    [undefined, { decoded: 130, shown: 65 }, undefined],
    [{ decoded: undefined, shown: 40 }, { decoded: 130, shown: 65 }, undefined],
  ])('are what the screen did not get: %o, then %o', (before, now, notShown) => {
    expect(notShownBetween(before, now)).toBe(notShown);
  });
});

describe('the view of getStats', () => {
  it('is of the video that arrives, or of one track', () => {
    const other = { ...video, id: 'W', trackIdentifier: 't2', framesDecoded: 5 };
    expect(totalsIn([{ id: 'A', type: 'inbound-rtp', kind: 'audio' }, video])).toMatchObject({
      framesDropped: 4,
    });
    expect(totalsIn([video, other], 't2')).toMatchObject({ framesDecoded: 5 });
    expect(totalsIn([video], 't3')).toBeUndefined();
    expect(totalsIn([])).toBeUndefined();
  });

  it('has totals of the whole call and means of the interval', () => {
    const before = totalsIn([video])!;
    const now = totalsIn([
      {
        ...video,
        framesDecoded: 330,
        jitterBufferEmittedCount: 330,
        jitterBufferDelay: 10.5,
        totalProcessingDelay: 13.8,
        totalDecodeTime: 0.66,
      },
    ])!;
    const view = statsBetween(before, now);
    expect(view).toMatchObject({ framesDropped: 4, freezeCount: 2, freezesTotal: 750 });
    expect(view.jitterBuffer).toBeCloseTo(50);
    expect(view.processing).toBeCloseTo(60);
    expect(view.decoding).toBeCloseTo(2);
  });

  it('has no means without an earlier report, without frames, and after a counter went back', () => {
    const now = totalsIn([video])!;
    for (const before of [undefined, now, { ...now, framesDecoded: 900, jitterBufferEmittedCount: 900 }])
      expect(statsBetween(before, now)).toMatchObject({ jitterBuffer: undefined, processing: undefined });
  });

  it('does not take what a browser does not tell for zero', () => {
    const view = statsBetween(undefined, totalsIn([{ id: 'V', type: 'inbound-rtp', kind: 'video' }])!);
    expect(view).toEqual({
      framesDropped: undefined,
      notShown: undefined,
      freezeCount: undefined,
      freezesTotal: undefined,
      jitterBuffer: undefined,
      processing: undefined,
      decoding: undefined,
    });
  });
});
