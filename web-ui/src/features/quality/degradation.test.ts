import { describe, expect, it } from 'vitest';
import { bitsPerSecond, ms, ratio } from '../../shared/units';
import { advance, strainOf, undegraded, type Degradation } from './degradation';
import type { SendingSample } from './model';
import { presetNames, presets } from './presets';

const steps = presets.balanced;

const sample = (at: number, more: Partial<SendingSample> = {}): SendingSample => ({
  at: ms(at),
  bitrate: bitsPerSecond(1_000_000),
  framesPerSecond: 30,
  roundTripTime: ms(20),
  loss: ratio(0),
  jitter: ms(2),
  width: 640,
  height: 360,
  codec: 'VP8',
  limitation: 'none',
  available: bitsPerSecond(3_000_000),
  ...more,
});

/** One sample a second, for so many seconds. */
function lasting(
  from: Degradation,
  start: number,
  seconds: number,
  more: Partial<SendingSample>,
): Degradation {
  let state = from;
  for (let second = 0; second < seconds; second++)
    state = advance(state, sample((start + second) * 1000, more), steps);
  return state;
}

const lossy = { loss: ratio(0.08) };
const start = undegraded(ms(0));

describe('what strains a sender', () => {
  it.each<[string, Partial<SendingSample>, string]>([
    ['a busy processor', { limitation: 'cpu' }, 'cpu'],
    ['loss the repair can not hide', lossy, 'loss'],
    ['such loss, also where the processor is busy with it', { ...lossy, limitation: 'cpu' }, 'loss'],
    ['a round trip that makes talking hard', { roundTripTime: ms(900) }, 'delay'],
    [
      'a path that gives less than the step may use, and is used up',
      { available: bitsPerSecond(700_000), bitrate: bitsPerSecond(650_000) },
      'bandwidth',
    ],
    [
      'nothing, if the path gives little because little is sent',
      { available: bitsPerSecond(700_000), bitrate: bitsPerSecond(100_000) },
      'calm',
    ],
    ['nothing, if the encoder is limited by our own step', { limitation: 'bandwidth' }, 'calm'],
    ['not decided by a little loss', { loss: ratio(0.02) }, 'neutral'],
    ['not decided by a browser that tells no bitrate', { bitrate: undefined }, 'neutral'],
  ])('%s', (_, more, kind) => {
    expect(strainOf(sample(0, more), steps[0]!).kind).toBe(kind);
  });
});

describe('degradation', () => {
  it('leaves the sender alone while the rates settle', () => {
    expect(lasting(start, 0, 5, lossy).level).toBe(0);
  });

  it('ignores a burst that is over within three seconds', () => {
    const burst = lasting(lasting(start, 0, 8, {}), 8, 3, lossy);
    expect(lasting(burst, 11, 5, {}).level).toBe(0);
  });

  it('goes one step down after three seconds of loss, and says why', () => {
    const state = lasting(lasting(start, 0, 8, {}), 8, 4, lossy);
    expect(state).toMatchObject({ level: 1, why: { key: 'quality.auto.loss', params: { percent: 8 } } });
  });

  it('goes straight to the step that fits the bandwidth there is', () => {
    const narrow = { available: bitsPerSecond(400_000), bitrate: bitsPerSecond(390_000) };
    expect(lasting(lasting(start, 0, 8, {}), 8, 4, narrow)).toMatchObject({
      level: 3,
      why: { params: { kilobits: 400 } },
    });
  });

  it('goes to the least step if nothing fits, and no further', () => {
    const nothing = { available: bitsPerSecond(50_000), bitrate: bitsPerSecond(50_000) };
    expect(lasting(start, 0, 120, nothing).level).toBe(steps.length - 1);
  });

  it('recovers one step after ten seconds of calm', () => {
    const down = lasting(start, 0, 10, lossy);
    expect(down.level).toBe(1);
    const settled = lasting(down, 10, 13, {});
    expect(settled.level).toBe(1);
    expect(lasting(settled, 23, 5, {})).toMatchObject({ level: 0, why: { key: 'quality.auto.raised' } });
  });

  it('waits twice as long after an attempt at more that was too much', () => {
    const raised = lasting(lasting(start, 0, 10, lossy), 10, 16, {});
    expect(raised.level).toBe(0);
    const again = lasting(raised, 26, 10, lossy);
    expect(again).toMatchObject({ level: 1, patience: 20_000 });
    expect(lasting(again, 36, 20, {}).level).toBe(1);
    expect(lasting(again, 36, 27, {}).level).toBe(0);
  });

  it('does not swing between two steps when only the lower one works', () => {
    let state = start;
    let changes = 0;
    for (let second = 0; second < 600; second++) {
      const next = advance(state, sample(second * 1000, state.level === 0 ? lossy : {}), steps);
      if (next.level !== state.level) changes++;
      state = next;
    }
    expect(changes).toBeLessThanOrEqual(18);
    expect(state.patience).toBe(80_000);
  });

  it('counts anew after the machine slept', () => {
    const strained = lasting(lasting(start, 0, 8, {}), 8, 2, lossy);
    expect(lasting(strained, 3600, 2, lossy).level).toBe(0);
  });

  it('does nothing without steps', () => {
    expect(advance(start, sample(60_000, lossy), presets.off).level).toBe(0);
  });
});

describe('presets', () => {
  it.each(presetNames)('%s asks for less with each step, never for more', name => {
    const ladder = presets[name];
    ladder.slice(1).forEach((next, index) => {
      const before = ladder[index]!;
      expect(next.maxBitrate).toBeLessThanOrEqual(before.maxBitrate * 0.67);
      expect(next.scaleResolutionDownBy).toBeGreaterThanOrEqual(before.scaleResolutionDownBy);
      expect(next.maxFramerate).toBeLessThanOrEqual(before.maxFramerate);
    });
  });
});
