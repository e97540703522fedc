import type { ServerMessage } from '../../protocol/messages';
import type { PeerObservation } from '../../protocol/peer-observation';
import { decodeEvent, type SessionEvent } from '../../protocol/session-record';
import type { Milliseconds } from '../../shared/units';
import type { CallRecord } from './model';

/** Ids of the two ends where the signaling service gave none (HTTP), or has not yet. */
export const unnamed = { browser: '@browser', peer: '@peer' } as const;

/** Most events kept of one call beside its figures. */
const mostKept = 1500;

/**
 * Something an end observed in this call, as this page came to know it: the browser's own with the page's clock, the
 * media peer's with the lab's. Of figures only the latest are kept, so the list stays small.
 */
export interface ObservedEvent {
  by: 'browser' | 'peer';
  event: PeerObservation;
  at: number;
  uncertainty: number;
}

/** What the latest of its kind replaces. */
function figureOf({ by, event }: ObservedEvent): string | undefined {
  if (event.kind === 'pair') return `${by} pair ${event.pair}`;
  return event.kind === 'media' ? `${by} media` : undefined;
}

export function remember(record: CallRecord, seen: ObservedEvent): void {
  const figure = figureOf(seen);
  const kept = figure ? record.observed.filter(other => figureOf(other) !== figure) : record.observed;
  record.observed = [...kept, seen].slice(-mostKept);
}

export const rememberOwn = (
  record: CallRecord,
  event: PeerObservation,
  at: Milliseconds,
  earlierBy: Milliseconds | undefined,
): void =>
  remember(record, {
    by: 'browser',
    event,
    at: at - (earlierBy ?? 0) / 2,
    uncertainty: (earlierBy ?? 0) / 2,
  });

export const rememberOfPeer = (
  record: CallRecord,
  { event, at, uncertainty_ms: uncertainty }: Extract<ServerMessage, { type: 'evidence' }>,
): void => remember(record, { by: 'peer', event, at, uncertainty });

/** The same as events of a session record, for what is drawn from those. */
export function eventsOf(record: CallRecord): SessionEvent[] {
  const ids = {
    browser: record.remote.ownId ?? unnamed.browser,
    peer: record.remote.peerId ?? unnamed.peer,
  };
  return record.observed.flatMap((seen, index) => {
    const event = decoded(seen);
    const by = ids[seen.by];
    return event ? [{ ...event, n: index + 1, from: by, source: { ...event.source, by } }] : [];
  });
}

const known = new WeakMap<ObservedEvent, SessionEvent>();

/** Read once: the list is asked for with each change of the page. */
function decoded(seen: ObservedEvent): SessionEvent | undefined {
  const { by, event, at, uncertainty } = seen;
  let read = known.get(seen);
  if (!read) {
    const { kind, ...fields } = event;
    const where = by === 'browser' ? 'browser' : 'media-peer';
    const source = { kind: 'measured', where };
    read = decodeEvent({ n: 1, at, uncertaintyMs: uncertainty, source, type: kind, ...camelCased(fields) });
    if (read) known.set(seen, read);
  }
  return read;
}

/** The spelling of session files for the fields of the wire. */
const camelCased = (fields: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]: [string, unknown]) => [
      name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
