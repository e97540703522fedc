/**
 * Fields of binary frames. Each field is written and read by one object with bounds on both sides, so that a frame can
 * neither be built nor taken that is not of the protocol. Numbers are in network byte order (RFC 1700).
 */

/** What a peer sent is not a frame of this protocol. */
export class Malformed extends Error {
  constructor(readonly problem: FrameProblem) {
    super(problem);
  }
}

/**
 * - `version`: written for another version of this protocol;
 * - `kind`: unknown, or not one of this channel;
 * - `truncated`: shorter than its fields;
 * - `trailing`: longer than its fields;
 * - `bounds`: a value outside of its range;
 * - `text`: not UTF-8 (RFC 3629).
 */
export type FrameProblem = 'version' | 'kind' | 'truncated' | 'trailing' | 'bounds' | 'text';

export interface Field<T> {
  /** @throws Malformed where the value is out of its bounds */
  write(value: T, to: FrameWriter): void;
  /** @throws Malformed */
  read(from: FrameReader): T;
}

export type Layout = Readonly<Record<string, Field<never> | Field<unknown>>>;
export type Values<L extends Layout> = { [K in keyof L]: L[K] extends Field<infer T> ? T : never };

export class FrameWriter {
  private readonly bytes: Uint8Array<ArrayBuffer>;
  private readonly view: DataView;
  private at = 0;

  constructor(most: number) {
    this.bytes = new Uint8Array(most);
    this.view = new DataView(this.bytes.buffer);
  }

  private take(length: number): number {
    const at = this.at;
    if (at + length > this.bytes.length) throw new Malformed('bounds');
    this.at += length;
    return at;
  }

  u8(value: number): void {
    this.view.setUint8(this.take(1), value);
  }

  u16(value: number): void {
    this.view.setUint16(this.take(2), value);
  }

  u32(value: number): void {
    this.view.setUint32(this.take(4), value);
  }

  f64(value: number): void {
    this.view.setFloat64(this.take(8), value);
  }

  raw(value: Uint8Array): void {
    this.bytes.set(value, this.take(value.length));
  }

  done(): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(0, this.at);
  }
}

export class FrameReader {
  private readonly view: DataView;
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  private take(length: number): number {
    const at = this.at;
    if (at + length > this.bytes.length) throw new Malformed('truncated');
    this.at += length;
    return at;
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  u8(): number {
    return this.view.getUint8(this.take(1));
  }

  u16(): number {
    return this.view.getUint16(this.take(2));
  }

  u32(): number {
    return this.view.getUint32(this.take(4));
  }

  f64(): number {
    return this.view.getFloat64(this.take(8));
  }

  raw(length: number): Uint8Array {
    const at = this.take(length);
    return this.bytes.subarray(at, at + length);
  }
}

const within = (value: number, least: number, most: number): number => {
  if (!(value >= least && value <= most)) throw new Malformed('bounds');
  return value;
};

const whole = (value: number, most: number): number => {
  if (!Number.isInteger(value)) throw new Malformed('bounds');
  return within(value, 0, most);
};

export const flag: Field<boolean> = {
  write: (value, to) => to.u8(value ? 1 : 0),
  read: from => within(from.u8(), 0, 1) === 1,
};

/** 0 to 2^32 − 1. */
export const u32: Field<number> = {
  write: (value, to) => to.u32(whole(value, 0xffff_ffff)),
  read: from => from.u32(),
};

/** A number of bytes, 0 to `most`, at most 2^53 − 1; eight bytes on the wire. */
export const length = (most: number): Field<number> => ({
  write: (value, to) => {
    whole(value, most);
    to.u32(Math.floor(value / 2 ** 32));
    to.u32(value % 2 ** 32);
  },
  read: from => whole(from.u32() * 2 ** 32 + from.u32(), most),
});

/** A finite number, or NaN for one that is not known. */
export const maybeNumber: Field<number | undefined> = {
  write: (value, to) => to.f64(value ?? NaN),
  read: from => {
    const value = from.f64();
    if (Number.isNaN(value)) return undefined;
    return within(value, -Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  },
};

/** One of a closed list, as its place in the list. */
export const oneOf = <const W extends readonly string[]>(...words: W): Field<W[number]> => ({
  write: (value, to) => to.u8(within(words.indexOf(value), 0, words.length - 1)),
  read: from => words[within(from.u8(), 0, words.length - 1)]!,
});

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A text of `least` to `most` UTF-16 code units, UTF-8 on the wire after its length in bytes. */
export const text = (least: number, most: number): Field<string> => ({
  write: (value, to) => {
    within(value.length, least, most);
    const bytes = encoder.encode(value);
    to.u16(bytes.length);
    to.raw(bytes);
  },
  read: from => {
    // A UTF-16 code unit takes at most three bytes of UTF-8.
    const bytes = from.raw(within(from.u16(), least, most * 3));
    let value: string;
    try {
      value = decoder.decode(bytes);
    } catch {
      throw new Malformed('text');
    }
    within(value.length, least, most);
    return value;
  },
});

/** Exactly so many bytes. */
export const bytes = (count: number): Field<Uint8Array> => ({
  write: (value, to) => {
    within(value.length, count, count);
    to.raw(value);
  },
  read: from => from.raw(count),
});

/** What is left of the frame, at least one byte. Not copied: it is a view of what arrived. */
export const rest = (most: number): Field<Uint8Array> => ({
  write: (value, to) => {
    within(value.length, 1, most);
    to.raw(value);
  },
  read: from => from.raw(within(from.left, 1, most)),
});
