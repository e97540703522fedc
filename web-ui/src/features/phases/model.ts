/** Phases of setting up a connection, in the order they end. */
export const phaseNames = ['signaling', 'gathering', 'checks', 'dtls', 'first-rtp', 'first-frame'] as const;
export type PhaseName = (typeof phaseNames)[number];

export interface Phase {
  name: PhaseName;
  status: 'done' | 'running' | 'failed' | 'not-reached';
  /** Milliseconds after the first signal; undefined where nobody told. */
  begin: number | undefined;
  end: number | undefined;
  /** Sum of the errors of begin and end. */
  error: number;
  source: 'events' | 'verdict';
  /** Numbers of the events that decided it. */
  events: readonly number[];
}
