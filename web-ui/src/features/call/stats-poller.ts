import { message } from '../../i18n/i18n';
import { ms, pageNow, type Milliseconds } from '../../shared/units';
import {
  mergeCandidates,
  mergePairs,
  pairsIn,
  selectedPairIdIn,
  type StatsObject,
} from '../candidates/analysis';
import { inboundIn, packetsIn, qualityBetween } from '../quality/analysis';
import type { InboundSnapshot } from '../quality/model';
import type { ConnectionObserver } from './connection-observer';
import type { CallRecord } from './model';
import { pairInStats } from './observations';
import type { PeerSessionEvents } from './peer-session';
import type { CallSending } from './sending';
import { mark, measured } from './record';

const whileConnecting = 100;
/** Between DTLS and the first packet; the engine itself keeps a report for 50 ms. */
const awaitingMedia = 50;
const whilePlaying = 1000;
const noPictureAfter = 5000;
const keptSamples = 60;

/**
 * Asks the browser for its statistics, the only source of pair counters: every 100 ms while connecting, every
 * second afterwards. Writes what it learns into the record.
 */
export class StatsPoller {
  framesDecoded = 0;
  /** When packets were last seen to arrive. */
  lastMediaAt: Milliseconds | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stopped = false;
  private running = false;
  private started = false;
  private lastPoll = pageNow();
  private lastPackets = 0;
  private lastQuality: InboundSnapshot | undefined;

  constructor(
    private readonly pc: RTCPeerConnection,
    private readonly record: CallRecord,
    private readonly observer: ConnectionObserver,
    private readonly sending: CallSending,
    private readonly on: Pick<PeerSessionEvents, 'changed' | 'observed'> & {
      /** A report, each second while media flow. */
      second?: (report: readonly StatsObject[]) => void;
    },
  ) {}

  /** Once: later descriptions of the connection change nothing. */
  start(): void {
    if (this.started) return;
    this.started = true;
    this.timer = setTimeout(() => void this.poll(), whileConnecting);
  }

  /** Polls now, for an event that makes the statistics interesting. */
  async poll(): Promise<void> {
    if (this.running || this.stopped) return;
    this.running = true;
    clearTimeout(this.timer);
    try {
      const report = await this.pc.getStats();
      if (!this.stopped) this.read([...report.values()] as StatsObject[], pageNow());
    } catch {
      // The connection was closed in between; there is nothing more to learn from it.
    } finally {
      this.running = false;
      if (!this.stopped) this.timer = setTimeout(() => void this.poll(), this.interval());
    }
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private interval(): number {
    const { marks } = this.record;
    const awaits = marks.dtlsConnected !== undefined && marks.firstRtp === undefined;
    if (awaits && !this.settled) return awaitingMedia;
    return this.settled ? whilePlaying : whileConnecting;
  }

  /** The picture is there; or the path is, and the other end has none to send. */
  private get settled(): boolean {
    const { firstFrame, dtlsConnected } = this.record.marks;
    if (firstFrame !== undefined) return pageNow() - firstFrame > 1000;
    return dtlsConnected !== undefined && pageNow() - dtlsConnected > noPictureAfter;
  }

  private read(report: StatsObject[], at: Milliseconds): void {
    const { record } = this;
    const since = ms(at - this.lastPoll);
    this.lastPoll = at;
    record.pairs = mergePairs(record.pairs, pairsIn(report));
    record.candidates = mergeCandidates(record.candidates, report, at);
    const selected = selectedPairIdIn(report);
    if (selected !== undefined) record.selectedPairId = selected;
    this.readTransport(report);
    this.observer.report(report, at, since, this.settled);
    this.readSelected(at, since);
    this.readMedia(report, at, since);
    this.sending.read(report, at);
    this.on.changed();
  }

  private readTransport(report: StatsObject[]): void {
    const transport = report.find(stats => stats.type === 'transport');
    if (!transport) return;
    const changes = transport['selectedCandidatePairChanges'];
    if (typeof changes === 'number') this.record.selectedPairChanges = changes;
    const details: NonNullable<CallRecord['dtlsDetails']> = {};
    if (typeof transport['dtlsRole'] === 'string') details.role = transport['dtlsRole'];
    if (typeof transport['tlsVersion'] === 'string') details.version = tlsVersion(transport['tlsVersion']);
    if (typeof transport['srtpCipher'] === 'string') details.cipher = transport['srtpCipher'];
    this.record.dtlsDetails = details;
  }

  /** Without `selectedcandidatepairchange` (older browsers) the nomination is seen here, later. */
  private readSelected(at: Milliseconds, since: Milliseconds): void {
    const pair = this.record.pairs.find(row => row.id === this.record.selectedPairId);
    if (pair?.nominated && mark(this.record, 'nominated', at, since)) {
      measured(this.record, 'browser', message('event.nominated'), message('basis.stats'), at, since);
      if (pair.local && pair.remote) this.on.observed(pairInStats(pair.local, pair.remote), at, since);
    }
  }

  private readMedia(report: StatsObject[], at: Milliseconds, since: Milliseconds): void {
    const { record } = this;
    const packets = packetsIn(report) ?? 0;
    if (packets > this.lastPackets) {
      this.lastMediaAt = at;
      const earliest = record.marks.dtlsConnected ?? record.startedAt;
      const within = ms(Math.max(0, Math.min(since, at - earliest)));
      if (mark(record, 'firstRtp', at, within)) {
        measured(record, 'peer', message('event.firstRtp'), message('basis.stats'), at, within);
      }
    }
    this.lastPackets = packets;
    const inbound = inboundIn(report, at);
    if (!inbound) return;
    this.framesDecoded = inbound.framesDecoded ?? this.framesDecoded;
    if (inbound.width && inbound.height) record.frame = { width: inbound.width, height: inbound.height };
    if (!this.lastQuality) this.lastQuality = inbound;
    else if (at - this.lastQuality.at > 900) {
      const sample = qualityBetween(this.lastQuality, inbound);
      record.quality = [...record.quality.slice(1 - keptSamples), sample];
      this.observer.media(report, sample, inbound);
      this.on.second?.(report);
      this.lastQuality = inbound;
    }
  }
}

/** `FEFD` is how DTLS 1.2 writes its version on the wire. */
function tlsVersion(hex: string): string {
  const versions: Record<string, string> = { FEFF: 'DTLS 1.0', FEFD: 'DTLS 1.2', FEFC: 'DTLS 1.3' };
  return versions[hex.toUpperCase()] ?? hex;
}
