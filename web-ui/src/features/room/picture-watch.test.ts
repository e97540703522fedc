import { describe, expect, it } from 'vitest';
import { isFrozen, isStuck, lookedAt, unwatched } from './picture-watch';

/** Each look: frames decoded and shown until then. */
const after = (...looks: [number, number][]) =>
  looks.reduce((watch, [decoded, shown]) => lookedAt(watch, decoded, shown), unwatched);

describe('a picture that is looked at once a second', () => {
  it.each<[string, [number, number][], boolean, boolean]>([
    [
      'moves',
      [
        [20, 18],
        [40, 37],
        [60, 57],
        [80, 77],
      ],
      false,
      false,
    ],
    [
      'is frozen without new frames for two looks',
      [
        [20, 18],
        [20, 18],
        [20, 18],
      ],
      true,
      false,
    ],
    [
      'is stuck when new frames are not shown for three looks',
      [
        [20, 18],
        [40, 18],
        [60, 18],
        [80, 18],
      ],
      false,
      true,
    ],
    [
      'is not stuck after two',
      [
        [20, 18],
        [40, 18],
        [60, 18],
      ],
      false,
      false,
    ],
    [
      'is not stuck where nothing was ever shown, or nothing is counted',
      [
        [20, 0],
        [40, 0],
        [60, 0],
        [80, 0],
      ],
      false,
      false,
    ],
    [
      'is not stuck while its element begins anew',
      [
        [60, 18],
        [80, 18],
        [100, 18],
        [120, 0],
      ],
      false,
      false,
    ],
    [
      'is frozen, not stuck, when nothing arrives',
      [
        [20, 18],
        [40, 18],
        [60, 18],
        [60, 18],
        [60, 18],
      ],
      true,
      false,
    ],
  ])('%s', (_, looks, frozen, stuck) => {
    const watch = after(...looks);
    expect([isFrozen(watch), isStuck(watch)]).toEqual([frozen, stuck]);
  });
});
