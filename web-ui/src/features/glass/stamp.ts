/**
 * Reads the frame stamp of docs/frame-stamp.md out of pixels. The same code as `FrameStamp` of the media-peer-worker,
 * which draws it, and stricter in one point: bits that the writer leaves zero have to be zero, for a CRC of eight bits
 * alone lets one of 256 damaged stamps pass.
 */

/** Blocks in a row of the whole picture, rows of blocks in it, and how many of these, the last ones, are the stamp. */
export const grid = { columns: 40, rows: 30, stampRows: 3 } as const;

const firstColumn = 2;
const bitsPerRow = 36;
const checkedBytes = 10;
const stampBits = bitsPerRow * grid.stampRows;
const usedBits = (checkedBytes + 1) * 8;

/** Least difference of white and black sync blocks, of 255. */
const leastContrast = 64;
/** A block of fewer pixels has no middle that its neighbours do not colour. */
const leastBlock = 2;

/**
 * Brightness values with the stamp in them: `data[first + y * stride + x * step]` is that of a pixel, 0 to 255. Of an
 * RGBA picture `first` is 1 and `step` 4: green is as good as luma.
 */
export interface StampPixels {
  data: Uint8Array | Uint8ClampedArray;
  first: number;
  step: number;
  stride: number;
  /** Where the stamp begins among them and the size of a block, in pixels; fractions are allowed. */
  left: number;
  top: number;
  blockWidth: number;
  blockHeight: number;
}

/**
 * Why a picture has no number:
 * - `no-stamp`: white and black sync blocks are not where they have to be
 * - `damaged`: they are, but the checksum or the zero bits do not fit
 * - `too-small`: fewer than two pixels a block (80 × 60)
 * - `refused`: the browser does not hand out the pixels
 */
export const unreadableWhys = ['no-stamp', 'damaged', 'too-small', 'refused'] as const;
export type UnreadableWhy = (typeof unreadableWhys)[number];

export type StampReading =
  /** `frame` 0 to 2^32−1; `epochMs`: when it was drawn on the sender's clock, whole ms, rounded down. */
  { kind: 'stamp'; frame: number; epochMs: number } | { kind: 'unreadable'; why: UnreadableWhy };

export const unreadable = (why: UnreadableWhy): StampReading => ({ kind: 'unreadable', why });

/** Whether blocks of this size, in pixels of the picture, can be told apart. */
export const isTooSmall = (blockWidth: number, blockHeight: number): boolean =>
  blockWidth < leastBlock || blockHeight < leastBlock;

export function readStamp(pixels: StampPixels): StampReading {
  if (isTooSmall(pixels.blockWidth, pixels.blockHeight)) return unreadable('too-small');
  const bytes = new Uint8Array(Math.ceil(stampBits / 8));
  for (let row = 0; row < grid.stampRows; row++) {
    const block = (column: number): number => middleOf(pixels, column, row);
    const white = (block(0) + block(grid.columns - 1)) / 2;
    const black = (block(1) + block(grid.columns - 2)) / 2;
    if (!(white - black >= leastContrast)) return unreadable('no-stamp');
    for (let i = 0; i < bitsPerRow; i++) {
      const bit = row * bitsPerRow + i;
      if (block(firstColumn + i) > (white + black) / 2) bytes[bit >> 3]! |= 0x80 >> (bit & 7);
    }
  }
  const unused = bytes.subarray(usedBits / 8);
  if (crc8(bytes.subarray(0, checkedBytes)) !== bytes[checkedBytes] || unused.some(byte => byte !== 0))
    return unreadable('damaged');
  return { kind: 'stamp', frame: unsigned(bytes.subarray(0, 4)), epochMs: unsigned(bytes.subarray(4, 10)) };
}

/** Mean of the middle quarter of a block: codecs and scaling change the edges, not the middle. */
function middleOf(pixels: StampPixels, column: number, row: number): number {
  const { data, first, step, stride, blockWidth, blockHeight } = pixels;
  const x = middle(pixels.left + column * blockWidth, blockWidth);
  const y = middle(pixels.top + row * blockHeight, blockHeight);
  let sum = 0;
  for (let line = y.from; line < y.to; line++) {
    const begin = first + line * stride;
    for (let pixel = x.from; pixel < x.to; pixel++) sum += data[begin + pixel * step] ?? NaN;
  }
  return sum / ((x.to - x.from) * (y.to - y.from));
}

/** Whole pixels from a quarter to three quarters of a length, at least one. */
function middle(begin: number, length: number): { from: number; to: number } {
  const from = Math.round(begin + length / 4);
  return { from, to: Math.max(from + 1, Math.round(begin + (length * 3) / 4)) };
}

/** CRC-8: polynomial 0x07, initial value 0xFF, no reflection, no final XOR. */
export function crc8(bytes: Uint8Array): number {
  let crc = 0xff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ (crc & 0x80 ? 0x07 : 0)) & 0xff;
  }
  return crc;
}

const unsigned = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum * 256 + byte, 0);
