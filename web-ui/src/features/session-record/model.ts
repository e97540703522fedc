import type { SessionRecordBody } from '../../protocol/session-record';
import type { RequestProblem } from '../../shared/http';

/** The record of one session: asked for, there, or why not. */
export type SessionRecordState = { id: string } & (
  | { kind: 'loading' }
  | { kind: 'there'; record: SessionRecordBody }
  | { kind: 'problem'; problem: RequestProblem }
);

/** The observer of an event, as one of the parts of a picture. */
export type Observer = 'browser' | 'signaling' | 'peer' | 'unknown';

/** An event ready to be shown: relative times, names instead of ids. */
export interface EventRow {
  n: number;
  /** Milliseconds after the first event of the record. */
  after: number;
  uncertainty: number | undefined;
  source: 'measured' | 'derived' | 'unknown';
  where: Observer;
  by: string | undefined;
  type: string;
  from: string | undefined;
  to: string | undefined;
  details: readonly Detail[];
}

/** A detail is a piece of wire text, or something to be said in the language of the page. */
export type Detail =
  | { kind: 'wire'; text: string }
  | { kind: 'bytes'; count: number }
  | { kind: 'forwarded-after'; ms: number }
  | { kind: 'hidden' };

/** The last selected pair one end reported. */
export interface PairOfEnd {
  peerId: string;
  local: PairEndSeen;
  remote: PairEndSeen;
  protocol: string | undefined;
  relayProtocol: string | undefined;
}

export interface PairEndSeen {
  /** Undefined if the engine hides it. */
  address: string | undefined;
  type: string | undefined;
}
