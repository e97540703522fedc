import type { Milliseconds } from '../../shared/units';

/** What made ICE begin anew: the visitor, another network, no picture while checks go unanswered, or no pair left. */
export type RestartTrigger = 'button' | 'network' | 'silence' | 'failed';

/** Why a restart was given up. */
export type GiveUp = 'no-signaling' | 'no-answer' | 'no-path' | 'refused';

/** The longest time between two shown frames around a restart. */
export type Freeze =
  | { kind: 'pending' }
  | { kind: 'measured'; time: Milliseconds }
  | { kind: 'unknown'; why: 'hidden' | 'no-frames' };

export type RestartOutcome =
  | {
      kind: 'restarted';
      trigger: RestartTrigger;
      attempts: number;
      /** From the wish to the pair of the new generation. */
      took: Milliseconds;
      freeze: Freeze;
      /** Of the credentials of this end: 2 after the first restart. */
      generation: number;
    }
  | { kind: 'gave-up'; trigger: RestartTrigger; attempts: number; why: GiveUp };

export type RestartState =
  | { kind: 'idle'; last: RestartOutcome | undefined }
  /** Signaling is away, or the last attempt failed: the next follows at `due`. */
  | {
      kind: 'waiting';
      trigger: RestartTrigger;
      attempts: number;
      since: Milliseconds;
      due: Milliseconds;
    }
  | {
      kind: 'running';
      trigger: RestartTrigger;
      /** This one included. */
      attempts: number;
      since: Milliseconds;
      /** Its offer, or its answer once that is here. */
      attemptSince: Milliseconds;
      answered: boolean;
    };

export type RestartEvent =
  | { event: 'asked'; trigger: RestartTrigger; canSignal: boolean }
  | { event: 'answered' }
  /** A pair of the new generation is in use. */
  | { event: 'connected'; generation: number }
  /** The other side or the service did not take the offer. */
  | { event: 'refused' }
  | { event: 'tick'; canSignal: boolean };

/** What follows from an event: a new offer, taking an unanswered one back, or another way of getting the picture back. */
export type RestartEffect = 'offer' | 'take-back' | 'give-up';

export interface Step {
  state: RestartState;
  effects: readonly RestartEffect[];
}
