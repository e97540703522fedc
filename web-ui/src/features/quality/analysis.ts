import type { StatsObject } from '../candidates/analysis';
import { selectedPairIdIn } from '../candidates/analysis';
import { bitsPerSecond, ms, ratio, type Milliseconds } from '../../shared/units';
import {
  limitations,
  type InboundSnapshot,
  type OutboundSnapshot,
  type QualitySample,
  type SendingSample,
} from './model';

const count = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;
const inMs = (seconds: number | undefined): Milliseconds | undefined =>
  seconds === undefined ? undefined : ms(seconds * 1000);

/** The inbound video of one report, or the audio where there is no video. */
export function inboundIn(report: readonly StatsObject[], at: Milliseconds): InboundSnapshot | undefined {
  const streams = report.filter(stats => stats.type === 'inbound-rtp');
  const stream =
    streams.find(stats => stats['kind'] === 'video' && stats['packetsReceived']) ??
    streams.find(stats => stats['packetsReceived']) ??
    streams[0];
  if (!stream) return undefined;
  const pair = report.find(stats => stats.id === selectedPairIdIn(report));
  const codec = report.find(stats => stats.id === stream['codecId'])?.['mimeType'];
  return {
    at,
    bytesReceived: count(stream['bytesReceived']),
    packetsReceived: count(stream['packetsReceived']),
    packetsLost: count(stream['packetsLost']),
    framesDecoded: count(stream['framesDecoded']),
    framesDropped: count(stream['framesDropped']),
    jitter: inMs(count(stream['jitter'])),
    roundTripTime: inMs(count(pair?.['currentRoundTripTime'])),
    width: count(stream['frameWidth']),
    height: count(stream['frameHeight']),
    codec: typeof codec === 'string' ? codec.replace(/^(video|audio)\//, '') : undefined,
  };
}

/** Packets of any kind that arrived so far; undefined if the report has no inbound stream. */
export function packetsIn(report: readonly StatsObject[]): number | undefined {
  const counts = report
    .filter(stats => stats.type === 'inbound-rtp')
    .map(stats => count(stats['packetsReceived']));
  return counts.length === 0 ? undefined : counts.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

/**
 * The video this browser sends, of one report, with what the other end last said of it. Of several encodings (simulcast)
 * the one with the most pixels.
 *
 * @param mid of the sender where a connection sends several; without it any
 */
export function outboundIn(
  report: readonly StatsObject[],
  at: Milliseconds,
  mid?: string,
): OutboundSnapshot | undefined {
  const streams = report.filter(
    stats =>
      stats.type === 'outbound-rtp' &&
      stats['kind'] === 'video' &&
      (mid === undefined || stats['mid'] === undefined || stats['mid'] === mid),
  );
  const pixels = (stats: StatsObject): number =>
    (count(stats['frameWidth']) ?? 0) * (count(stats['frameHeight']) ?? 0);
  const [stream] = streams.toSorted((a, b) => pixels(b) - pixels(a));
  if (!stream) return undefined;
  const told = report.find(stats => stats.type === 'remote-inbound-rtp' && stats.id === stream['remoteId']);
  const pair = report.find(stats => stats.id === selectedPairIdIn(report));
  const codec = report.find(stats => stats.id === stream['codecId'])?.['mimeType'];
  const fractionLost = count(told?.['fractionLost']);
  const available = count(pair?.['availableOutgoingBitrate']);
  return {
    at,
    bytesSent: count(stream['bytesSent']),
    framesEncoded: count(stream['framesEncoded']),
    width: count(stream['frameWidth']),
    height: count(stream['frameHeight']),
    limitation: limitations.find(reason => reason === stream['qualityLimitationReason']),
    loss: fractionLost === undefined ? undefined : ratio(fractionLost),
    roundTripTime: inMs(count(told?.['roundTripTime']) ?? count(pair?.['currentRoundTripTime'])),
    jitter: inMs(count(told?.['jitter'])),
    available: available === undefined ? undefined : bitsPerSecond(available),
    codec: typeof codec === 'string' ? codec.replace(/^(video|audio)\//, '') : undefined,
  };
}

/** Growth per second. A counter that went back (a new stream) gives no rate. */
const rateOver =
  (seconds: number) =>
  (from: number | undefined, to: number | undefined): number | undefined =>
    from === undefined || to === undefined || seconds <= 0 || to < from ? undefined : (to - from) / seconds;

/** The sent video between two snapshots; what the other end said is of its last report, not of the interval. */
export function sendingBetween(before: OutboundSnapshot, now: OutboundSnapshot): SendingSample {
  const rate = rateOver((now.at - before.at) / 1000);
  const bytes = rate(before.bytesSent, now.bytesSent);
  return {
    at: now.at,
    bitrate: bytes === undefined ? undefined : bitsPerSecond(bytes * 8),
    framesPerSecond: rate(before.framesEncoded, now.framesEncoded),
    roundTripTime: now.roundTripTime,
    loss: now.loss,
    jitter: now.jitter,
    width: now.width,
    height: now.height,
    codec: now.codec,
    limitation: now.limitation,
    available: now.available,
  };
}

/** Rates from the difference of two snapshots. */
export function qualityBetween(before: InboundSnapshot, now: InboundSnapshot): QualitySample {
  const seconds = (now.at - before.at) / 1000;
  const rate = rateOver(seconds);
  const bytes = rate(before.bytesReceived, now.bytesReceived);
  const received = rate(before.packetsReceived, now.packetsReceived);
  const lost =
    before.packetsLost === undefined || now.packetsLost === undefined || seconds <= 0
      ? undefined
      : Math.max(0, now.packetsLost - before.packetsLost) / seconds;
  return {
    at: now.at,
    bitrate: bytes === undefined ? undefined : bitsPerSecond(bytes * 8),
    framesPerSecond: rate(before.framesDecoded, now.framesDecoded),
    roundTripTime: now.roundTripTime,
    loss:
      received === undefined || lost === undefined || received + lost === 0
        ? undefined
        : ratio(lost / (received + lost)),
    jitter: now.jitter,
    width: now.width,
    height: now.height,
    codec: now.codec,
  };
}
