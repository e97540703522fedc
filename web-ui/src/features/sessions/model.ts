import type { SessionVerdict } from '../../protocol/session-verdict';
import type { SessionSummary } from '../../protocol/sessions';
import type { RequestProblem } from '../../shared/http';

/** The list of recorded sessions and what the visitor does with it. */
export interface SessionsState {
  /** Undefined until the first answer. */
  list: readonly SessionSummary[] | undefined;
  /** Of the last request; the list before it stays. */
  problem: RequestProblem | undefined;
  /** Ids chosen for a comparison, at most two. */
  picked: readonly string[];
  /** The record that will be deleted when the visitor says so again. */
  forgetting: string | undefined;
  forgetProblem: RequestProblem | undefined;
  importing: ImportState;
}

export type ImportState =
  | { kind: 'idle' }
  | { kind: 'reading'; name: string }
  | { kind: 'sending'; name: string; sent: number; total: number }
  | { kind: 'refused'; name: string; why: ImportRefusal }
  | { kind: 'judged'; name: string; verdict: SessionVerdict };

export type ImportRefusal =
  | { code: 'too-large'; bytes: number }
  | { code: 'empty' | 'not-json' | 'not-known' | 'unreadable' }
  | { code: 'newer'; version: string }
  | { code: 'problem'; problem: RequestProblem };

/** What a file is, by its content. */
export type FileKind = { kind: 'session' } | { kind: 'dump' } | { kind: 'refused'; why: ImportRefusal };

export const emptySessions = (): SessionsState => ({
  list: undefined,
  problem: undefined,
  picked: [],
  forgetting: undefined,
  forgetProblem: undefined,
  importing: { kind: 'idle' },
});
