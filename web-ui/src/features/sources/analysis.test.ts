import { describe, expect, it } from 'vitest';
import { bodyOf, changed, sizeOf, sourcesOf } from './analysis';

const file = { id: 'file:a.mp4', kind: 'file' as const, label: 'a.mp4' };

describe('what media peers can show', () => {
  it('is the pattern while none told of anything', () =>
    expect(sourcesOf(undefined).map(({ id }) => id)).toEqual(['pattern']));

  it('names each source once, and as usable if one of them can show it', () => {
    const peers = [
      { id: '1', name: 'east', sources: [{ ...file, problem: 'damaged' }] },
      { id: '2', name: 'west', sources: [{ id: 'pattern', label: 'Bars', kind: 'pattern' as const }, file] },
      { id: '3', name: 'north', sources: [{ ...file, problem: 'damaged' }] },
    ];
    expect(sourcesOf(peers)).toEqual([{ id: 'pattern', label: 'Bars', kind: 'pattern' }, file]);
    expect(sourcesOf(peers, 'east')[1]).toMatchObject({ problem: 'damaged' });
    expect(sourcesOf(peers, 'nobody')).toHaveLength(2);
  });
});

describe('a change of what is shown', () => {
  const shown = { source: 'pattern', width: 640, height: 360, framesPerSecond: 29.97 };

  it.each([
    ['its rate only', { rate: 15 }, { source: 'pattern', size: [640, 360], rate: 15 }],
    ['its size only', { size: [320, 180] as const }, { source: 'pattern', size: [320, 180], rate: 30 }],
    ['back to its own size', { size: undefined }, { source: 'pattern', size: undefined, rate: 30 }],
    [
      'another source in its own size',
      { source: 'file:a.mp4', size: undefined, rate: undefined },
      { source: 'file:a.mp4', size: undefined, rate: undefined },
    ],
  ])('%s', (_, change, expected) => expect(changed(shown, change)).toEqual(expected));

  it('goes on the wire without what is not asked for', () => {
    expect(bodyOf({ source: 'tone' })).toEqual({ source: 'tone' });
    expect(bodyOf({ source: 'file:a.mp4', positionMs: 1500.4, loop: false })).toEqual({
      source: 'file:a.mp4',
      positionMs: 1500,
      loop: false,
    });
    expect(bodyOf({ source: 'pattern', size: sizeOf('320x180'), rate: 15 })).toEqual({
      source: 'pattern',
      width: 320,
      height: 180,
      framesPerSecond: 15,
    });
  });
});
