import { describe, expect, it } from 'vitest';
import { columnsFor, fitted, tiles } from './grid';

const frame = { width: 1280, height: 720 };

describe('the picture of a room', () => {
  it.each([
    [0, 1],
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 2],
    [5, 3],
    [6, 3],
    [7, 3],
    [8, 3],
  ])('of %s people has %s columns', (count, columns) => {
    expect(columnsFor(count, frame)).toBe(columns);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('of %s people has a place for each, inside and apart', count => {
    const places = tiles(count, frame);
    expect(places).toHaveLength(count);
    places.forEach((a, index) => {
      expect(a.x).toBeGreaterThanOrEqual(-1e-9);
      expect(a.x + a.width).toBeLessThanOrEqual(frame.width + 1e-9);
      expect(a.y + a.height).toBeLessThanOrEqual(frame.height + 1e-9);
      for (const b of places.slice(index + 1)) {
        const apart =
          b.x >= a.x + a.width - 1e-9 || b.y >= a.y + a.height - 1e-9 || a.x >= b.x + b.width - 1e-9;
        expect(apart).toBe(true);
      }
    });
  });

  it('centres an incomplete last row', () => {
    expect(tiles(3, frame)[2]).toEqual({ x: 320, y: 360, width: 640, height: 360 });
  });

  it('shows a whole picture in a tile of another shape', () => {
    const tile = { x: 0, y: 0, width: 640, height: 360 };
    expect(fitted({ width: 480, height: 640 }, tile)).toEqual({ x: 185, y: 0, width: 270, height: 360 });
    expect(fitted({ width: 0, height: 0 }, tile).width).toBe(0);
  });
});
