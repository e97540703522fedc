import { crc8, grid, type StampPixels } from '../stamp';

/** A picture in one channel, 0 to 255, as the worker draws the stamp: for tests. */
export interface Picture {
  width: number;
  height: number;
  /** Rows of blocks: 30, or 3 where it is cut down to the stamp. */
  rows: number;
  luma: Uint8Array;
}

/** Limited range, as a codec carries it. */
export const white = 235;
export const black = 16;

/** Draws as `FrameStamp.draw` of the worker does, over a grey picture. */
export function drawn(
  width: number,
  height: number,
  { frame, epochMs }: { frame: number; epochMs: number },
  rows: number = grid.rows,
): Picture {
  const luma = new Uint8Array(width * height).fill(120);
  const bytes = new Uint8Array(14);
  for (let i = 0; i < 4; i++) bytes[3 - i] = Math.floor(frame / 256 ** i) % 256;
  for (let i = 0; i < 6; i++) bytes[9 - i] = Math.floor(epochMs / 256 ** i) % 256;
  bytes[10] = crc8(bytes.subarray(0, 10));
  const picture = { width, height, rows, luma };
  for (let row = 0; row < grid.stampRows; row++) {
    for (let column = 0; column < grid.columns; column++) {
      const bit = row * 36 + column - 2;
      const one =
        column === 0 ||
        column === 39 ||
        (column > 1 && column < 38 && ((bytes[bit >> 3]! << (bit & 7)) & 0x80) !== 0);
      fillBlock(picture, column, row, one ? white : black);
    }
  }
  return picture;
}

/** The lowest tenth of a picture of 640 × 480, which is the stamp. */
export const strip = (stamp: { frame: number; epochMs: number }): Picture =>
  drawn(640, 48, stamp, grid.stampRows);

/** Fills a block of the stamp. */
export function fillBlock(
  { width, height, rows, luma }: Picture,
  column: number,
  row: number,
  value: number,
): void {
  const line = rows - grid.stampRows + row;
  for (let y = Math.floor((line * height) / rows); y < Math.floor(((line + 1) * height) / rows); y++) {
    const left = Math.floor((column * width) / grid.columns);
    const right = Math.floor(((column + 1) * width) / grid.columns);
    luma.fill(value, y * width + left, y * width + right);
  }
}

export const changed = (
  picture: Picture,
  change: (value: number, x: number, y: number) => number,
): Picture => ({
  ...picture,
  luma: picture.luma.map((value, index) =>
    Math.min(
      255,
      Math.max(0, Math.round(change(value, index % picture.width, Math.floor(index / picture.width)))),
    ),
  ),
});

/** Scales with two points in each direction, as GPUs do. */
export function scaled(picture: Picture, width: number, height: number): Picture {
  const luma = new Uint8Array(width * height);
  const at = (x: number, y: number): number =>
    picture.luma[
      Math.min(picture.height - 1, Math.max(0, y)) * picture.width +
        Math.min(picture.width - 1, Math.max(0, x))
    ]!;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const fx = ((x + 0.5) * picture.width) / width - 0.5;
      const fy = ((y + 0.5) * picture.height) / height - 0.5;
      const [x0, y0] = [Math.floor(fx), Math.floor(fy)];
      const [dx, dy] = [fx - x0, fy - y0];
      luma[y * width + x] =
        (at(x0, y0) * (1 - dx) + at(x0 + 1, y0) * dx) * (1 - dy) +
        (at(x0, y0 + 1) * (1 - dx) + at(x0 + 1, y0 + 1) * dx) * dy;
    }
  }
  return { width, height, rows: picture.rows, luma };
}

/** Blurs as a strongly quantised codec does: a mean over a square of `2 * reach + 1` pixels. */
export function blurred(picture: Picture, reach: number): Picture {
  const { width, height, luma } = picture;
  return changed(picture, (_, x, y) => {
    let [sum, count] = [0, 0];
    for (let yy = Math.max(0, y - reach); yy <= Math.min(height - 1, y + reach); yy++) {
      for (let xx = Math.max(0, x - reach); xx <= Math.min(width - 1, x + reach); xx++) {
        sum += luma[yy * width + xx]!;
        count++;
      }
    }
    return sum / count;
  });
}

/** The same numbers each time, 0 to 1. */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

/** The luma plane of the whole picture. */
export const ofPlane = ({ width, height, rows, luma }: Picture): StampPixels => ({
  data: luma,
  first: 0,
  step: 1,
  stride: width,
  left: 0,
  top: (height * (rows - grid.stampRows)) / rows,
  blockWidth: width / grid.columns,
  blockHeight: height / rows,
});

/** The rows of the stamp alone, as RGBA in full range, as a canvas gives them. */
export function ofCanvas({ width, height, rows, luma }: Picture): StampPixels {
  const top = Math.floor((height * (rows - grid.stampRows)) / rows);
  const data = new Uint8ClampedArray((height - top) * width * 4);
  luma.subarray(top * width).forEach((value, index) => {
    data.fill(((value - 16) * 255) / 219, index * 4, index * 4 + 3);
    data[index * 4 + 3] = 255;
  });
  return {
    data,
    first: 1,
    step: 4,
    stride: width * 4,
    left: 0,
    top: (height * (rows - grid.stampRows)) / rows - top,
    blockWidth: width / grid.columns,
    blockHeight: height / rows,
  };
}
