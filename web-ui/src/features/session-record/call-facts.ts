import type { EventOf, SessionEvent, SessionRecord } from '../../protocol/session-record';
import { ms } from '../../shared/units';
import { parseCandidate, relayProtocolOf } from '../candidates/analysis';
import type { CandidateError, CandidateRow, PairEnd, PairRow, PairState } from '../candidates/model';
import { startOf } from '../replay/analysis';
import { candidateTypeOf, splitHostPort } from '../topology/ends';

/** The candidates and pairs of a recorded session, seen from its caller; times count from its start. */
export interface RecordedCall {
  candidates: CandidateRow[];
  candidateErrors: CandidateError[];
  pairs: PairRow[];
  selectedPairId: string | undefined;
}

type Side = 'local' | 'remote';

export function recordedCall(record: SessionRecord, start = startOf(record.events)): RecordedCall {
  const [caller, callee] = record.participants;
  const sideOf = (peerId: string): Side | undefined =>
    peerId === caller?.peerId ? 'local' : peerId === callee?.peerId ? 'remote' : undefined;
  return {
    candidates: candidatesOf(record.events, sideOf, start),
    candidateErrors: errorsOf(record.events, sideOf, start),
    ...pairsOf(record.events, sideOf),
  };
}

const of = <T extends SessionEvent['type']>(
  events: readonly SessionEvent[],
  type: T,
): Extract<SessionEvent, { type: T }>[] =>
  events.filter((event): event is Extract<SessionEvent, { type: T }> => event.type === type);

/** As their owner gathered them; of an end that reported none, as it announced them. */
function candidatesOf(
  events: readonly SessionEvent[],
  sideOf: (peerId: string) => Side | undefined,
  start: number,
): CandidateRow[] {
  const gathered = of(events, 'candidate').flatMap(event => {
    const side = sideOf(event.from);
    const row = side && gatheredRow(event, side, start);
    return row ? [row] : [];
  });
  const announced = of(events, 'signal').flatMap(event => {
    const side = sideOf(event.from);
    if (!side || event.candidate === undefined || gathered.some(row => row.side === side)) return [];
    const row = parseCandidate(event.candidate, side, ms(event.at - start), `event-${event.n}`);
    return row ? [withOrigin(row, event)] : [];
  });
  return [...gathered, ...announced];
}

function gatheredRow(event: EventOf<'candidate'>, side: Side, start: number): CandidateRow | undefined {
  const type = candidateTypeOf(event.candidateType);
  if (!type) return undefined;
  const at = ms(event.at - start);
  const key = `event-${event.n}`;
  const parsed = parseCandidate(event.candidate, side, at, key);
  const row: CandidateRow = {
    ...parsed,
    key,
    side,
    at,
    type,
    address: event.hidden
      ? parsed && parsed.address.endsWith('.local')
        ? parsed.address
        : ''
      : (event.address ?? parsed?.address ?? ''),
    port: event.port ?? parsed?.port,
    protocol: event.protocol ?? parsed?.protocol ?? '',
    priority: parsed?.priority,
    seenBy: 'event',
  };
  return withOrigin(row, event);
}

function withOrigin(
  row: CandidateRow,
  { url, relayProtocol }: { url?: string | undefined; relayProtocol?: string | undefined },
): CandidateRow {
  const result = { ...row };
  if (url) result.url = url;
  const relay = relayProtocolOf(relayProtocol);
  if (relay) result.relayProtocol = relay;
  return result;
}

const errorsOf = (
  events: readonly SessionEvent[],
  sideOf: (peerId: string) => Side | undefined,
  start: number,
): CandidateError[] =>
  of(events, 'candidate_error').flatMap(({ from, url = '', code, text = '', at }) => {
    const side = sideOf(from);
    return side ? [{ side, url, code, text, at: ms(at - start) }] : [];
  });

/** The last report of each pair of the caller, else of the callee, turned round. */
function pairsOf(
  events: readonly SessionEvent[],
  sideOf: (peerId: string) => Side | undefined,
): { pairs: PairRow[]; selectedPairId: string | undefined } {
  const by = (side: Side): { rows: Map<string, PairRow>; selected: EventOf<'selected_pair'> | undefined } => {
    const rows = new Map<string, PairRow>();
    for (const event of of(events, 'pair'))
      if (sideOf(event.from) === side) rows.set(event.pair, rowOf(event, side));
    return { rows, selected: of(events, 'selected_pair').findLast(({ from }) => sideOf(from) === side) };
  };
  const own = by('local');
  const seen = own.rows.size > 0 || own.selected ? own : by('remote');
  const side = seen === own ? 'local' : 'remote';
  const pairs = [...seen.rows.values()];
  const { selected } = seen;
  if (!selected) return { pairs, selectedPairId: undefined };
  const ends = endsOf(selected, side);
  const named = selected.pair === undefined ? undefined : seen.rows.get(selected.pair);
  const found =
    named ?? pairs.findLast(({ local, remote }) => equal(local, ends.local) && equal(remote, ends.remote));
  if (found) return { pairs, selectedPairId: found.id };
  const only: PairRow = { ...unmeasured, id: 'selected', ...ends, state: 'succeeded', nominated: true };
  return { pairs: [...pairs, only], selectedPairId: only.id };
}

const unmeasured = {
  requestsSent: undefined,
  responsesReceived: undefined,
  requestsReceived: undefined,
  responsesSent: undefined,
  roundTripTime: undefined,
  priority: undefined,
};

const rowOf = (event: EventOf<'pair'>, side: Side): PairRow => ({
  id: event.pair,
  ...endsOf(event, side),
  state: event.state as PairState,
  nominated: event.nominated,
  requestsSent: event.requestsSent,
  responsesReceived: event.responsesReceived,
  requestsReceived: event.requestsReceived,
  responsesSent: event.responsesSent,
  roundTripTime: event.rttMs === undefined ? undefined : ms(event.rttMs),
  priority: undefined,
});

/** The relay protocol belongs to the end that reported the pair. */
function endsOf(
  event: EventOf<'pair'> | EventOf<'selected_pair'>,
  side: Side,
): { local: PairEnd | undefined; remote: PairEnd | undefined } {
  const mine = endOf(event.local, event.localType, event.protocol, event.relayProtocol);
  const other = endOf(event.remote, event.remoteType, event.protocol, undefined);
  return side === 'local' ? { local: mine, remote: other } : { local: other, remote: mine };
}

function endOf(
  place: string | undefined,
  word: string | undefined,
  protocol: string | undefined,
  relayProtocol: string | undefined,
): PairEnd | undefined {
  const type = candidateTypeOf(word);
  if (!type) return undefined;
  const { address, port } = splitHostPort(place);
  const end: PairEnd = { statsId: '', type, address, port, protocol: protocol ?? '', priority: undefined };
  const relay = relayProtocolOf(relayProtocol);
  if (relay) end.relayProtocol = relay;
  return end;
}

const equal = (x: PairEnd | undefined, y: PairEnd | undefined): boolean =>
  x?.type === y?.type && x?.address === y?.address && x?.port === y?.port;
