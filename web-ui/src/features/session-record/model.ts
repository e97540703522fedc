import type { SessionRecord, SessionRecordBody } from '../../protocol/session-record';
import type { SessionVerdict } from '../../protocol/session-verdict';
import type { ReplayState, Track } from '../replay/model';
import type { ShareState } from '../report/model';
import type { RequestProblem } from '../../shared/http';

/** The record of one session: asked for, there, or why not. */
export type SessionRecordState = { id: string } & (
  | { kind: 'loading' }
  | { kind: 'there'; record: SessionRecordBody }
  | { kind: 'problem'; problem: RequestProblem }
);

/** The verdict of the service on a session: asked for, there, or why not. */
export type VerdictState =
  | { kind: 'loading' }
  | { kind: 'there'; verdict: SessionVerdict }
  | { kind: 'problem'; problem: RequestProblem };

/** What a visitor looks at in one record. */
export interface EvidenceState {
  replay: ReplayState;
  /** The table begins with the first event, also if there are many. */
  allRows: boolean;
}

export interface SessionPageState extends EvidenceState {
  id: string;
  verdict: VerdictState;
  share: ShareState;
}

/** A record and what follows from all of it. */
export interface Recorded {
  body: SessionRecordBody;
  record: SessionRecord;
  track: Track;
}

/** The observer of an event, as one of the parts of a picture. */
export type Observer = 'browser' | 'signaling' | 'stun' | 'turn' | 'peer' | 'unknown';

/** An event ready to be shown: relative times, names instead of ids. */
export interface EventRow {
  n: number;
  /** Milliseconds after the first signal, which begins a session. */
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
