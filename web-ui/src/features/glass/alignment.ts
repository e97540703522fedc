import type { Milliseconds } from '../../shared/units';
import { clockError, type ClockSample } from '../signaling/clock-sync';

/** Two values that the true one lies between. */
export interface Bounds {
  least: number;
  most: number;
}

/** Clocks of two machines run apart by at most this much: 100 parts per million, as the media peer assumes. */
const drift = 100e-6;

/** A sender's clock against the lab's, as that sender told it. */
export interface ToldClock {
  /** Lab time − sender's time, ms. */
  offset: number;
  /** Half width of its error, ms. */
  uncertainty: number;
  /** When it was told, on this page's clock. */
  at: Milliseconds;
}

const keptTold = 10;

/** What the sender told, with one more; evidence without a reading of its own clock adds nothing. */
export function withTold(
  told: readonly ToldClock[],
  evidence: { at: number; uncertainty_ms: number; sender_at?: number | null },
  now: Milliseconds,
): readonly ToldClock[] {
  const { at, uncertainty_ms: uncertainty, sender_at: own } = evidence;
  if (typeof own !== 'number' || !Number.isFinite(own)) return told;
  return [...told.slice(1 - keptTold), { offset: at - own, uncertainty, at: now }];
}

/**
 * How page time and sender's time hang together:
 * - `told`: the sender told its offset from the lab's clock, and this page knows its own
 * - `same-machine`: the page came from this machine, so the sender's wall clock is taken to be this page's (derived)
 * - `causality`: only that no frame was drawn before the connection began, and none arrived before it was drawn
 */
export type AlignmentBasis = 'told' | 'same-machine' | 'causality';

export interface Alignment {
  basis: AlignmentBasis;
  /** Page time − sender's time, ms. */
  offset: Bounds;
}

export interface AlignmentFacts {
  told: readonly ToldClock[];
  /** The lab's clock against this page's. */
  lab: ClockSample | undefined;
  /** Page time − wall clock of this machine, where the sender is taken to use it. */
  wall: Bounds | undefined;
  causality: Bounds | undefined;
  now: Milliseconds;
}

/** The narrowest bounds there are; undefined before anything is known. */
export function align(facts: AlignmentFacts): Alignment | undefined {
  const { causality, wall } = facts;
  const told = toldBounds(facts);
  // A clock that was set contradicts what was seen before: then its own word counts, for it is newer.
  if (told) return { basis: 'told', offset: (causality && common(told, causality)) ?? told };
  // An assumption that what was seen contradicts was wrong.
  const same = wall && (causality ? common(wall, causality) : wall);
  if (same) return { basis: 'same-machine', offset: same };
  return causality && { basis: 'causality', offset: causality };
}

function toldBounds({ told, lab, now }: AlignmentFacts): Bounds | undefined {
  if (!lab) return undefined;
  const error = clockError(0 as Milliseconds, lab);
  const bounds = told.map(({ offset, uncertainty, at }) => {
    const half = uncertainty + error + Math.max(0, now - at) * drift;
    return { least: offset - lab.offset - half, most: offset - lab.offset + half };
  });
  const latest = bounds.at(-1);
  // What does not fit the latest is from before the sender's clock was set.
  return latest && bounds.reduce((narrowest, other) => common(narrowest, other) ?? narrowest, latest);
}

/** What lies within both; undefined if nothing does. */
export function common(a: Bounds, b: Bounds): Bounds | undefined {
  const [least, most] = [Math.max(a.least, b.least), Math.min(a.most, b.most)];
  return least <= most ? { least, most } : undefined;
}

const perSecond = 1000;
const keptSeconds = 60;

/**
 * What cause and effect alone say of page time − sender's time. A frame was drawn after the connection began and
 * before it was here. Times of the sender are whole milliseconds, rounded down.
 */
export class Causality {
  private first: { epochMs: number; at: Milliseconds } | undefined;
  private quickest: { second: number; most: number; at: Milliseconds }[] = [];

  /** @param began when the connection was asked for; `undefined`: nothing is known of its begin */
  constructor(private readonly began: Milliseconds | undefined) {}

  /** @param here when it had arrived, page clock */
  frame(epochMs: number, here: Milliseconds): void {
    this.first ??= { epochMs, at: here };
    const most = here - epochMs;
    const second = Math.floor(here / perSecond);
    const last = this.quickest.at(-1);
    if (last?.second !== second)
      this.quickest = [...this.quickest.slice(1 - keptSeconds), { second, most, at: here }];
    else if (most < last.most) Object.assign(last, { most, at: here });
  }

  /** The sender's numbers begin anew, and perhaps its clock. */
  restart(): void {
    this.first = undefined;
    this.quickest = [];
  }

  bounds(now: Milliseconds): Bounds | undefined {
    if (!this.first) return undefined;
    const aged = (at: Milliseconds): number => Math.max(0, now - at) * drift;
    const most = Math.min(...this.quickest.map(seen => seen.most + aged(seen.at)));
    const least =
      this.began === undefined ? -Infinity : this.began - (this.first.epochMs + 1) - aged(this.first.at);
    return { least: Math.min(least, most), most };
  }
}
