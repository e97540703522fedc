import { describe, expect, it } from 'vitest';
import { ms } from '../../shared/units';
import type { AlignmentBasis } from './alignment';
import type { GlassFigures, GlassView, UnknownWhy } from './model';
import { glassSentence, lostBefore, shownBounds } from './words';

const figures = (more: Partial<GlassFigures> = {}): GlassFigures => ({
  delay: { kind: 'unknown', why: 'no-frame' },
  inBrowser: undefined,
  frames: { kind: 'unknown', why: 'no-frame' },
  freezes: { count: 0, total: ms(0), longest: ms(0) },
  frozenFor: undefined,
  ...more,
});
const view = (more: Partial<GlassFigures> = {}, supported = true): GlassView => ({
  supported,
  figures: figures(more),
  stats: undefined,
  pace: 'every',
  cost: undefined,
});
const delay = (basis: AlignmentBasis): GlassFigures['delay'] => {
  const bounds = { least: 40, most: 42 };
  return { kind: 'known', value: { p50: bounds, p99: bounds, uncertainty: 1, basis, samples: 100 } };
};

describe('the sentence on glass to glass', () => {
  it.each<[UnknownWhy, string]>([
    ['no-frame', 'glass.noFrame'],
    ['no-stamp', 'glass.noStamp'],
    ['damaged', 'glass.damaged'],
    ['too-small', 'glass.tooSmall'],
    ['refused', 'glass.refused'],
    ['no-clock', 'glass.noClock'],
  ])('says why nothing is known: %s', (why, key) => {
    expect(glassSentence(view({ delay: { kind: 'unknown', why } })).key).toBe(key);
  });

  it.each<[AlignmentBasis, string]>([
    ['told', 'glass.told'],
    ['same-machine', 'glass.sameMachine'],
    ['causality', 'glass.causality'],
  ])('says what the clocks were brought together by: %s', (basis, key) => {
    expect(glassSentence(view({ delay: delay(basis) })).key).toBe(key);
  });

  it('says first that the picture stands still, and that a browser tells nothing', () => {
    expect(glassSentence(view({ delay: delay('told'), frozenFor: ms(400) })).key).toBe('glass.frozen');
    expect(glassSentence(view({}, false)).key).toBe('glass.unsupported');
  });
});

describe('what is shown of a delay', () => {
  it('is the middle and its error, where the clocks are known', () => {
    expect(shownBounds({ least: 40, most: 42 }, 'told')).toEqual({ kind: 'about', value: 41, error: 1 });
  });

  it('are both bounds, where cause and effect is all that is known', () => {
    const bounds = { least: 2, most: 90 };
    expect(shownBounds(bounds, 'causality')).toEqual({ kind: 'between', bounds });
  });
});

describe('frames that were lost before this browser', () => {
  const lost = (count: number): GlassFigures =>
    figures({
      frames: {
        kind: 'known',
        value: { shown: 100, read: 100, lost: count, repeated: 0, restarts: 0, unreadable: {} },
      },
    });

  it('are those it neither dropped nor replaced', () => {
    expect(lostBefore(lost(7), { framesDropped: 3, notShown: 0 })).toBe(4);
    expect(lostBefore(lost(7), { framesDropped: 1, notShown: 5 })).toBe(1);
    expect(lostBefore(lost(2), { framesDropped: 3, notShown: 0 })).toBe(0);
  });

  it('are not known without numbers, nor without getStats', () => {
    expect(lostBefore(figures(), { framesDropped: 3, notShown: 0 })).toBeUndefined();
    expect(lostBefore(lost(7), { framesDropped: undefined, notShown: 0 })).toBeUndefined();
    expect(lostBefore(lost(7), { framesDropped: 3, notShown: undefined })).toBeUndefined();
  });
});
