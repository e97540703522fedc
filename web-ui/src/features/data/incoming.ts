/** The receiving end of a file transfer. Pure: events in, new state and frames out. */
import { leastChunkBytes, type Failure, type Frame, type Refusal } from './frames';
import {
  isEnded,
  reportEvery,
  stillness,
  windowBytes,
  type Course,
  type Ended,
  type FileFacts,
  type TransferStep,
} from './transfer';

export interface Incoming extends Course {
  phase:
    /** Nobody decided yet. */
    | { kind: 'offered' }
    /** Accepted here; a place to store it is being opened. */
    | { kind: 'opening' }
    | { kind: 'receiving' }
    /** All bytes arrived; they are stored, then their hash is compared with the sender's. */
    | { kind: 'checking' }
    | Ended;
  /** Bytes that arrived. */
  received: number;
  /** Bytes that are stored. */
  stored: number;
  /** Bytes that the sender was told to be stored. */
  reported: number;
}

export type IncomingEvent =
  | { on: 'accept' }
  | { on: 'opened' }
  /** The visitor chose no place after all. */
  | { on: 'not-opened' }
  | { on: 'refuse'; why: Refusal }
  | { on: 'chunk'; offset: number; bytes: number }
  | { on: 'end' }
  | { on: 'stored'; bytes: number }
  /** Compared after everything is stored. */
  | { on: 'compared'; equal: boolean; hash: string }
  | { on: 'storage-failed' }
  | { on: 'cancel' }
  | { on: 'peer-cancelled' }
  | { on: 'peer-failed'; why: Failure }
  | { on: 'gone' }
  | { on: 'tick' };

/** @param file as announced, its name and type already made safe */
export const offered = (transfer: number, file: FileFacts, now: number): Incoming => ({
  transfer,
  file,
  phase: { kind: 'offered' },
  received: 0,
  stored: 0,
  reported: 0,
  startedAt: undefined,
  movedAt: now,
  halted: false,
});

/** Everything arrived and is stored: time to compare. */
export const isComplete = ({ phase, stored, file }: Incoming): boolean =>
  phase.kind === 'checking' && stored === file.size;

export function incomingStep(state: Incoming, event: IncomingEvent, now: number): TransferStep<Incoming> {
  const { transfer, phase } = state;
  if (isEnded(phase)) return same(state);
  const { kind } = phase;
  const fail = (why: Failure): TransferStep<Incoming> =>
    over(state, { kind: 'failed', by: 'me', why }, [{ kind: 'file-failed', transfer, why }]);
  switch (event.on) {
    case 'accept':
      return kind === 'offered' ? same({ ...state, phase: { kind: 'opening' } }) : same(state);
    case 'opened':
      return kind === 'opening'
        ? {
            state: { ...state, phase: { kind: 'receiving' }, startedAt: now, movedAt: now },
            frames: [{ kind: 'file-accept', transfer }],
          }
        : same(state);
    case 'not-opened':
      return kind === 'opening' ? same({ ...state, phase: { kind: 'offered' } }) : same(state);
    case 'refuse':
      return kind === 'offered' || kind === 'opening'
        ? over(state, { kind: 'refused', why: event.why }, [
            { kind: 'file-refuse', transfer, why: event.why },
          ])
        : same(state);
    case 'chunk':
      return kind === 'receiving' && fits(state, event.offset, event.bytes)
        ? moved({ ...state, received: state.received + event.bytes }, now)
        : fail('protocol');
    case 'end':
      return kind === 'receiving' && state.received === state.file.size
        ? moved({ ...state, phase: { kind: 'checking' } }, now)
        : fail('protocol');
    case 'stored': {
      const { state: further } = moved({ ...state, stored: state.stored + event.bytes }, now);
      return further.stored - further.reported >= reportEvery ? report(further) : same(further);
    }
    case 'compared':
      return event.equal
        ? over(state, { kind: 'done', took: now - (state.startedAt ?? now), hash: event.hash }, [
            { kind: 'file-received', transfer },
          ])
        : fail('hash');
    case 'storage-failed':
      return fail('storage');
    case 'cancel':
      return over(state, { kind: 'cancelled', by: 'me' }, [{ kind: 'file-cancel', transfer }]);
    case 'peer-cancelled':
      return over(state, { kind: 'cancelled', by: 'peer' });
    case 'peer-failed':
      return over(state, { kind: 'failed', by: 'peer', why: event.why });
    case 'gone':
      return over(state, { kind: 'failed', by: 'peer', why: 'gone' });
    case 'tick':
      return kind === 'receiving' || kind === 'checking' ? tick(state, fail, now) : same(state);
    default:
      return event satisfies never;
  }
}

/** In order, not more than announced, not too small, and not more than a window beyond what is stored. */
function fits({ received, stored, file }: Incoming, offset: number, bytes: number): boolean {
  const left = file.size - received;
  return (
    offset === received &&
    bytes <= left &&
    (bytes >= leastChunkBytes || bytes === left) &&
    received + bytes - stored <= windowBytes
  );
}

function tick(
  state: Incoming,
  fail: (why: Failure) => TransferStep<Incoming>,
  now: number,
): TransferStep<Incoming> {
  const still = stillness(state, now);
  if (still === 'over') return fail('no-progress');
  const halted = still === 'halted' ? { ...state, halted: true } : state;
  return halted.stored > halted.reported ? report(halted) : same(halted);
}

const report = (state: Incoming): TransferStep<Incoming> => ({
  state: { ...state, reported: state.stored },
  frames: [{ kind: 'file-progress', transfer: state.transfer, stored: state.stored }],
});

const same = (state: Incoming): TransferStep<Incoming> => ({ state, frames: [] });

const moved = (state: Incoming, now: number): TransferStep<Incoming> =>
  same({ ...state, movedAt: now, halted: false });

const over = (state: Incoming, phase: Ended, frames: readonly Frame[] = []): TransferStep<Incoming> => ({
  state: { ...state, phase, halted: false },
  frames,
});
