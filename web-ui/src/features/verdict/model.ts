import type { Message } from '../../i18n/i18n';
import type { Remark, SessionVerdict, StageReport, Tone } from '../../protocol/session-verdict';
import type { CallRecord } from '../call/model';
import type { LabStatus } from '../lab-status/model';
import type { PathFinding } from '../path/model';

/** What the verdict over the present call may look at. */
export interface VerdictFacts {
  call: CallRecord | undefined;
  path: PathFinding | undefined;
  lab: LabStatus | undefined;
  /** The WebSocket to the signaling service is open. */
  signalingUp: boolean;
  /** What the signaling service says of the session of a call. */
  served: ServedVerdict | undefined;
}

/** The verdict over the record of a session. */
export interface ServedVerdict {
  sessionId: string;
  verdict: SessionVerdict;
}

/** A sentence of this page's own, or one that came in both languages. */
export type Words = Message | Remark;

/** One sentence, why, and what to do. `code` is stable for automation. */
export interface Verdict {
  code: string;
  tone: Tone;
  sentence: Message | SessionVerdict['sentence'];
  reasons: readonly Words[];
  next: readonly Words[];
  missing: readonly Remark[];
  stages: readonly StageReport[];
  /** Made from the record by the signaling service, or by this page from what no record can know. */
  by: 'service' | 'page';
  /** What a service said in its own words, if it said something. */
  detail?: string;
}
