import type { Message } from '../../i18n/i18n';
import type { BitsPerSecond, Milliseconds, Ratio } from '../../shared/units';

/** Cumulative counters of one `getStats` call, as the browser gave them. */
export interface InboundSnapshot {
  at: Milliseconds;
  bytesReceived: number | undefined;
  packetsReceived: number | undefined;
  packetsLost: number | undefined;
  framesDecoded: number | undefined;
  framesDropped: number | undefined;
  jitter: Milliseconds | undefined;
  roundTripTime: Milliseconds | undefined;
  width: number | undefined;
  height: number | undefined;
  codec: string | undefined;
}

/** Rates between two snapshots; undefined where they can not be known. */
export interface QualitySample {
  at: Milliseconds;
  bitrate: BitsPerSecond | undefined;
  framesPerSecond: number | undefined;
  roundTripTime: Milliseconds | undefined;
  loss: Ratio | undefined;
  jitter: Milliseconds | undefined;
  width: number | undefined;
  height: number | undefined;
  codec: string | undefined;
}

/** Why the encoder sends less than it was asked to (W3C webrtc-stats, `RTCQualityLimitationReason`). */
export const limitations = ['none', 'cpu', 'bandwidth', 'other'] as const;
export type Limitation = (typeof limitations)[number];

/** Counters of the video this browser sends, of one `getStats` call, and what the other end reported of it. */
export interface OutboundSnapshot {
  at: Milliseconds;
  bytesSent: number | undefined;
  framesEncoded: number | undefined;
  width: number | undefined;
  height: number | undefined;
  limitation: Limitation | undefined;
  /** Share of the last RTCP report that the other end missed. */
  loss: Ratio | undefined;
  /** From RTCP, else of the selected pair. */
  roundTripTime: Milliseconds | undefined;
  jitter: Milliseconds | undefined;
  /** What congestion control takes the path to carry. */
  available: BitsPerSecond | undefined;
  codec: string | undefined;
}

/** The sent video over the interval between two snapshots. */
export interface SendingSample extends QualitySample {
  limitation: Limitation | undefined;
  available: BitsPerSecond | undefined;
}

export type Grade = 'good' | 'fair' | 'poor' | 'unknown';

/** How good it is, in one word, with the plain reasons that made it so. */
export interface Judgement {
  grade: Grade;
  reasons: readonly Message[];
}
