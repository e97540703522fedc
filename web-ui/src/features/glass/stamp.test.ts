import { describe, expect, it } from 'vitest';
import { readStamp } from './stamp';
import {
  blurred,
  changed,
  drawn,
  fillBlock,
  numbers,
  ofCanvas,
  ofPlane,
  scaled,
  strip,
  white,
} from './testing/picture';

/** The example of docs/frame-stamp.md. */
const stamp = { frame: 123_456, epochMs: 1_795_228_212_589 };
const read = { kind: 'stamp', ...stamp };

describe('the stamp of a picture', () => {
  it('has the bits and the checksum that the document shows', () => {
    const picture = drawn(640, 480, stamp);
    let hex = '';
    for (let bit = 0; bit < 88; bit += 4) {
      let digit = 0;
      for (let i = bit; i < bit + 4; i++) {
        const [row, column] = [27 + Math.floor(i / 36), 2 + (i % 36)];
        digit = digit * 2 + (picture.luma[(row * 16 + 8) * 640 + column * 16 + 8]! > 128 ? 1 : 0);
      }
      hex += digit.toString(16);
    }
    expect(hex).toBe('0001e24001a1fbf09d6d6b');
  });

  it.each([
    [0, 0],
    [1, 1],
    [4_294_967_295, 281_474_976_710_655],
    [2_863_311_530, 187_649_984_473_770],
  ])('is read: frame %i of %i', (frame, epochMs) => {
    expect(readStamp(ofPlane(drawn(640, 480, { frame, epochMs })))).toEqual({
      kind: 'stamp',
      frame,
      epochMs,
    });
  });

  it.each([
    [640, 480],
    [320, 240],
    [320, 180],
    [160, 120],
    [1280, 720],
    [642, 362],
    [1920, 1080],
    [90, 67],
  ])('is read in a picture of %i by %i, from luma and from a canvas', (width, height) => {
    const picture = drawn(width, height, stamp);
    expect(readStamp(ofPlane(picture))).toEqual(read);
    expect(readStamp(ofCanvas(picture))).toEqual(read);
  });

  it.each([
    [320, 24],
    [480, 36],
    [213, 16],
    [160, 12],
    [960, 54],
    [641, 47],
  ])('is read after scaling from 640 by 48 to %i by %i', (width, height) => {
    expect(readStamp(ofPlane(scaled(strip(stamp), width, height)))).toEqual(read);
  });

  it('is read after scaling down and up again', () => {
    expect(readStamp(ofPlane(scaled(scaled(strip(stamp), 160, 9), 640, 36)))).toEqual(read);
  });

  it.each([1, 2, 3, 4])('is read through a blur that reaches %i of 16 pixels', reach => {
    expect(readStamp(ofPlane(blurred(strip(stamp), reach)))).toEqual(read);
  });

  it('is read with strong noise and half the contrast', () => {
    const random = numbers(7);
    const noisy = changed(strip(stamp), value => 60 + value / 2 + (random() - 0.5) * 60);
    expect(readStamp(ofPlane(noisy))).toEqual(read);
  });

  it('is read with ringing at the edges of blocks', () => {
    const ringing = changed(strip(stamp), (value, x, y) =>
      x % 16 < 4 || x % 16 > 11 || y % 16 < 4 || y % 16 > 11 ? 255 - value : value,
    );
    expect(readStamp(ofPlane(ringing))).toEqual(read);
  });
});

describe('a picture without a readable stamp', () => {
  it.each([0, 16, 128, 255])('of one brightness, %i, has none', value => {
    expect(readStamp(ofPlane({ ...strip(stamp), luma: new Uint8Array(640 * 48).fill(value) }))).toEqual({
      kind: 'unreadable',
      why: 'no-stamp',
    });
  });

  it('with too little contrast has none', () => {
    const dim = changed(strip(stamp), value => 100 + value / 4);
    expect(readStamp(ofPlane(dim))).toEqual({ kind: 'unreadable', why: 'no-stamp' });
  });

  it('is damaged when any one block is wrong', () => {
    for (let bit = 0; bit < 108; bit++) {
      const picture = strip(stamp);
      const [row, column] = [Math.floor(bit / 36), 2 + (bit % 36)];
      const y = row * 16 + 8;
      const was = picture.luma[y * 640 + column * 16 + 8]!;
      fillBlock(picture, column, row, was > 128 ? 16 : white);
      expect(readStamp(ofPlane(picture))).toEqual({ kind: 'unreadable', why: 'damaged' });
    }
  });

  it('is damaged when its lower half is of the next frame', () => {
    const picture = drawn(640, 480, stamp);
    const next = drawn(640, 480, { frame: stamp.frame + 1, epochMs: stamp.epochMs + 33 });
    picture.luma.set(next.luma.subarray(640 * 448), 640 * 448);
    expect(readStamp(ofPlane(picture))).toEqual({ kind: 'unreadable', why: 'damaged' });
  });

  it('is hardly ever taken for one: of three thousand with random blocks between right sync blocks none is', () => {
    const random = numbers(11);
    let taken = 0;
    for (let i = 0; i < 3000; i++) {
      const picture = drawn(120, 9, stamp, 3);
      for (let row = 0; row < 3; row++)
        for (let column = 2; column < 38; column++)
          fillBlock(picture, column, row, random() < 0.5 ? 16 : white);
      if (readStamp(ofPlane(picture)).kind === 'stamp') taken++;
    }
    expect(taken).toBe(0);
  });

  it('is too small below two pixels a block', () => {
    expect(readStamp(ofPlane(drawn(78, 60, stamp)))).toEqual({ kind: 'unreadable', why: 'too-small' });
  });

  it('that ends before the stamp does has none', () => {
    const pixels = ofPlane(drawn(640, 480, stamp));
    expect(readStamp({ ...pixels, data: pixels.data.subarray(0, 640 * 440) }).kind).toBe('unreadable');
  });
});
