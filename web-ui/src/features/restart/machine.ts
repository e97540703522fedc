import { ms, type Milliseconds } from '../../shared/units';
import type { GiveUp, RestartEvent, RestartOutcome, RestartState, RestartTrigger, Step } from './model';

/** An attempt without an answer by then has failed, or without a pair so long after it: checks over a relay take a second or two. */
export const attemptLasts = 4000;
/** Between the end of an attempt and the next one, by how many there were. */
const pauses = [500, 1500] as const;
/** Where the present path may still work nothing presses; where it does not, a new call is the next way. */
const mostAttempts: Record<RestartTrigger, number> = { button: 1, network: 3, silence: 2, failed: 2 };
/** So long signaling may be away before a restart is given up. */
export const waitsForSignaling = 10_000;

const step = (state: RestartState, ...effects: Step['effects']): Step => ({ state, effects });

/** The next state of a restart. The clock is that of the page. */
export function advanceRestart(state: RestartState, event: RestartEvent, now: Milliseconds): Step {
  switch (event.event) {
    case 'asked':
      return asked(state, event.trigger, event.canSignal, now);
    case 'answered':
      return step(state.kind === 'running' ? { ...state, answered: true, attemptSince: now } : state);
    case 'connected':
      return state.kind === 'running' ? step(connected(state, event.generation, now)) : step(state);
    case 'refused':
      return state.kind === 'running' ? giveUp(state, 'refused') : step(state);
    case 'tick':
      return tick(state, event.canSignal, now);
    default:
      return event satisfies never;
  }
}

function asked(state: RestartState, trigger: RestartTrigger, canSignal: boolean, now: Milliseconds): Step {
  // Candidates of the network that was left are of no use: begin anew, also in the middle of an attempt.
  if (state.kind === 'running' && trigger !== 'network') return step(state);
  if (state.kind === 'waiting' && trigger !== 'network' && trigger !== 'button') return step(state);
  const since = state.kind === 'idle' ? now : state.since;
  const attempts = state.kind === 'running' ? state.attempts - 1 : 0;
  if (!canSignal) return step({ kind: 'waiting', trigger, attempts, since, due: now });
  return step(attempt(trigger, attempts, since, now), 'offer');
}

const attempt = (
  trigger: RestartTrigger,
  before: number,
  since: Milliseconds,
  now: Milliseconds,
): RestartState => ({
  kind: 'running',
  trigger,
  attempts: before + 1,
  since,
  attemptSince: now,
  answered: false,
});

function tick(state: RestartState, canSignal: boolean, now: Milliseconds): Step {
  switch (state.kind) {
    case 'idle':
      return step(state);
    case 'waiting':
      if (now < state.due) return step(state);
      if (canSignal) return step(attempt(state.trigger, state.attempts, state.since, now), 'offer');
      return now - state.due < waitsForSignaling ? step(state) : giveUp(state, 'no-signaling');
    case 'running':
      return now - state.attemptSince < attemptLasts ? step(state) : attemptFailed(state, now);
    default:
      return state satisfies never;
  }
}

function attemptFailed(state: Extract<RestartState, { kind: 'running' }>, now: Milliseconds): Step {
  const { trigger, attempts, since, answered } = state;
  if (attempts >= mostAttempts[trigger]) return giveUp(state, answered ? 'no-path' : 'no-answer');
  const pause = pauses[Math.min(attempts, pauses.length) - 1]!;
  const waiting: RestartState = { kind: 'waiting', trigger, attempts, since, due: ms(now + pause) };
  return answered ? step(waiting) : step(waiting, 'take-back');
}

function giveUp(state: Exclude<RestartState, { kind: 'idle' }>, why: GiveUp): Step {
  const { trigger, attempts } = state;
  const last: RestartOutcome = { kind: 'gave-up', trigger, attempts, why };
  const open = state.kind === 'running' && !state.answered;
  return step(
    { kind: 'idle', last },
    ...(open ? (['take-back', 'give-up'] as const) : (['give-up'] as const)),
  );
}

function connected(
  { trigger, attempts, since }: Extract<RestartState, { kind: 'running' }>,
  generation: number,
  now: Milliseconds,
): RestartState {
  const last: RestartOutcome = {
    kind: 'restarted',
    trigger,
    attempts,
    took: ms(now - since),
    freeze: { kind: 'pending' },
    generation,
  };
  return { kind: 'idle', last };
}
