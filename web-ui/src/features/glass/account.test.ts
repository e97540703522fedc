import { describe, expect, it } from 'vitest';
import { ms } from '../../shared/units';
import { delayWindow, GlassAccount } from './account';
import type { ShownFrame } from './model';
import { unreadable } from './stamp';

/** The sender's clock is 1,000,000 ms ahead of the page's; frames take `way` ms until they are visible. */
const ahead = 1_000_000;
const wall = { least: -ahead, most: -ahead };

interface Step {
  /** Number in the stamp; `undefined`: not looked at; `null`: damaged. */
  frame: number | undefined | null;
  drawn: number;
  way?: number;
  count?: number;
}

function shownFrame({ frame, drawn, way = 50, count }: Step, index: number): ShownFrame {
  return {
    presented: ms(drawn + way - 10),
    visible: ms(drawn + way),
    received: ms(drawn + way - 30),
    count: count ?? index + 1,
    reading:
      frame === undefined
        ? undefined
        : frame === null
          ? unreadable('damaged')
          : { kind: 'stamp', frame, epochMs: drawn + ahead },
  };
}

function account(steps: readonly Step[], began = 0): GlassAccount {
  const glass = new GlassAccount(ms(began));
  steps.forEach((step, index) => glass.shown(shownFrame(step, index)));
  return glass;
}

const clocks = (now: number, more = {}) => ({ told: [], lab: undefined, wall, now: ms(now), ...more });
const counted = (glass: GlassAccount, now = 10_000) => {
  const { frames } = glass.figures(clocks(now));
  return frames.kind === 'known' ? frames.value : undefined;
};
/** Numbers 1, 2, … each 33 ms. */
const running = (count: number, way = 50): Step[] =>
  Array.from({ length: count }, (_, i) => ({ frame: i + 1, drawn: 1000 + i * 33, way }));

describe('numbers of frames', () => {
  const at = (i: number): number => 1000 + i * 33;
  it.each<{ why: string; steps: Step[]; lost: number; repeated: number; shown: number; read: number }>([
    {
      why: 'that follow one another miss nothing',
      steps: running(30),
      lost: 0,
      repeated: 0,
      shown: 30,
      read: 30,
    },
    {
      why: 'that jump were lost',
      steps: [
        { frame: 1, drawn: at(0) },
        { frame: 2, drawn: at(1) },
        { frame: 5, drawn: at(4) },
        { frame: 6, drawn: at(5) },
      ],
      lost: 2,
      repeated: 0,
      shown: 4,
      read: 4,
    },
    {
      why: 'that stay were repeated',
      steps: [
        { frame: 1, drawn: at(0) },
        { frame: 1, drawn: at(0), way: 83 },
        { frame: 1, drawn: at(0), way: 116 },
        { frame: 2, drawn: at(1), way: 120 },
      ],
      lost: 0,
      repeated: 2,
      shown: 4,
      read: 4,
    },
    {
      why: 'of frames that were not looked at are no loss',
      steps: [
        { frame: 1, drawn: at(0) },
        { frame: undefined, drawn: at(1) },
        { frame: undefined, drawn: at(2) },
        { frame: 4, drawn: at(3) },
      ],
      lost: 0,
      repeated: 0,
      shown: 4,
      read: 2,
    },
    {
      why: 'of frames the page was not told of in time are no loss',
      steps: [
        { frame: 1, drawn: at(0), count: 1 },
        { frame: 4, drawn: at(3), count: 4 },
      ],
      lost: 0,
      repeated: 0,
      shown: 4,
      read: 2,
    },
    {
      why: 'that are damaged are no loss but unreadable',
      steps: [
        { frame: 1, drawn: at(0) },
        { frame: null, drawn: at(1) },
        { frame: 3, drawn: at(2) },
      ],
      lost: 0,
      repeated: 0,
      shown: 3,
      read: 2,
    },
    {
      why: 'that jump across frames not looked at were lost',
      steps: [
        { frame: 1, drawn: at(0) },
        { frame: undefined, drawn: at(5) },
        { frame: 9, drawn: at(8) },
      ],
      lost: 6,
      repeated: 0,
      shown: 3,
      read: 2,
    },
  ])('$why', ({ steps, lost, repeated, shown, read }) => {
    expect(counted(account(steps))).toMatchObject({ lost, repeated, shown, read, restarts: 0 });
  });

  it('that begin anew are of another sender, not a loss', () => {
    const glass = account([
      { frame: 900, drawn: 1000 },
      { frame: 901, drawn: 1033 },
      { frame: 3, drawn: 2000 },
      { frame: 4, drawn: 2033 },
    ]);
    expect(counted(glass)).toMatchObject({ lost: 0, repeated: 0, restarts: 1 });
    expect(glass.figures(clocks(2100)).delay).toMatchObject({ value: { samples: 2 } });
  });

  it('say nothing across a pause in which nobody looked', () => {
    const glass = account(running(10));
    glass.interrupted();
    glass.shown(shownFrame({ frame: 400, drawn: 20_000, count: 500 }, 0));
    glass.shown(shownFrame({ frame: 401, drawn: 20_033, count: 501 }, 0));
    expect(counted(glass)).toMatchObject({ lost: 0, repeated: 0 });
    expect(glass.figures(clocks(20_100)).freezes.count).toBe(0);
  });

  it('say nothing across another stream, whose frames are counted from one', () => {
    const glass = account(running(10));
    glass.shown(shownFrame({ frame: 700, drawn: 20_000, count: 1 }, 0));
    expect(counted(glass)).toMatchObject({ lost: 0, repeated: 0 });
  });

  it('are unknown, with the reason, where no picture has a stamp', () => {
    const glass = account([{ frame: null, drawn: 1000 }]);
    expect(glass.figures(clocks(1100))).toMatchObject({
      frames: { kind: 'unknown', why: 'damaged' },
      delay: { kind: 'unknown', why: 'damaged' },
    });
    expect(new GlassAccount(undefined).figures(clocks(0)).frames).toEqual({
      kind: 'unknown',
      why: 'no-frame',
    });
  });
});

