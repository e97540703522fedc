import { ms, type Milliseconds } from '../../shared/units';
import type { StatsObject } from '../candidates/analysis';
import type { GlassStats, InboundTotals } from './model';

const count = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/** The inbound video of a report; that of one track where its identifier is given. */
export function totalsIn(report: readonly StatsObject[], trackId?: string): InboundTotals | undefined {
  const streams = report.filter(stats => stats.type === 'inbound-rtp' && stats['kind'] === 'video');
  const stream =
    trackId === undefined
      ? (streams.find(stats => stats['packetsReceived']) ?? streams[0])
      : streams.find(stats => stats['trackIdentifier'] === trackId);
  if (!stream) return undefined;
  return {
    framesDecoded: count(stream['framesDecoded']),
    framesDropped: count(stream['framesDropped']),
    freezeCount: count(stream['freezeCount']),
    totalFreezesDuration: count(stream['totalFreezesDuration']),
    jitterBufferDelay: count(stream['jitterBufferDelay']),
    jitterBufferEmittedCount: count(stream['jitterBufferEmittedCount']),
    totalProcessingDelay: count(stream['totalProcessingDelay']),
    totalDecodeTime: count(stream['totalDecodeTime']),
  };
}

/** Frames that were decoded, and those that were given to the screen, by the same moment. */
export interface Passed {
  decoded: number | undefined;
  shown: number;
}

/** Frames decoded and not shown between two moments. One or two may be on their way. */
export function notShownBetween(before: Passed | undefined, now: Passed): number | undefined {
  if (before?.decoded === undefined || now.decoded === undefined) return undefined;
  return Math.max(0, now.decoded - before.decoded - (now.shown - before.shown));
}

/** Totals of the latest report, and means over what came since the one before. Missing counters give no value. */
export function statsBetween(
  before: InboundTotals | undefined,
  now: InboundTotals,
  notShown?: number,
): GlassStats {
  const mean = (total: keyof InboundTotals, of: keyof InboundTotals): Milliseconds | undefined => {
    const [from, to] = [before?.[total], now[total]];
    const [first, last] = [before?.[of], now[of]];
    if (from === undefined || to === undefined || first === undefined || last === undefined) return undefined;
    return last > first && to >= from ? ms(((to - from) / (last - first)) * 1000) : undefined;
  };
  return {
    framesDropped: now.framesDropped,
    notShown,
    freezeCount: now.freezeCount,
    freezesTotal: now.totalFreezesDuration === undefined ? undefined : ms(now.totalFreezesDuration * 1000),
    jitterBuffer: mean('jitterBufferDelay', 'jitterBufferEmittedCount'),
    processing: mean('totalProcessingDelay', 'framesDecoded'),
    decoding: mean('totalDecodeTime', 'framesDecoded'),
  };
}
