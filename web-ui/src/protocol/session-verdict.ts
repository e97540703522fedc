import { count, fieldsOf, listOf, may, number, object, oneOf, text, word, type Reader } from './fields';
import type { StageName } from './messages';

/** A sentence of the services in every language of the page. */
export interface VerdictText {
  en: string;
  nl: string;
}

/** A reason, a next step, or something that is missing, with the events it rests on. */
export interface Remark {
  code: string;
  text: VerdictText;
  events: readonly number[];
  /** The exact command or setting. */
  command?: string | undefined;
}

export const stageResults = ['passed', 'failed', 'running', 'not-reached', 'unknown'] as const;

/** What became of one stage; times in milliseconds, `at` after the start of the record. */
export interface StageReport {
  stage: StageName;
  result: (typeof stageResults)[number];
  at?: number | undefined;
  took?: number | undefined;
  events: readonly number[];
  why?: Remark | undefined;
}

export const tones = ['good', 'warn', 'bad', 'busy', 'quiet', 'unknown'] as const;
export type Tone = (typeof tones)[number];

/** `GET /api/sessions/{id}/verdict` and `POST /api/diagnoses`. */
export interface SessionVerdict {
  code: string;
  tone: Tone;
  path?: string | undefined;
  sentence: VerdictText;
  stages: readonly StageReport[];
  reasons: readonly Remark[];
  next: readonly Remark[];
  /** What was not observed and would decide more. */
  missing: readonly Remark[];
}

const verdictText: Reader<VerdictText> = fieldsOf({ en: text, nl: text });

const remark: Reader<Remark> = fieldsOf({
  code: text,
  text: verdictText,
  events: listOf(count),
  command: may(text),
});

const stage: Reader<StageReport> = fieldsOf({
  stage: oneOf<StageName>(
    'signaling',
    'gathering',
    'exchange',
    'checks',
    'nomination',
    'dtls',
    'first-rtp',
    'first-frame',
  ),
  result: oneOf(...stageResults),
  at: may(number),
  took: may(number),
  events: listOf(count),
  why: may(remark),
});

/** Undefined if it is no verdict. A tone of a later version is unknown. */
export const decodeVerdict: Reader<SessionVerdict> = value => {
  const read = fieldsOf({
    code: word(),
    tone: text,
    path: may(text),
    sentence: verdictText,
    stages: listOf(stage),
    reasons: listOf(remark),
    next: listOf(remark),
    missing: listOf(remark),
  })(object(value));
  if (!read) return undefined;
  return { ...read, tone: tones.find(tone => tone === read.tone) ?? 'unknown' };
};
