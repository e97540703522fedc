import { decodeVerdict } from '../../protocol/session-verdict';
import type { SessionRecordBody } from '../../protocol/session-record';
import { recorded } from '../session-record/recorded';
import type { Recorded, VerdictState } from '../session-record/model';

/** What a report holds, read with the same care as what comes from a network. */
export interface ReadReport {
  all: Recorded;
  verdict: VerdictState;
  addresses: 'pseudonyms' | 'real';
}

/** Undefined if there is no session in it. */
export function readReport(text: string): ReadReport | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const data = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  const session = data['session'] as SessionRecordBody | null | undefined;
  if (typeof session !== 'object' || session === null || !Array.isArray(session.events)) return undefined;
  const verdict = decodeVerdict(data['verdict']);
  return {
    all: recorded(session),
    verdict: verdict ? { kind: 'there', verdict } : { kind: 'problem', problem: { code: 'not-in-file' } },
    addresses: data['addresses'] === 'real' ? 'real' : 'pseudonyms',
  };
}
