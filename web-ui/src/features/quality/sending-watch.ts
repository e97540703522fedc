import type { StatsObject } from '../candidates/analysis';
import type { Milliseconds } from '../../shared/units';
import { outboundIn, sendingBetween } from './analysis';
import type { OutboundSnapshot, SendingSample } from './model';
import { shownSamples } from './charts';

/** Shortest interval worth a sample, ms: statistics are read once a second, more often while connecting. */
const sampleEvery = 900;

/** Turns the reports of one connection into samples of the video it sends, one a second, of the last minute. */
export class SendingWatch {
  samples: readonly SendingSample[] = [];
  private last: OutboundSnapshot | undefined;

  /** @param mid of the sender where a connection sends several */
  constructor(private readonly mid?: () => string | null) {}

  /** A new sample, if enough time has passed since the last. */
  read(report: readonly StatsObject[], at: Milliseconds): SendingSample | undefined {
    const now = outboundIn(report, at, this.mid?.() ?? undefined);
    if (!now) return undefined;
    const before = this.last;
    if (before && at - before.at < sampleEvery) return undefined;
    this.last = now;
    if (!before) return undefined;
    const sample = sendingBetween(before, now);
    this.samples = [...this.samples.slice(1 - shownSamples), sample];
    return sample;
  }
}
