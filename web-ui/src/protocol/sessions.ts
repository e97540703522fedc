import { count, fieldsOf, flag, listOf, may, number, object, or, text, type Reader } from './fields';
import { tones, type Tone } from './session-verdict';

export interface SummaryParticipant {
  peerId: string;
  role?: string | undefined;
  name?: string | undefined;
  network?: string | undefined;
}

/** One entry of `GET /api/sessions`; newest first. */
export interface SessionSummary {
  id: string;
  /** Milliseconds since 1970. */
  startedAt: number | undefined;
  endedAt: number | undefined;
  participants: readonly SummaryParticipant[];
  /** How many events the record has. */
  events: number;
  verdict: { code: string; tone: Tone; path?: string | undefined } | undefined;
  /** It came as a file. */
  imported: boolean;
}

const moment: Reader<number> = value => {
  const at = typeof value === 'string' ? Date.parse(value) : number(value);
  return at !== undefined && Number.isFinite(at) ? at : undefined;
};

const verdict: Reader<NonNullable<SessionSummary['verdict']>> = value => {
  const read = fieldsOf({ code: text, tone: text, path: may(text) })(value);
  return read && { ...read, tone: tones.find(tone => tone === read.tone) ?? 'unknown' };
};

const summary: Reader<SessionSummary> = value => {
  const read = fieldsOf({
    id: text,
    startedAt: may(moment),
    endedAt: may(moment),
    participants: listOf(fieldsOf({ peerId: text, role: may(text), name: may(text), network: may(text) })),
    events: or(count, 0),
    verdict: may(verdict),
    imported: or(flag, false),
  })(value);
  return read && { ...read, startedAt: read.startedAt, endedAt: read.endedAt, verdict: read.verdict };
};

/** Undefined if the answer has no list. What can not be read of it is left out. */
export function decodeSessions(value: unknown): SessionSummary[] | undefined {
  const list = object(value)?.['sessions'];
  return Array.isArray(list) ? list.map(summary).filter(read => read !== undefined) : undefined;
}
