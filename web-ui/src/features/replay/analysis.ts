import type { SessionEvent, SessionRecord } from '../../protocol/session-record';
import type { Actor } from '../timeline/model';
import { speeds, type Moment, type ReplayState, type Speed, type Track } from './model';

/** Events as they are on the wire, or read. */
type Events = readonly { n: number; at: number; type: string }[];

/** The part of a record that had happened `t` milliseconds after its start. */
export function until<R extends { events?: Events }>(record: R, t: number | undefined): R {
  if (t === undefined || !record.events) return record;
  const from = startOf(record.events);
  return { ...record, events: record.events.filter(({ at }) => at - from <= t) };
}

/**
 * Lab time of the first signal, which begins a session; without one that of the earliest event. What was known
 * before, such as the NAT report of a network, has a negative time.
 */
export const startOf = (events: Events): number =>
  events.find(({ type }) => type === 'signal')?.at ??
  events.reduce((least, { at }) => Math.min(least, at), events[0]?.at ?? 0);

/** Reports that come each second for as long as a session lasts. */
const regular: ReadonlySet<string> = new Set(['media', 'pair', 'relay', 'omitted']);

/** What is earlier than this before the start, in milliseconds, is there from the beginning. */
const mostBefore = 1000;

export function trackOf({ events }: Pick<SessionRecord, 'events'>): Track {
  const start = startOf(events);
  const moments = events
    .map((event): Moment => ({
      n: event.n,
      at: event.at - start,
      error: event.uncertaintyMs,
      type: event.type === 'unknown' ? event.told : event.type,
      actor: actorOf(event),
    }))
    .sort((a, b) => a.at - b.at || a.n - b.n);
  const begin = Math.min(
    0,
    moments.find(({ at, type }) => at >= -mostBefore && type !== 'nat_report')?.at ?? 0,
  );
  const end = moments.at(-1)?.at ?? 0;
  const frame = moments.find(({ type }) => type === 'first_frame_decoded');
  const last = moments.findLast(({ type }) => !regular.has(type));
  const setupEnd = frame ? Math.max(frame.at * 1.25, frame.at + 10) : (last?.at ?? end);
  return { start, moments, begin, end, setupEnd: Math.min(setupEnd, end) };
}

/** The row of the picture an event belongs to. */
export function actorOf(event: SessionEvent): Actor {
  switch (event.type) {
    case 'stun_sent':
    case 'stun_received':
    case 'stun_timeout':
      return event.toward === 'peer' ? 'peer' : event.toward;
    case 'relay':
      return 'turn';
    case 'nat_report':
      return 'stun';
    default:
      return observers[event.source.where] ?? 'peer';
  }
}

const observers: Readonly<Record<string, Actor>> = {
  browser: 'browser',
  signaling: 'signaling',
  coturn: 'turn',
};

/** How many moments there were by then. */
export function countUntil({ moments }: Track, t: number | undefined): number {
  if (t === undefined) return moments.length;
  let low = 0;
  let high = moments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (moments[middle]!.at <= t) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The time of the next event; the end if there is none. */
export function nextAt(track: Track, t: number | undefined): number {
  return track.moments[countUntil(track, t)]?.at ?? track.end;
}

/** The time of the event before the one that is shown last; events of one moment are passed together. */
export function previousAt(track: Track, t: number | undefined): number {
  const shown = track.moments[countUntil(track, t) - 1]?.at ?? track.begin;
  // Between two events, first back to the one before; at the very end that is the last but one.
  if (t !== undefined && t > shown && t <= track.end) return shown;
  return Math.max(track.begin, track.moments.findLast(({ at }) => at < shown)?.at ?? track.begin);
}

/** Where playing stops: at the end of the part that is looked at. */
const stopsAt = (state: ReplayState, track: Track): number =>
  hasSetup(track) ? spanEnd(track, state) : track.end;

/** Time passes; at the end of the part that is looked at it stops. */
export function advance(state: ReplayState, track: Track, elapsed: number): ReplayState {
  if (!state.playing) return state;
  const position = (state.position ?? track.begin) + elapsed * state.speed;
  const end = stopsAt(state, track);
  if (position < end) return { ...state, position };
  return { ...state, position: end < track.end ? end : undefined, playing: false };
}

/** From the beginning if everything is shown already. */
export function play(state: ReplayState, track: Track): ReplayState {
  if (track.moments.length === 0) return state;
  const atEnd = state.position === undefined || state.position >= stopsAt(state, track);
  return { ...state, playing: true, position: atEnd ? track.begin : state.position };
}

/** To a time of the track; reaching its end is everything. */
export function seek(state: ReplayState, track: Track, t: number): ReplayState {
  const position = t >= track.end ? undefined : Math.max(track.begin, t);
  const span = position !== undefined && position > track.setupEnd ? 'whole' : state.span;
  return { ...state, position, span, playing: state.playing && position !== undefined };
}

export const isSpeed = (value: number): value is Speed => speeds.some(speed => speed === value);

/** End of the scrubber. */
export const spanEnd = (track: Track, { span }: Pick<ReplayState, 'span'>): number =>
  span === 'setup' ? track.setupEnd : track.end;

/** Whether the set-up is a part worth a scrubber of its own. */
export const hasSetup = (track: Track): boolean => track.setupEnd > 0 && track.setupEnd < track.end * 0.8;

/** The place in the address: milliseconds, rounded up, so that the event it stands on is still shown. */
export const hashOf = (position: number | undefined): string =>
  position === undefined ? '' : `#t=${Math.ceil(position * 1000) / 1000}`;

export function positionIn(hash: string): number | undefined {
  const match = /^#t=(-?\d{1,9}(?:\.\d{1,3})?)$/.exec(hash);
  return match ? Number(match[1]) : undefined;
}

/** The number of the event that a link of the verdict leads to. */
export function eventIn(hash: string): number | undefined {
  const match = /^#event-(\d{1,9})$/.exec(hash);
  return match ? Number(match[1]) : undefined;
}
