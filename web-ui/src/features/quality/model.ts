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
