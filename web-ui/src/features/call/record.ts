import type { Message } from '../../i18n/i18n';
import { message } from '../../i18n/i18n';
import { ms, pageNow, type Milliseconds } from '../../shared/units';
import type { Actor, LabEvent } from '../timeline/model';
import type { RawMessage } from '../raw-messages/model';
import type { CallEnd, CallRecord, CallSettings, MarkName } from './model';

const mostEvents = 400;
const mostRaw = 300;

export function newRecord(
  number: number,
  attempt: number,
  settings: CallSettings,
  withCamera: boolean,
  startedAt: Milliseconds,
): CallRecord {
  return {
    number,
    attempt,
    settings: { ...settings },
    withCamera,
    startedAt,
    phase: 'starting',
    marks: { click: startedAt },
    sampled: {},
    states: {
      connection: 'new',
      iceConnection: 'new',
      iceGathering: 'new',
      signaling: 'stable',
      dtls: undefined,
    },
    remote: {},
    candidates: [],
    candidateErrors: [],
    pairs: [],
    events: [],
    observed: [],
    raw: [],
    quality: [],
    toldClocks: [],
    frame: undefined,
    hasAudio: false,
  };
}

/** Sets a mark the first time only. `earlierBy`: the moment was sampled and lies up to this much earlier. */
export function mark(
  record: CallRecord,
  name: MarkName,
  at: Milliseconds = pageNow(),
  earlierBy?: Milliseconds,
): boolean {
  if (record.marks[name] !== undefined) return false;
  record.marks = { ...record.marks, [name]: at };
  if (earlierBy !== undefined) record.sampled = { ...record.sampled, [name]: earlierBy };
  return true;
}

const before: readonly MarkName[] = [
  'answerApplied',
  'iceConnected',
  'nominated',
  'dtlsConnected',
  'firstRtp',
];

/**
 * The browser stamps a frame itself, but its other events only when the page gets to them. Where the page came to
 * know of a step after the frame that needed it, the step was there by then at the latest.
 */
export function boundByFirstFrame(record: CallRecord, at: Milliseconds): void {
  const earliest = record.marks.answerReceived ?? record.startedAt;
  for (const name of before) {
    const seen = record.marks[name];
    if (seen === undefined || seen <= at) continue;
    record.marks = { ...record.marks, [name]: at };
    record.sampled = { ...record.sampled, [name]: ms(Math.max(0, at - earliest)) };
  }
}

function add(record: CallRecord, event: LabEvent): void {
  if (record.events.length < mostEvents) record.events = [...record.events, event];
}

/** Something this page saw happen. */
export function measured(
  record: CallRecord,
  actor: Actor,
  what: Message,
  basis: Message = message('basis.browserEvent'),
  at: Milliseconds = pageNow(),
  earlierBy?: Milliseconds,
): void {
  const when = { clock: 'page' as const, at, ...(earlierBy === undefined ? {} : { earlierBy }) };
  add(record, { actor, when, what, source: 'measured', basis });
}

/** Something that must have happened by then, told by what this page saw. */
export function derived(
  record: CallRecord,
  actor: Actor,
  what: Message,
  basis: Message,
  at: Milliseconds = pageNow(),
): void {
  add(record, { actor, when: { clock: 'page', at }, what, source: 'derived', basis });
}

/** Something the media peer saw, on the lab's clock. */
export function observedByPeer(
  record: CallRecord,
  actor: Actor,
  what: Message,
  at: number,
  uncertainty: number,
  derivedFrom?: Message,
): void {
  add(record, {
    actor,
    when: { clock: 'lab', at: ms(at), uncertainty: ms(uncertainty) },
    what,
    source: derivedFrom ? 'derived' : 'measured',
    basis: derivedFrom ?? message('basis.peer'),
  });
}

export function addRaw(record: CallRecord, raw: RawMessage): void {
  if (record.raw.length < mostRaw) record.raw = [...record.raw, raw];
}

/** Ends a call once; later ends are consequences and are not recorded. */
export function end(record: CallRecord, phase: 'ended' | 'failed' | 'recalling', why: CallEnd): boolean {
  if (isOver(record)) return false;
  record.phase = phase;
  record.end = why;
  return true;
}

export const isOver = (record: CallRecord): boolean =>
  record.phase === 'ended' || record.phase === 'failed' || record.phase === 'recalling';
