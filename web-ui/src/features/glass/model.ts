import type { Milliseconds } from '../../shared/units';
import type { AlignmentBasis, Bounds } from './alignment';
import type { Freezes } from './freezes';
import type { Pace } from './pace';
import type { StampReading, UnreadableWhy } from './stamp';

/** A frame that was handed to the screen, as `requestVideoFrameCallback` told it, on this page's clock. */
export interface ShownFrame {
  /** Given to the compositor. */
  presented: Milliseconds;
  /** Expected to be visible. */
  visible: Milliseconds;
  /** Its last packet had arrived; unknown where the browser does not tell. */
  received: Milliseconds | undefined;
  /** How many frames the element had presented by then, this one included. */
  count: number;
  /** Undefined: this one was not looked at. */
  reading: StampReading | undefined;
}

/** Half of the values are below `p50`, 99 of 100 below `p99` (nearest rank). */
export interface Spread<T> {
  p50: T;
  p99: T;
}

/** From drawn at the sender to visible here, over the last 30 s. */
export interface GlassDelay extends Spread<Bounds> {
  /** Half width of the error, ms; the clocks can not be brought together any better. */
  uncertainty: number;
  basis: AlignmentBasis;
  samples: number;
}

/** Numbers of frames, since the first that was read. */
export interface FrameCounts {
  /** Frames that were on the screen, and of these those whose stamp was read. */
  shown: number;
  read: number;
  /** Numbers that were left out. */
  lost: number;
  /** Frames that had the number of the one before. */
  repeated: number;
  /** The numbers began anew: another sender. */
  restarts: number;
  unreadable: Partial<Record<UnreadableWhy, number>>;
}

export type Known<T> = { kind: 'known'; value: T } | { kind: 'unknown'; why: UnknownWhy };
/** `no-frame` before the first; `no-clock`: not even bounds. The others: of the picture looked at last. */
export type UnknownWhy = UnreadableWhy | 'no-frame' | 'no-clock';

/** What the pixels of one picture told so far. */
export interface GlassFigures {
  delay: Known<GlassDelay>;
  /** Arrived → visible, over the last 30 s: the part of the delay that is this browser's. */
  inBrowser: Spread<Milliseconds> | undefined;
  frames: Known<FrameCounts>;
  freezes: Freezes;
  /** The picture stands still by now. */
  frozenFor: Milliseconds | undefined;
}

/** Cumulative counters of one `getStats` report about the same picture. Names and seconds as in webrtc-stats. */
export interface InboundTotals {
  framesDecoded: number | undefined;
  framesDropped: number | undefined;
  freezeCount: number | undefined;
  totalFreezesDuration: number | undefined;
  jitterBufferDelay: number | undefined;
  jitterBufferEmittedCount: number | undefined;
  totalProcessingDelay: number | undefined;
  totalDecodeTime: number | undefined;
}

/** What getStats says of the same: totals, and means over the interval between two reports. */
export interface GlassStats {
  framesDropped: number | undefined;
  /** Decoded, but another one took their place before they were shown. */
  notShown: number | undefined;
  freezeCount: number | undefined;
  freezesTotal: Milliseconds | undefined;
  jitterBuffer: Milliseconds | undefined;
  processing: Milliseconds | undefined;
  decoding: Milliseconds | undefined;
}

/** Both views of one picture, side by side. */
export interface GlassView {
  /** Whether this browser tells of its frames at all. */
  supported: boolean;
  figures: GlassFigures;
  stats: GlassStats | undefined;
  /** How the frames are read, and what that costs of the page's thread, ms. */
  pace: Pace;
  cost: number | undefined;
}
