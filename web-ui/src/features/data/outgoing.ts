/** The sending end of a file transfer. Pure: events in, new state and frames out. */
import type { Failure, Frame, Refusal } from './frames';
import {
  blockBytes,
  highWater,
  isEnded,
  stillness,
  windowBytes,
  type Course,
  type Ended,
  type FileFacts,
  type TransferStep,
} from './transfer';

export interface Outgoing extends Course {
  phase:
    | { kind: 'offered' }
    | { kind: 'sending' }
    /** All bytes and their hash are sent; the receiver stores and compares. */
    | { kind: 'confirming'; hash: string }
    | Ended;
  /** Bytes handed to the channel. */
  sent: number;
  /** Bytes the receiver says it has stored. */
  stored: number;
}

export type OutgoingEvent =
  | { on: 'accepted' }
  | { on: 'refused'; why: Refusal }
  | { on: 'progress'; stored: number }
  | { on: 'received' }
  | { on: 'sent'; bytes: number }
  | { on: 'end-sent'; hash: string }
  /** The file can not be read, or is no longer what it was when it was chosen. */
  | { on: 'unreadable' }
  | { on: 'cancel' }
  | { on: 'peer-cancelled' }
  | { on: 'peer-failed'; why: Failure }
  | { on: 'gone' }
  | { on: 'tick' };

export function offer(transfer: number, file: FileFacts, now: number): TransferStep<Outgoing> {
  const state: Outgoing = {
    transfer,
    file,
    phase: { kind: 'offered' },
    sent: 0,
    stored: 0,
    startedAt: undefined,
    movedAt: now,
    halted: false,
  };
  return { state, frames: [{ kind: 'file-offer', transfer, ...file }] };
}

/** What the sender does next; undefined: it waits for the channel, for the receiver, or for nothing at all. */
export type NextOutgoing = { read: { from: number; to: number } } | 'end' | undefined;

/** @param buffered bytes that wait in the channel */
export function next(state: Outgoing, buffered: number): NextOutgoing {
  if (state.phase.kind !== 'sending') return undefined;
  const { sent, stored, file } = state;
  if (sent === file.size) return 'end';
  const to = Math.min(file.size, sent + blockBytes);
  return buffered < highWater && to - stored <= windowBytes ? { read: { from: sent, to } } : undefined;
}

/** What comes after the end of a transfer was under way before it, and changes nothing. */
export function outgoingStep(state: Outgoing, event: OutgoingEvent, now: number): TransferStep<Outgoing> {
  const { transfer, phase } = state;
  if (isEnded(phase)) return { state, frames: [] };
  const { kind } = phase;
  const fail = (why: Failure): TransferStep<Outgoing> =>
    over(state, { kind: 'failed', by: 'me', why }, [{ kind: 'file-failed', transfer, why }]);
  switch (event.on) {
    case 'accepted':
      return kind === 'offered'
        ? moved({ ...state, phase: { kind: 'sending' }, startedAt: now }, now)
        : fail('protocol');
    case 'refused':
      return kind === 'offered' ? over(state, { kind: 'refused', why: event.why }) : fail('protocol');
    case 'progress':
      return kind === 'offered' || event.stored < state.stored || event.stored > state.sent
        ? fail('protocol')
        : moved({ ...state, stored: event.stored }, now);
    case 'received':
      return phase.kind === 'confirming'
        ? over(
            { ...state, stored: state.file.size },
            { kind: 'done', took: now - (state.startedAt ?? now), hash: phase.hash },
          )
        : fail('protocol');
    case 'sent':
      return { state: { ...state, sent: state.sent + event.bytes }, frames: [] };
    case 'end-sent':
      return { state: { ...state, phase: { kind: 'confirming', hash: event.hash } }, frames: [] };
    case 'unreadable':
      return fail('unreadable');
    case 'cancel':
      return over(state, { kind: 'cancelled', by: 'me' }, [{ kind: 'file-cancel', transfer }]);
    case 'peer-cancelled':
      return over(state, { kind: 'cancelled', by: 'peer' });
    case 'peer-failed':
      return over(state, { kind: 'failed', by: 'peer', why: event.why });
    case 'gone':
      return over(state, { kind: 'failed', by: 'peer', why: 'gone' });
    case 'tick': {
      // A person decides about an offer, and may take time.
      const still = kind === 'offered' ? undefined : stillness(state, now);
      if (still === 'over') return fail('no-progress');
      return { state: still === 'halted' ? { ...state, halted: true } : state, frames: [] };
    }
    default:
      return event satisfies never;
  }
}

const moved = (state: Outgoing, now: number): TransferStep<Outgoing> => ({
  state: { ...state, movedAt: now, halted: false },
  frames: [],
});

const over = (state: Outgoing, phase: Ended, frames: readonly Frame[] = []): TransferStep<Outgoing> => ({
  state: { ...state, phase, halted: false },
  frames,
});
