import type { Actor } from '../timeline/model';

/** How many times faster than it happened. */
export const speeds = [0.1, 0.25, 0.5, 1, 2, 5, 10] as const;
export type Speed = (typeof speeds)[number];

/** Which part of the session the scrubber spans. */
export type Span = 'setup' | 'whole';

export interface ReplayState {
  /** Milliseconds after the start; undefined: everything, also what still comes. */
  position: number | undefined;
  playing: boolean;
  speed: Speed;
  span: Span;
}

export const initialReplay = (position?: number): ReplayState => ({
  position,
  playing: false,
  speed: 1,
  span: 'setup',
});

/** What the replay needs to know of one event. */
export interface Moment {
  n: number;
  /** Milliseconds after the start. */
  at: number;
  /** Half the width of its error. */
  error: number;
  type: string;
  actor: Actor;
}

/** The events of a session on one axis. */
export interface Track {
  /** Lab time of the first signal, milliseconds since 1970. */
  start: number;
  /** In the order of their times, then of their numbers. */
  moments: readonly Moment[];
  /** Where the replay begins: the first event of the session itself, at most a moment before its start. */
  begin: number;
  /** Time of the last event. */
  end: number;
  /** End of the set-up: the first decoded frame and a little more, or the last event that is no regular report. */
  setupEnd: number;
}
