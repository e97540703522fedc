import type { EventOf, EventType, SessionEvent, SessionParticipant } from '../../protocol/session-record';
import { ms } from '../../shared/units';
import { isHidden, parseCandidate, relayProtocolOf } from '../candidates/analysis';
import type { CandidateRow, CandidateType, PairEnd, PairRow, PairState } from '../candidates/model';

/** What a topology may be drawn from: the participants of a session and what was observed of it. */
export interface ObservedSession {
  participants: readonly SessionParticipant[];
  events: readonly SessionEvent[];
}

/** The two ends, by their peer ids: the browser at the left, or the caller where both are of one kind. */
export interface SessionEnds {
  left: SessionParticipant;
  right: SessionParticipant;
}

export type Side = 'local' | 'remote';

/** Whoever took part, and whoever observed something as an end of the connection. */
export function endsOf({ participants, events }: ObservedSession): SessionEnds | undefined {
  const all = new Map(participants.map(participant => [participant.peerId, participant]));
  for (const { from, source } of events) {
    if (from.startsWith('@') && source.where !== 'browser' && source.where !== 'media-peer') continue;
    if (source.where !== 'browser' && source.where !== 'media-peer') continue;
    if (!all.has(from)) all.set(from, { peerId: from, role: source.where });
  }
  const [first, second] = [...all.values()];
  if (!first) return undefined;
  const other = second ?? { peerId: '', role: first.role === 'browser' ? 'media-peer' : 'browser' };
  return first.role !== 'browser' && other.role === 'browser'
    ? { left: other, right: first }
    : { left: first, right: other };
}

/** The events of one type that one end observed of itself, in their order. */
export function ofEnd<T extends EventType>(
  events: readonly SessionEvent[],
  peerId: string,
  type: T,
): EventOf<T>[] {
  return events.filter(event => event.type === type && event.from === peerId) as EventOf<T>[];
}

/** Candidates of an end: as it gathered them, and as it sent them to the other (both, each once). */
export function candidatesOf(events: readonly SessionEvent[], peerId: string, side: Side): CandidateRow[] {
  const rows: CandidateRow[] = [];
  const add = (
    line: string,
    more: { url?: string | undefined; relayProtocol?: string | undefined },
  ): void => {
    const row = parseCandidate(line, side, ms(0), `${side}-${rows.length}`);
    if (!row) return;
    const known = rows.find(other => sameCandidate(other, row));
    const target = known ?? row;
    const protocol = relayProtocolOf(more.relayProtocol);
    if (more.url) target.url ??= more.url;
    if (protocol) target.relayProtocol ??= protocol;
    if (!known) rows.push(row);
  };
  for (const event of events) {
    if (event.from !== peerId) continue;
    if (event.type === 'candidate') add(event.candidate, event);
    if (event.type === 'signal' && event.candidate) add(event.candidate, event);
  }
  return rows;
}

const sameCandidate = (a: CandidateRow, b: CandidateRow): boolean =>
  a.type === b.type &&
  a.port === b.port &&
  a.protocol === b.protocol &&
  (a.address === b.address || isHidden(a.address) || isHidden(b.address));

const pairStates: readonly string[] = ['frozen', 'waiting', 'in-progress', 'failed', 'succeeded'];
const candidateTypes: readonly string[] = ['host', 'srflx', 'prflx', 'relay'];

export const candidateTypeOf = (value: string | undefined): CandidateType | undefined =>
  value !== undefined && candidateTypes.includes(value) ? (value as CandidateType) : undefined;

/** `address:port` or `[address]:port`; without an address it is hidden. */
export function splitHostPort(text: string | undefined): { address: string; port: number | undefined } {
  const match = /^\[?(.*?)\]?(?::(\d+))?$/.exec(text ?? '');
  const port = match?.[2];
  return { address: match?.[1] ?? '', port: port === undefined ? undefined : Number(port) };
}

interface EndTold {
  at: string | undefined;
  type: string | undefined;
  protocol?: string | undefined;
  relayProtocol?: string | undefined;
  networkType?: string | undefined;
}

