import type { PeerObservation } from '../../protocol/peer-observation';
import { pageNow, type Milliseconds } from '../../shared/units';
import type { StatsObject } from '../candidates/analysis';
import type { InboundSnapshot, QualitySample } from '../quality/model';
import { Generations } from './generations';
import type { CallRecord } from './model';
import {
  candidateErrorSeen,
  candidateSeen,
  descriptionSeen,
  selectedPairSeen,
  stateChanges,
} from './observations';
import { mediaSeen, StatsObserver } from './stats-observer';

/** Takes one observation; `earlierBy`: the moment was sampled and lies up to this much earlier. */
export type Tell = (event: PeerObservation, at: Milliseconds, earlierBy?: Milliseconds) => void;

/**
 * Puts what one peer connection shows of itself into the words of the record: what it gathers, applies and selects,
 * and what changes from one report of statistics to the next. It changes nothing and decides nothing.
 */
export class ConnectionObserver {
  /** Of this end and of the other: each has its own user fragments. */
  private readonly generations = { local: new Generations(), remote: new Generations() };
  private readonly stats = new StatsObserver(this.generations.local);
  private bytesOut: { at: Milliseconds; bytes: number } | undefined;

  constructor(private readonly tell: Tell) {}

  candidate(candidate: RTCIceCandidate): void {
    const seen = candidateSeen(candidate, this.generations.local);
    if (seen) this.tell(seen, pageNow());
  }

  candidateError(event: RTCPeerConnectionIceErrorEvent): void {
    this.tell(candidateErrorSeen(event), pageNow());
  }

  states(before: CallRecord['states'], now: CallRecord['states']): void {
    const at = pageNow();
    for (const change of stateChanges(before, now)) this.tell(change, at);
  }

  /** Awaits what applies a description and tells the outcome; a refusal is passed on. */
  async applying(
    side: 'local' | 'remote',
    description: RTCSessionDescriptionInit,
    applied: Promise<void>,
  ): Promise<void> {
    try {
      await applied;
      this.tell(descriptionSeen(side, description, this.generations[side]), pageNow());
    } catch (error) {
      this.tell(descriptionSeen(side, description, this.generations[side], String(error)), pageNow());
      throw error;
    }
  }

  selectedPair(pair: Parameters<typeof selectedPairSeen>[0], record: CallRecord): void {
    this.tell(selectedPairSeen(pair, record.candidates), pageNow());
  }

  /** A packet of this kind is here, by an event that is more exact than the statistics. */
  firstRtp(media: 'video' | 'audio', at: Milliseconds): void {
    for (const event of this.stats.firstRtp(media)) this.tell(event, at);
  }

  /** @param since time since the report before */
  report(report: readonly StatsObject[], at: Milliseconds, since: Milliseconds, settled: boolean): void {
    for (const event of this.stats.firstPackets(report)) this.tell(event, at, since);
    for (const event of this.stats.changes(report, at, settled)) this.tell(event, at, since);
  }

  /** Figures of the interval that ends with this report. */
  media(report: readonly StatsObject[], sample: QualitySample, totals: InboundSnapshot): void {
    this.tell(mediaSeen(sample, totals, this.bitsPerSecondOut(report, sample.at)), sample.at);
  }

  /** The last state of what was too little news before. */
  lastWords(): void {
    const at = pageNow();
    for (const pair of this.stats.last()) this.tell(pair, at);
  }

  /** What this end sends, over all its streams; undefined if it sends nothing. */
  private bitsPerSecondOut(report: readonly StatsObject[], at: Milliseconds): number | undefined {
    const counts = report
      .filter(({ type }) => type === 'outbound-rtp')
      .map(stats => stats['bytesSent'])
      .filter(count => typeof count === 'number');
    const before = this.bytesOut;
    if (counts.length === 0) return undefined;
    const bytes = counts.reduce((sum, count) => sum + count, 0);
    this.bytesOut = { at, bytes };
    if (!before || at <= before.at || bytes < before.bytes) return undefined;
    return ((bytes - before.bytes) * 8000) / (at - before.at);
  }
}
