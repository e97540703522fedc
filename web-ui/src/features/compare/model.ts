import type { SessionEvent, SessionRecord } from '../../protocol/session-record';
import type { SessionVerdict } from '../../protocol/session-verdict';
import type { StageName } from '../../protocol/messages';
import type { RequestProblem } from '../../shared/http';

export type Side = 'a' | 'b';

/** An end by what it is in its session, not by its id. */
export type Role = 'caller' | 'callee' | 'signaling' | 'stun' | 'turn' | 'nat-probe' | 'other';

/** An event without what differs between any two sessions: ids, addresses, times, counters. */
export interface Step {
  event: SessionEvent;
  /** Milliseconds after the start of its session. */
  at: number;
  /** Who observed what kind of thing; only steps of one lane are compared with each other. */
  lane: string;
  /** The same in both sessions for steps that may differ in their value only. */
  slot: string;
  /** What happened; equal steps have equal lane, slot and value. */
  value: string;
  from: Role;
  to: Role | undefined;
}

/** One line of the comparison. */
export interface Line {
  a: Step | undefined;
  b: Step | undefined;
  /** `different`: the same step with another outcome · `only`: it happened in one of the two. */
  kind: 'same' | 'different' | 'only';
}

export interface StageTimes {
  stage: StageName;
  a: StageTime | undefined;
  b: StageTime | undefined;
}

export interface StageTime {
  result: string;
  at: number | undefined;
  took: number | undefined;
}

export interface Comparison {
  lines: readonly Line[];
  /** Place of the first divergence among the lines; undefined if there is none. */
  first: number | undefined;
  differences: number;
}

/** One of the two sessions: asked for, there, or why not. */
export type ComparedSession = { id: string } & (
  | { kind: 'loading' }
  | { kind: 'there'; record: SessionRecord; verdict: SessionVerdict | undefined }
  | { kind: 'problem'; problem: RequestProblem }
);

export interface CompareState {
  a: ComparedSession;
  b: ComparedSession;
  /** Steps that are equal are shown too. */
  all: boolean;
}
