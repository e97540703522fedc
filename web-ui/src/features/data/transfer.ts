/** What both ends of a file transfer have in common. */
import type { Failure, Frame, Refusal } from './frames';

/** Bytes that may be on their way or wait to be stored: a receiver that stores slowly never holds more in memory. */
export const windowBytes = 8 * 2 ** 20;
/** The sender puts no more into the channel while so many bytes wait in it, and is called again at `lowWater`. */
export const highWater = 2 ** 20;
export const lowWater = 256 * 1024;
/** Bytes that are read from the file at once. */
export const blockBytes = 256 * 1024;
/** Bytes stored after which the receiver says so; besides, once a second. */
export const reportEvery = 512 * 1024;

/** Without progress for so long the page says that the transfer has come to a halt, ms. */
export const haltAfter = 3000;
/** Without progress for so long it is given up, ms: a connection that could be restored is by then. */
export const giveUpAfter = 30_000;

/** How a transfer ended. */
export type Ended =
  | { kind: 'done'; took: number; hash: string }
  | { kind: 'refused'; why: Refusal }
  | { kind: 'cancelled'; by: 'me' | 'peer' }
  /** `gone`: the peer or its channel went away. */
  | { kind: 'failed'; by: 'me' | 'peer'; why: Failure | 'gone' };

/** Name, media type and size as announced; not to be trusted. */
export interface FileFacts {
  name: string;
  type: string;
  /** Bytes. */
  size: number;
}

export interface Course {
  transfer: number;
  file: FileFacts;
  /** When its bytes began to flow, page clock, ms. */
  startedAt: number | undefined;
  /** When the last progress was seen. */
  movedAt: number;
  /** No progress for `haltAfter`. */
  halted: boolean;
}

export interface TransferStep<S> {
  state: S;
  frames: readonly Frame[];
}

export const isEnded = (phase: { kind: string }): phase is Ended => {
  const kind = phase.kind as Ended['kind'];
  switch (kind) {
    case 'done':
    case 'refused':
    case 'cancelled':
    case 'failed':
      return true;
    default:
      kind satisfies never;
      return false;
  }
};

/** Whether nothing moved for too long; `undefined` where nothing changes. */
export function stillness(course: Course, now: number): 'halted' | 'over' | undefined {
  const still = now - course.movedAt;
  if (still >= giveUpAfter) return 'over';
  return still >= haltAfter && !course.halted ? 'halted' : undefined;
}
