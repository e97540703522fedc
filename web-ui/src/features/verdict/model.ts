import type { Message } from '../../i18n/i18n';
import type { CallRecord } from '../call/model';
import type { LabStatus } from '../lab-status/model';
import type { PathFinding } from '../path/model';

/** What the rules may look at. */
export interface VerdictFacts {
  call: CallRecord | undefined;
  path: PathFinding | undefined;
  lab: LabStatus | undefined;
  /** The WebSocket to the signaling service is open. */
  signalingUp: boolean;
  now: number;
}

/** One sentence, why, and what to do. `code` is stable for automation; the words come from the catalogues. */
export interface Verdict {
  code: string;
  tone: 'quiet' | 'busy' | 'good' | 'warn' | 'bad';
  sentence: Message;
  reasons: Message[];
  next: Message[];
  /** What a service said in its own words, if it said something. */
  detail?: string;
}