function endOf({ at, type, protocol, relayProtocol, networkType }: EndTold): PairEnd | undefined {
  const kind = candidateTypeOf(type);
  if (!kind) return undefined;
  const relay = relayProtocolOf(relayProtocol);
  return {
    statsId: '',
    type: kind,
    ...splitHostPort(at),
    protocol: protocol ?? 'udp',
    priority: undefined,
    ...(relay ? { relayProtocol: relay } : {}),
    ...(networkType ? { networkType } : {}),
  };
}

function pairOf(event: EventOf<'pair'>): PairRow {
  const { protocol } = event;
  return {
    id: event.pair,
    local: endOf({ ...event, at: event.local, type: event.localType, protocol }),
    remote: endOf({ at: event.remote, type: event.remoteType, protocol }),
    state: (pairStates.includes(event.state) ? event.state : 'waiting') as PairState,
    nominated: event.nominated,
    requestsSent: event.requestsSent,
    responsesReceived: event.responsesReceived,
    requestsReceived: event.requestsReceived,
    responsesSent: event.responsesSent,
    ...(event.bytesSent === undefined ? {} : { bytesSent: event.bytesSent }),
    ...(event.bytesReceived === undefined ? {} : { bytesReceived: event.bytesReceived }),
    roundTripTime: event.rttMs === undefined ? undefined : ms(event.rttMs),
    priority: undefined,
  };
}

/** The same pair as its other end would see it. */
const mirrored = (pair: PairRow): PairRow => ({
  ...pair,
  local: pair.remote,
  remote: pair.local,
  requestsSent: pair.requestsReceived,
  responsesReceived: pair.responsesSent,
  requestsReceived: pair.requestsSent,
  responsesSent: pair.responsesReceived,
});

/** The pairs of an end as it last told them; of an end that told none, as its other end did. */
export function pairsOf(events: readonly SessionEvent[], { left, right }: SessionEnds): PairRow[] {
  const own = latestPairs(events, left.peerId);
  return own.length > 0 ? own : latestPairs(events, right.peerId).map(mirrored);
}

function latestPairs(events: readonly SessionEvent[], peerId: string): PairRow[] {
  const latest = new Map(ofEnd(events, peerId, 'pair').map(event => [event.pair, event]));
  return [...latest.values()].map(pairOf);
}

/** The pair in use: the one that fits what the end said it selected; else the nominated one with most traffic. */
export function selectedPairOf(
  events: readonly SessionEvent[],
  pairs: readonly PairRow[],
  { left, right }: SessionEnds,
): PairRow | undefined {
  const byTraffic = (a: PairRow, b: PairRow): number =>
    Number(b.nominated) - Number(a.nominated) || (b.bytesReceived ?? 0) - (a.bytesReceived ?? 0);
  const own = ofEnd(events, left.peerId, 'selected_pair').at(-1);
  const other = ofEnd(events, right.peerId, 'selected_pair').at(-1);
  const said =
    own ??
    (other && {
      local: other.remote,
      localType: other.remoteType,
      remote: other.local,
      remoteType: other.localType,
    });
  if (said) {
    const fits = pairs.filter(
      ({ local, remote }) =>
        fitsEnd(local, said.local, said.localType) && fitsEnd(remote, said.remote, said.remoteType),
    );
    if (fits.length > 0) return [...fits].sort(byTraffic)[0];
    if (own) return selectedOnly(own);
  }
  return [...pairs].filter(({ nominated, state }) => nominated && state === 'succeeded').sort(byTraffic)[0];
}

function fitsEnd(end: PairEnd | undefined, at: string | undefined, type: string | undefined): boolean {
  if (!end) return false;
  const { address, port } = splitHostPort(at);
  const sameAddress =
    isHidden(address) || isHidden(end.address) || (address === end.address && port === end.port);
  return sameAddress && (type === undefined || type === end.type);
}

/** An end that told which pair it selected, but no statistics of it (older records). */
const selectedOnly = (event: EventOf<'selected_pair'>): PairRow => ({
  id: 'selected',
  local: endOf({ ...event, at: event.local, type: event.localType }),
  remote: endOf({ at: event.remote, type: event.remoteType, protocol: event.protocol }),
  state: 'succeeded',
  nominated: true,
  requestsSent: undefined,
  responsesReceived: undefined,
  requestsReceived: undefined,
  responsesSent: undefined,
  roundTripTime: undefined,
  priority: undefined,
});
