import type { MediaSeen, PairSeen, PeerObservation, TransportSeen } from '../../protocol/peer-observation';
import type { Milliseconds } from '../../shared/units';
import { hostPort, isHidden, pairsIn, type StatsObject } from '../candidates/analysis';
import type { PairEnd, PairRow } from '../candidates/model';
import type { InboundSnapshot, QualitySample } from '../quality/model';
import type { Generations } from './generations';

/** Once the picture is there, counters of a pair are told at most this often; its state at once, always. */
const settledEvery = 10_000;

interface PairTold {
  seen: PairSeen;
  key: string;
  counters: string;
  at: Milliseconds;
  /** What was seen since then and is not told yet. */
  untold: PairSeen | undefined;
}

/** Finds what changed from one report of statistics to the next, in the words of the wire. */
export class StatsObserver {
  private readonly pairs = new Map<string, PairTold>();
  private transport = '';
  private readonly received = new Set<string>();

  constructor(private readonly generations: Generations) {}

  /** @param settled the picture is there: counters of consent checks are no news any more */
  changes(report: readonly StatsObject[], at: Milliseconds, settled: boolean): PeerObservation[] {
    return [...this.transportChange(report), ...this.pairChanges(report, at, settled)];
  }

  /** Kinds of media of which packets have arrived by now, each once. */
  firstPackets(report: readonly StatsObject[]): PeerObservation[] {
    return report.flatMap(stats => {
      const { kind, packetsReceived } = stats;
      if (stats.type !== 'inbound-rtp' || !(Number(packetsReceived) > 0)) return [];
      return kind === 'video' || kind === 'audio' ? this.firstRtp(kind) : [];
    });
  }

  firstRtp(media: 'video' | 'audio'): PeerObservation[] {
    if (this.received.has(media)) return [];
    this.received.add(media);
    return [{ kind: 'first_rtp', media }];
  }

  /** What the last report said beyond what was told: the end of a call is the last moment for it. */
  last(): PairSeen[] {
    return [...this.pairs.values()].flatMap(({ untold }) => (untold ? [untold] : []));
  }

  private pairChanges(report: readonly StatsObject[], at: Milliseconds, settled: boolean): PairSeen[] {
    const changed: PairSeen[] = [];
    for (const row of pairsIn(report)) {
      const seen = pairSeen(row);
      const key = `${seen.state} ${seen.nominated} ${seen.local_type} ${seen.remote_type}`;
      const counters = countersOf(row);
      const told = this.pairs.get(row.id);
      const isNews =
        !told ||
        told.key !== key ||
        (told.counters !== counters && (!settled || at - told.at >= settledEvery));
      if (isNews) {
        changed.push(seen);
        this.pairs.set(row.id, { seen, key, counters, at, untold: undefined });
      } else if (JSON.stringify(told.seen) !== JSON.stringify(seen)) {
        told.untold = seen;
      }
    }
    return changed;
  }

  private transportChange(report: readonly StatsObject[]): TransportSeen[] {
    const stats = report.find(({ type }) => type === 'transport');
    if (!stats) return [];
    const ufrag = textOf(stats['iceLocalUsernameFragment']);
    const seen: TransportSeen = {
      kind: 'transport',
      ...told('dtls_state', textOf(stats['dtlsState'])),
      ...told('dtls_role', roleOf(stats['dtlsRole'])),
      ...told('tls_version', textOf(stats['tlsVersion'])),
      ...told('srtp_cipher', textOf(stats['srtpCipher'])),
      ...told('ice_role', roleOf(stats['iceRole'])),
      ...told('ufrag', ufrag),
      generation: this.generations.of(ufrag),
    };
    const now = JSON.stringify(seen);
    if (now === this.transport) return [];
    this.transport = now;
    return [seen];
  }
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** `unknown` is what the standard says before a role is decided. */
const roleOf = (value: unknown): string | undefined => (value === 'unknown' ? undefined : textOf(value));

const told = <K extends string, V>(name: K, value: V | undefined): Partial<Record<K, V>> =>
  value === undefined ? {} : ({ [name]: value } as Record<K, V>);

const countersOf = (row: PairRow): string =>
  [row.requestsSent, row.responsesReceived, row.requestsReceived, row.responsesSent].join(' ');

const at = (end: PairEnd | undefined): string | undefined =>
  end && !isHidden(end.address) ? hostPort(end.address, end.port) : undefined;

/** A pair as the wire tells it; an address the browser hides is left out. */
function pairSeen(row: PairRow): PairSeen {
  const { local, remote } = row;
  const rtt = row.roundTripTime;
  return {
    kind: 'pair',
    pair: row.id,
    ...told('local', at(local)),
    ...told('remote', at(remote)),
    ...told('local_type', local?.type),
    ...told('remote_type', remote?.type),
    ...told('protocol', local?.protocol || undefined),
    ...told('relay_protocol', local?.relayProtocol),
    state: row.state,
    nominated: row.nominated,
    ...told('requests_sent', row.requestsSent),
    ...told('responses_received', row.responsesReceived),
    ...told('requests_received', row.requestsReceived),
    ...told('responses_sent', row.responsesSent),
    ...told('consent_requests_sent', row.consentRequestsSent),
    ...told('rtt_ms', rtt === undefined ? undefined : rounded(rtt)),
    ...told('bytes_sent', row.bytesSent),
    ...told('bytes_received', row.bytesReceived),
    ...told('network_type', local?.networkType),
  };
}

/** Figures of the last second. What is not known is left out; the total counters are those of the report. */
export const mediaSeen = (
  sample: QualitySample,
  totals: InboundSnapshot,
  bitsPerSecondOut: number | undefined,
): MediaSeen => ({
  kind: 'media',
  ...told('bits_per_second_in', whole(sample.bitrate)),
  ...told('bits_per_second_out', whole(bitsPerSecondOut)),
  ...told('rtt_ms', rounded(sample.roundTripTime)),
  ...told('packets_received', totals.packetsReceived),
  ...told('packets_lost', totals.packetsLost),
  ...told('frames_decoded', totals.framesDecoded),
  ...told('jitter_ms', rounded(sample.jitter)),
  ...told('codec', sample.codec),
});

/** Microseconds are the last that `getStats` means. */
function rounded(value: number): number;
function rounded(value: number | undefined): number | undefined;
function rounded(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value * 1000) / 1000;
}

const whole = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : Math.round(value);
