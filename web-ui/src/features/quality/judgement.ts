import { message, type Message } from '../../i18n/i18n';
import type { Grade, Judgement, Limitation, QualitySample, SendingSample } from './model';

/** So many of the last samples, one a second, are looked at: a single bad second is no judgement. */
const looksAt = 5;
/** With fewer known values nothing is said. */
const needs = 2;

/**
 * From where on a figure is fair, and from where on it is poor. Round trip: twice the one-way delays of ITU-T G.114 (150 ms
 * most do not notice, 400 ms conversations suffer). Loss and jitter: what repair and the jitter buffer of browsers hide
 * (1 %, 30 ms), and what they do not (5 %, 100 ms).
 */
export const limits = {
  loss: { fair: 0.01, poor: 0.05 },
  roundTripTime: { fair: 300, poor: 800 },
  jitter: { fair: 30, poor: 100 },
} as const;

/** Frames per second below which movement looks jerky, and below which it is a row of stills. */
export const fewFrames = { fair: 15, poor: 8 } as const;

/** A drop below this share of what the last minute showed is worth a word, however many frames there still are. */
const dropTo = 2 / 3;

interface Remark {
  grade: 'fair' | 'poor';
  reason: Message;
}

/** Where a camera is off nothing is wrong with the picture that does not come. */
const noPicture: Judgement = { grade: 'unknown', reasons: [message('quality.judged.noPicture')] };

/**
 * The received picture in plain words, from samples of one a second, oldest first.
 *
 * @param expected whether the other end says that it sends one
 */
export const judgeReceived = (samples: readonly QualitySample[], expected = true): Judgement =>
  expected ? judgementOf(samples, remarksOn(samples)) : noPicture;

/** The sent picture in plain words; what limits the encoder counts too. */
export const judgeSent = (samples: readonly SendingSample[], expected = true): Judgement =>
  expected ? judgementOf(samples, [...remarksOn(samples), ...remarkOnLimitation(samples)]) : noPicture;

function judgementOf(samples: readonly QualitySample[], remarks: readonly Remark[]): Judgement {
  if (recent(samples, sample => sample.framesPerSecond).length < needs)
    return { grade: 'unknown', reasons: [message('quality.judged.tooEarly')] };
  const grade: Grade = remarks.some(remark => remark.grade === 'poor')
    ? 'poor'
    : remarks.length > 0
      ? 'fair'
      : 'good';
  const worstFirst = remarks.toSorted((a, b) => Number(b.grade === 'poor') - Number(a.grade === 'poor'));
  return {
    grade,
    reasons:
      worstFirst.length === 0 ? [message('quality.judged.nothing')] : worstFirst.map(({ reason }) => reason),
  };
}

const recent = (
  samples: readonly QualitySample[],
  read: (sample: QualitySample) => number | undefined,
): number[] =>
  samples
    .slice(-looksAt)
    .map(read)
    .filter(value => value !== undefined);

/** The middle of the last known values; undefined if there are too few. */
export function middle(values: readonly number[]): number | undefined {
  if (values.length < needs) return undefined;
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

function remarksOn(samples: readonly QualitySample[]): Remark[] {
  return [
    ...remarkOnFrames(samples),
    ...over('loss', samples, value => Math.round(value * 1000) / 10),
    ...over('roundTripTime', samples, Math.round),
    ...over('jitter', samples, Math.round),
  ];
}

function over(
  figure: keyof typeof limits,
  samples: readonly QualitySample[],
  shown: (value: number) => number,
): Remark[] {
  const value = middle(recent(samples, sample => sample[figure]));
  const { fair, poor } = limits[figure];
  if (value === undefined || value < fair) return [];
  const grade = value >= poor ? 'poor' : 'fair';
  return [{ grade, reason: message(`quality.judged.${figure}.${grade}`, { value: shown(value) }) }];
}

function remarkOnFrames(samples: readonly QualitySample[]): Remark[] {
  const last = samples.at(-1)?.framesPerSecond;
  const rate = middle(recent(samples, sample => sample.framesPerSecond));
  if (last === 0 && rate !== undefined)
    return [{ grade: 'poor', reason: message('quality.judged.frames.none') }];
  if (rate === undefined) return [];
  const value = Math.round(rate);
  if (rate < fewFrames.poor)
    return [{ grade: 'poor', reason: message('quality.judged.frames.poor', { value }) }];
  if (rate < fewFrames.fair)
    return [{ grade: 'fair', reason: message('quality.judged.frames.fair', { value }) }];
  const usual = middle(samples.map(sample => sample.framesPerSecond).filter(known => known !== undefined));
  if (usual !== undefined && samples.length > 2 * looksAt && rate < usual * dropTo) {
    const reason = message('quality.judged.frames.dropped', { value, usual: Math.round(usual) });
    return [{ grade: 'fair', reason }];
  }
  return [];
}

/** Said only if it lasted: while the encoder starts it is always limited for a moment. */
function remarkOnLimitation(samples: readonly SendingSample[]): Remark[] {
  const latest = samples.slice(-looksAt);
  if (latest.length < looksAt) return [];
  const lasting = (['cpu', 'bandwidth', 'other'] satisfies Limitation[]).find(reason =>
    latest.every(sample => sample.limitation === reason),
  );
  return lasting ? [{ grade: 'fair', reason: message(`quality.judged.limited.${lasting}`) }] : [];
}
