import { message, type Message } from '../../i18n/i18n';
import { ms, type Milliseconds } from '../../shared/units';
import { limits } from './judgement';
import type { SendingSample } from './model';
import type { SendingLimits } from './presets';

/** Trouble has to last this long before less is sent; a burst of loss is over by then. */
export const downAfter = 3000;
/** Calm has to last this long before more is tried … */
export const upAfterLeast = 10_000;
/** … and, doubled each time more turned out too much, at most this long. */
export const upAfterMost = 80_000;
/** More that has to be taken back within this time was too much. */
export const undoneWithin = 15_000;
/** Congestion control and encoder find their rate first; what they say meanwhile says nothing of the path. */
export const settlesFor = 5000;
/** After so long without a sample (sleep of the machine) what was counted before counts no more. */
const gap = 4000;

/** Where the sender stands on the steps of its preset. */
export interface Degradation {
  /** 0 is the best step of the preset. */
  readonly level: number;
  readonly since: Milliseconds;
  readonly strainedSince: Milliseconds | undefined;
  readonly calmSince: Milliseconds | undefined;
  /** How long calm has to last before the next attempt at more. */
  readonly patience: Milliseconds;
  /** When more was last tried. */
  readonly raisedAt: Milliseconds | undefined;
  readonly sampledAt: Milliseconds | undefined;
  /** Why the level is what it is; undefined at the beginning. */
  readonly why: Message | undefined;
}

export const undegraded = (now: Milliseconds): Degradation => ({
  level: 0,
  since: now,
  strainedSince: undefined,
  calmSince: undefined,
  patience: ms(upAfterLeast),
  raisedAt: undefined,
  sampledAt: undefined,
  why: undefined,
});

/** What the path and this machine say about the present step. */
export type Strain =
  | { kind: 'cpu' }
  | { kind: 'loss'; percent: number }
  | { kind: 'delay'; milliseconds: number }
  | { kind: 'bandwidth'; kilobits: number }
  | { kind: 'neutral' }
  | { kind: 'calm' };

/**
 * A limitation `bandwidth` alone is no strain: a low `maxBitrate`, so our own step, makes the encoder say it too. It counts if
 * congestion control gives clearly less than the step may use, and the sender takes what it gives.
 */
export function strainOf(sample: SendingSample, step: SendingLimits): Strain {
  const { limitation, loss, roundTripTime, available, bitrate } = sample;
  // First what was measured of the path: a machine that repairs much has much to do, too.
  if (loss !== undefined && loss >= limits.loss.poor)
    return { kind: 'loss', percent: Math.round(loss * 100) };
  if (limitation === 'cpu') return { kind: 'cpu' };
  if (roundTripTime !== undefined && roundTripTime >= limits.roundTripTime.poor)
    return { kind: 'delay', milliseconds: Math.round(roundTripTime) };
  const short = available !== undefined && available < step.maxBitrate * 0.7;
  const used = available !== undefined && bitrate !== undefined && bitrate > available * 0.7;
  if (short && used) return { kind: 'bandwidth', kilobits: Math.round(available / 1000) };
  const clean =
    (loss ?? 0) < limits.loss.fair &&
    (roundTripTime ?? 0) < limits.roundTripTime.fair &&
    bitrate !== undefined;
  return clean ? { kind: 'calm' } : { kind: 'neutral' };
}

/**
 * The next state after one sample. Down needs seconds of strain, up needs longer calm, and more that failed is tried later
 * each time: so it does not swing between two steps.
 */
export function advance(
  before: Degradation,
  sample: SendingSample,
  steps: readonly SendingLimits[],
): Degradation {
  const now = sample.at;
  const present = steps[before.level];
  if (!present) return { ...before, sampledAt: now };
  const gone = before.sampledAt !== undefined && now - before.sampledAt > gap;
  const state: Degradation = {
    ...before,
    ...(gone ? { strainedSince: undefined, calmSince: undefined } : {}),
    sampledAt: now,
  };
  if (now - state.since < settlesFor) return state;
  const strain = strainOf(sample, present);
  switch (strain.kind) {
    case 'neutral':
      return { ...state, strainedSince: undefined, calmSince: undefined };
    case 'calm':
      return whenCalm({ ...state, strainedSince: undefined, calmSince: state.calmSince ?? now }, now);
    case 'cpu':
    case 'loss':
    case 'delay':
    case 'bandwidth':
      return whenStrained(
        { ...state, strainedSince: state.strainedSince ?? now, calmSince: undefined },
        sample,
        strain,
        steps,
      );
    default:
      return strain satisfies never;
  }
}

function whenCalm(state: Degradation, now: Milliseconds): Degradation {
  const calmFor = now - (state.calmSince ?? now);
  if (state.level === 0 || calmFor < state.patience) return state;
  return {
    ...state,
    level: state.level - 1,
    since: now,
    calmSince: undefined,
    raisedAt: now,
    why: message('quality.auto.raised', { seconds: Math.round(calmFor / 1000) }),
  };
}

function whenStrained(
  state: Degradation,
  { at: now, available }: SendingSample,
  strain: Exclude<Strain, { kind: 'calm' | 'neutral' }>,
  steps: readonly SendingLimits[],
): Degradation {
  const last = steps.length - 1;
  if (state.level >= last || now - (state.strainedSince ?? now) < downAfter) return state;
  const fitting =
    strain.kind === 'bandwidth' && available !== undefined
      ? steps.findIndex(({ maxBitrate }) => maxBitrate <= available)
      : state.level + 1;
  const undone = state.raisedAt !== undefined && now - state.raisedAt < undoneWithin;
  return {
    ...state,
    level: Math.max(state.level + 1, fitting === -1 ? last : fitting),
    since: now,
    strainedSince: undefined,
    patience: ms(undone ? Math.min(state.patience * 2, upAfterMost) : upAfterLeast),
    why: whyLess(strain),
  };
}

function whyLess(strain: Exclude<Strain, { kind: 'calm' | 'neutral' }>): Message {
  switch (strain.kind) {
    case 'cpu':
      return message('quality.auto.cpu');
    case 'loss':
      return message('quality.auto.loss', { percent: strain.percent });
    case 'delay':
      return message('quality.auto.delay', { milliseconds: strain.milliseconds });
    case 'bandwidth':
      return message('quality.auto.bandwidth', { kilobits: strain.kilobits });
    default:
      return strain satisfies never;
  }
}