describe('the delay', () => {
  it('is from drawn to visible; the stamp is a whole millisecond, rounded down', () => {
    const { delay } = account(running(100)).figures(clocks(4400));
    expect(delay).toMatchObject({
      kind: 'known',
      value: {
        p50: { least: 49, most: 50 },
        p99: { least: 49, most: 50 },
        uncertainty: 0.5,
        basis: 'same-machine',
      },
    });
  });

  it('has the late frames in its p99 alone', () => {
    const steps = running(100).map((step, i) => (i % 50 === 0 ? { ...step, way: 250 } : step));
    const { delay } = account(steps).figures(clocks(4400));
    expect(delay).toMatchObject({ value: { p50: { least: 49, most: 50 }, p99: { least: 249, most: 250 } } });
  });

  it('is that of the last 30 s', () => {
    const steps = running(10, 400);
    const later = running(10).map(step => ({
      ...step,
      frame: step.frame! + 2000,
      drawn: step.drawn + delayWindow,
    }));
    const glass = account([...steps, ...later]);
    expect(glass.figures(clocks(delayWindow + 1800)).delay).toMatchObject({ value: { samples: 10 } });
    expect(glass.figures(clocks(2 * delayWindow + 3000)).delay.kind).toBe('unknown');
  });

  it('is not made longer by a frame that stays on the screen', () => {
    const steps: Step[] = [...running(10), { frame: 10, drawn: 1297, way: 900 }];
    expect(account(steps).figures(clocks(3000)).delay).toMatchObject({ value: { samples: 10 } });
  });

  it('is between bounds where the clocks are known by cause and effect only', () => {
    const steps = running(60).map((step, i) => ({ ...step, way: i === 7 ? 40 : 50 }));
    const { delay } = account(steps, 900).figures(clocks(3000, { wall: undefined }));
    expect(delay).toMatchObject({ kind: 'known', value: { basis: 'causality' } });
    if (delay.kind !== 'known') return;
    // The quickest frame was here 30 ms before it was visible; the first was drawn 100 ms after the connection began.
    expect(delay.value.p50.least).toBeGreaterThan(38);
    expect(delay.value.p50.least).toBeLessThanOrEqual(40);
    expect(delay.value.p50.most).toBeGreaterThan(149);
    expect(delay.value.p50.most).toBeLessThan(152.5);
    expect(delay.value.uncertainty).toBeGreaterThan(50);
  });

  it('is unknown where nothing bounds it', () => {
    const glass = new GlassAccount(undefined);
    glass.shown(shownFrame({ frame: 1, drawn: 1000 }, 0));
    expect(glass.figures(clocks(1100, { wall: undefined })).delay).toEqual({
      kind: 'unknown',
      why: 'no-clock',
    });
  });

  it('tells how much of it passed in this browser', () => {
    expect(account(running(100)).figures(clocks(4400)).inBrowser).toEqual({ p50: 30, p99: 30 });
  });
});

describe('freezes of the picture', () => {
  it('are found in frames without a stamp as well', () => {
    const steps = running(60).map((step, i) => ({
      ...step,
      frame: null,
      drawn: step.drawn + (i > 40 ? 500 : 0),
    }));
    const glass = account(steps);
    expect(glass.figures(clocks(3600)).freezes).toMatchObject({ count: 1, total: 533 });
  });

  it('are shown while the picture stands still', () => {
    const glass = account(running(60));
    expect(glass.figures(clocks(3400)).frozenFor).toBe(3400 - (1000 + 59 * 33 + 40));
  });
});
