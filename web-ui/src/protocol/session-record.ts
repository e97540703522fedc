import { eventFields as types } from './event-fields';
import { count, fieldsOf, listOf, may, number, object, oneOf, readFields, text } from './fields';
import type { Fields, Read, Reader } from './fields';
import type { NatReportBody, Unknown } from './rest';

/** `GET /api/sessions/{id}`: what every observer of one session reported, on the lab clock. */
export interface SessionRecordBody {
  id: string;
  format: string;
  version: number;
  startedAt?: string | number | null;
  endedAt?: string | number | null;
  participants?: SessionParticipant[];
  events?: RawEvent[];
  /** Events that came after the record was full. */
  dropped?: number;
}

export interface SessionParticipant {
  peerId: string;
  role?: 'browser' | 'media-peer' | string;
  name?: string | null;
  network?: string | null;
  nat?: NatReportBody | Unknown | null;
}

/** An event as it is on the wire: what all have; the rest depends on `type`. */
export interface RawEvent {
  n: number;
  /** Milliseconds since 1970 on the lab clock. */
  at: number;
  uncertaintyMs?: number | null;
  source?: { kind?: string; where?: string; by?: string | null } | null;
  from?: string | null;
  to?: string | null;
  type: string;
  [field: string]: unknown;
}

/** Ends of an event that are no participants. */
export const ends = {
  signaling: '@signaling',
  stun: '@stun',
  turn: '@turn',
  natProbe: '@nat-probe',
} as const;

export type EventType = keyof typeof types;
export type EventOf<T extends EventType> = EventHeader & { type: T } & Read<(typeof types)[T]>;

/** Who observed it. `by` is the peer that measured it or acted. */
export interface EventSource {
  kind: 'measured' | 'derived';
  where: 'browser' | 'signaling' | 'media-peer' | 'coturn' | 'nat-probe' | (string & { later?: never });
  by?: string | undefined;
  /** Numbers of the events that a derived one follows from. */
  basis: readonly number[];
}

/** What all events have. */
export interface EventHeader {
  /** Position in the record, from 1, in the order of arrival. */
  n: number;
  /** Milliseconds since 1970 on the lab clock. */
  at: number;
  /** Half width of the error of `at`. Events of different observers whose intervals overlap have no known order. */
  uncertaintyMs: number;
  source: EventSource;
  /** A peer id or one of {@link ends}; empty if it was not told. */
  from: string;
  to?: string | undefined;
  /** The event as it came. */
  raw: Readonly<Record<string, unknown>>;
}

/** A type this version does not know, or one of its own whose fields can not be read. */
export type UnknownEvent = EventHeader & { type: 'unknown'; told: string };

export type SessionEvent = { [T in EventType]: EventOf<T> }[EventType] | UnknownEvent;

const header = {
  n: (value: unknown) => {
    const n = count(value);
    return n !== undefined && n > 0 ? n : undefined;
  },
  at: number,
  uncertaintyMs: (value: unknown) => {
    const width = number(value);
    return width !== undefined && width >= 0 ? width : undefined;
  },
  to: may(text),
  type: text,
} as const satisfies Fields;

const source: Reader<EventSource> = fieldsOf({
  kind: oneOf('measured', 'derived'),
  where: text,
  by: may(text),
  basis: listOf(count),
});

const isKnown = (type: string): type is EventType => Object.hasOwn(types, type);

/** An event of version 1 or 2; undefined if it has no number, time, error, source or type. */
export function decodeEvent(value: unknown): SessionEvent | undefined {
  const raw = object(value);
  const read = readFields(header, raw);
  const observer = source(raw?.['source']);
  if (!raw || !read || !observer) return undefined;
  const { type, ...told } = read;
  const head: EventHeader = { ...told, source: observer, from: text(raw['from']) ?? observer.by ?? '', raw };
  const fields = isKnown(type) ? readFields(types[type] as Fields, raw) : undefined;
  if (!fields) return { ...head, type: 'unknown', told: type };
  return { ...head, ...fields, type } as SessionEvent;
}

/** One session, read. */
export interface SessionRecord {
  id: string;
  /** Milliseconds since 1970. */
  startedAt: number | undefined;
  endedAt: number | undefined;
  participants: readonly SessionParticipant[];
  /** Each number once, in the order of the numbers. */
  events: readonly SessionEvent[];
  /** Events that came after the record was full. */
  dropped: number;
  /** Entries of the list that are no events. */
  unreadable: number;
}

const moment: Reader<number> = value => {
  const at = typeof value === 'string' ? Date.parse(value) : number(value);
  return at !== undefined && Number.isFinite(at) ? at : undefined;
};

const participant: Reader<SessionParticipant> = value => {
  const read = readFields({ peerId: text, role: may(text), name: may(text), network: may(text) }, value);
  return read && ({ ...object(value), ...read } as SessionParticipant);
};

/** A session file or the answer of `/api/sessions/{id}`; undefined if it is neither. */
export function decodeRecord(value: unknown): SessionRecord | undefined {
  const body = object(value);
  const given = body?.['events'];
  if (!body || !Array.isArray(given)) return undefined;
  const events = given.map(decodeEvent).filter(event => event !== undefined);
  return {
    id: text(body['id']) ?? '',
    startedAt: moment(body['startedAt']),
    endedAt: moment(body['endedAt']),
    participants: listOf(participant)(body['participants']) ?? [],
    events: inOrder(events),
    dropped: count(body['dropped']) ?? 0,
    unreadable: given.length - events.length,
  };
}

/** In the order of the numbers, each once. The first of two with one number counts. */
export function inOrder(events: readonly SessionEvent[]): SessionEvent[] {
  const sorted = [...events].sort((a, b) => a.n - b.n);
  return sorted.filter((event, index) => index === 0 || sorted[index - 1]!.n !== event.n);
}
