import type { RawEvent, SessionRecordBody } from '../../protocol/session-record';
import { startOf } from '../replay/analysis';
import type { Detail, EventRow, Observer, PairEndSeen, PairOfEnd } from './model';

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
const number = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/** Name of a participant: its own, else its id. */
export function nameOf(record: SessionRecordBody, peerId: string): string {
  return text(record.participants?.find(({ peerId: id }) => id === peerId)?.name) ?? peerId;
}

/** Whose hue and word an end has that is no participant. */
export function actorOfEnd(end: string): Exclude<Observer, 'unknown'> | undefined {
  return ({ '@signaling': 'signaling', '@stun': 'stun', '@turn': 'turn', '@nat-probe': 'stun' } as const)[
    end
  ];
}

/** The events in the order of their times, then of their numbers (evidence may arrive late); the last `most` of them. */
export function eventRows(
  record: SessionRecordBody,
  start: number = startOf(record.events ?? []),
  most = Infinity,
): EventRow[] {
  const events = [...(record.events ?? [])].sort((a, b) => a.at - b.at || a.n - b.n).slice(-most);
  return events.map(event => ({
    n: event.n,
    after: event.at - start,
    uncertainty: number(event.uncertaintyMs),
    source:
      event.source?.kind === 'measured' || event.source?.kind === 'derived' ? event.source.kind : 'unknown',
    where: observer(event.source?.where),
    by: text(event.source?.by),
    type: event.type,
    from: text(event.from),
    to: text(event.to),
    details: detailsOf(event),
  }));
}

function observer(where: string | undefined): Observer {
  if (where === 'browser' || where === 'signaling') return where;
  if (where === 'coturn') return 'turn';
  if (where === 'nat-probe') return 'stun';
  return where === 'media-peer' ? 'peer' : 'unknown';
}

const wire = (...parts: (string | undefined)[]): Detail[] => {
  const words = parts.filter(part => part !== undefined).join(' ');
  return words === '' ? [] : [{ kind: 'wire', text: words }];
};

function detailsOf(event: RawEvent): Detail[] {
  const field = (name: string): string | undefined => text(event[name]) ?? number(event[name])?.toString();
  switch (event.type) {
    case 'signal': {
      const bytes = number(event['bytes']);
      const forwarded = number(event['forwardedAt']);
      return [
        ...wire(field('signal')),
        ...wire(candidateText(event['candidate']), field('relayProtocol'), field('url')),
        ...(bytes === undefined ? [] : [{ kind: 'bytes' as const, count: bytes }]),
        ...(forwarded === undefined ? [] : [{ kind: 'forwarded-after' as const, ms: forwarded - event.at }]),
      ];
    }
    case 'state':
      return wire(field('of'), field('value'));
    case 'candidate':
      return wire(
        candidateText(event['candidate']),
        field('candidateType'),
        field('address'),
        field('relayProtocol'),
        field('url'),
      );
    case 'candidate_error':
      return wire(field('code'), field('text'), field('url'));
    case 'selected_pair': {
      const { local, remote, protocol, relayProtocol } = pairOf(event);
      return [
        ...end(local),
        { kind: 'wire', text: '↔' },
        ...end(remote),
        ...wire(protocol, relayProtocol && `TURN/${relayProtocol}`),
      ];
    }
    case 'left':
      return wire(field('reason'));
    default:
      return told(event);
  }
}

const header: ReadonlySet<string> = new Set(['n', 'at', 'uncertaintyMs', 'source', 'from', 'to', 'type']);

/** Fields as they came, by their names: those of all types that have no words of their own. */
function told(event: RawEvent): Detail[] {
  return Object.entries(event).flatMap(([name, value]) => {
    if (header.has(name) || value === null || value === undefined) return [];
    const simple = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return wire(`${name}=${simple}`);
  });
}

const end = ({ type, address }: PairEndSeen): Detail[] =>
  address === undefined ? [...wire(type), { kind: 'hidden' }] : wire(type, address);

/** Candidates are told as their line or as an object with it. */
function candidateText(value: unknown): string | undefined {
  const line =
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>)['candidate'] : value;
  return text(line)?.replace(/^candidate:/, '');
}

function pairOf(event: RawEvent): Omit<PairOfEnd, 'peerId'> {
  return {
    local: { address: text(event['local']), type: text(event['localType']) },
    remote: { address: text(event['remote']), type: text(event['remoteType']) },
    protocol: text(event['protocol']),
    relayProtocol: text(event['relayProtocol']),
  };
}

/** The last selected pair of each end that reported one; they describe the same path from two sides. */
export function selectedPairs(record: SessionRecordBody): PairOfEnd[] {
  const last = new Map<string, PairOfEnd>();
  for (const event of [...(record.events ?? [])].sort((a, b) => a.n - b.n)) {
    if (event.type !== 'selected_pair') continue;
    const peerId = text(event.from) ?? text(event.source?.by);
    if (peerId) last.set(peerId, { peerId, ...pairOf(event) });
  }
  return [...last.values()];
}

/** Whether the addresses in a file are stand-ins. */
export const hasPseudonyms = (record: SessionRecordBody): boolean =>
  (record as { addresses?: unknown }).addresses === 'pseudonyms';

/** Id of the session a path names; undefined if it names none. */
export function sessionIdIn(path: string): string | undefined {
  const match = /^\/sessions\/([^/]+)$/.exec(path);
  if (!match) return undefined;
  try {
    return decodeURIComponent(match[1]!);
  } catch {
    return undefined;
  }
}
