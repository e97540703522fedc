import type { MeasuredPath } from '../../protocol/messages';
import type { NatReportBody } from '../../protocol/rest';
import type { EventOf, SessionEvent, SessionParticipant } from '../../protocol/session-record';
import { bitsPerSecond, ms } from '../../shared/units';
import { message } from '../../i18n/i18n';
import { isHidden, relayProtocolOf } from '../candidates/analysis';
import type { CandidateError, CandidateRow, PairRow } from '../candidates/model';
import { unknownOf } from '../matrix/analysis';
import { classifyPath } from '../path/analysis';
import type { PathFinding } from '../path/model';
import {
  candidatesOf,
  candidateTypeOf,
  endsOf,
  ofEnd,
  pairsOf,
  selectedPairOf,
  type ObservedSession,
  type SessionEnds,
  type Side,
} from './ends';
import { latestOf } from './latest';
import type { Asked, TopologyFacts } from './model';

/** What a caller may know beside the record. */
export interface KnownBeside {
  /** Reports of the networks of the two ends; those of the record count first. */
  nat?: { left?: NatReportBody | undefined; right?: NatReportBody | undefined };
  names?: { right?: string | undefined; network?: string | undefined };
  /** URLs of the STUN and TURN servers the page was given. */
  serverUrls?: readonly string[];
  /** The path as the verdict over the same record names it. */
  path?: MeasuredPath | undefined;
}

/** Reads a session into what the topology is drawn from; undefined while nobody took part in it. */
export function factsOfSession(
  session: ObservedSession,
  beside: KnownBeside = {},
): TopologyFacts | undefined {
  const ends = endsOf(session);
  if (!ends) return undefined;
  const { left, right } = ends;
  const events = latestOf(session.events);
  const pairs = pairsOf(events, ends);
  const selected = selectedPairOf(events, pairs, ends);
  const all = selected && !pairs.includes(selected) ? [...pairs, selected] : pairs;
  const announced = [
    ...candidatesOf(events, left.peerId, 'local'),
    ...candidatesOf(events, right.peerId, 'remote'),
  ];
  const candidates = [...announced, ...learnt(all, announced)];
  const sameMachine = [left, right].some(
    ({ peerId }) => ofEnd(events, peerId, 'environment').at(-1)?.originKind === 'loopback',
  );
  const peerNat = natOf(right, events) ?? beside.nat?.right;
  return {
    candidates,
    candidateErrors: errorsOf(events, ends),
    pairs: all,
    selectedPairId: selected?.id,
    path: selected && pathOf(selected, announced, { events, ends, sameMachine, peerNat, told: beside.path }),
    serverUrls: urlsOf(events, beside.serverUrls ?? []),
    ownRole: left.role === 'media-peer' ? 'peer' : 'browser',
    peerRole: right.role === 'browser' ? 'browser' : 'peer',
    ownName: left.name ?? undefined,
    ownNetwork: left.network ?? undefined,
    ownNat: natOf(left, events) ?? beside.nat?.left,
    peerNat,
    peerName: right.name ?? beside.names?.right,
    peerNetwork: right.network ?? beside.names?.network,
    sameMachine,
    asked: [...askedBy(events, left.peerId, 'local'), ...askedBy(events, right.peerId, 'remote')],
    seenAs: { local: seenAs(events, ends, 'local'), remote: seenAs(events, ends, 'remote') },
    live: liveOf(events, ends, selected),
    halves: { local: hasHalf(events, left.peerId), remote: hasHalf(events, right.peerId) },
  };
}

/** Ends of pairs that nobody announced: learnt from the checks. */
function learnt(pairs: readonly PairRow[], announced: readonly CandidateRow[]): CandidateRow[] {
  const rows: CandidateRow[] = [];
  for (const { local, remote } of pairs) {
    for (const [side, end] of [
      ['local', local],
      ['remote', remote],
    ] as const) {
      if (end?.type !== 'prflx') continue;
      const known = [...announced, ...rows].some(
        row =>
          row.side === side && row.type === 'prflx' && row.address === end.address && row.port === end.port,
      );
      if (known) continue;
      const { type, address, port, protocol } = end;
      rows.push({
        key: `${side}-learnt-${rows.length}`,
        side,
        type,
        address,
        port,
        protocol,
        priority: undefined,
        at: ms(0),
        seenBy: 'stats',
      });
    }
  }
  return rows;
}

interface PathBasis {
  events: readonly SessionEvent[];
  ends: SessionEnds;
  sameMachine: boolean;
  peerNat: NatReportBody | undefined;
  told: MeasuredPath | undefined;
}

function pathOf(
  pair: PairRow,
  announced: readonly CandidateRow[],
  basis: PathBasis,
): PathFinding | undefined {
  const { local, remote } = pair;
  const { told, events, ends, sameMachine, peerNat } = basis;
  if (!local || !remote) return undefined;
  const relayed = told?.startsWith('relay') ?? false;
  // A hidden peer-reflexive end says nothing without its port, which a record does not hold.
  const open = local.type === 'prflx' && isHidden(local.address) && local.relayProtocol === undefined;
  if (open) {
    const kind = told ?? 'unknown';
    const source = told ? 'derived' : 'unknown';
    return { kind, relayed, relayAt: [], source, because: message('path.because.verdict') };
  }
  const peer = ofEnd(events, ends.right.peerId, 'selected_pair').at(-1);
  return classifyPath({
    local,
    remote,
    announced,
    sameMachine,
    peerType: candidateTypeOf(peer?.localType),
    peerRelay: relayProtocolOf(peer?.relayProtocol),
    peerNat: peerNat?.nat === 'none' || peerNat?.nat === 'present' ? peerNat.nat : undefined,
  });
}

/** The report that was known of the network of an end: of the participant, or an event of its own. */
function natOf(end: SessionParticipant, events: readonly SessionEvent[]): NatReportBody | undefined {
  if (end.nat && !unknownOf(end.nat)) return end.nat as NatReportBody;
  const told = events.filter(event => event.type === 'nat_report' && event.to === end.peerId);
  const last = told.at(-1) as EventOf<'nat_report'> | undefined;
  if (!last) return undefined;
  const { nat, mapping, filtering, mappedAddress, udp, tcp, tls } = last;
  const fields = { nat, mapping, filtering, mappedAddress, udp, tcp, tls };
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== 'unknown'),
  );
}

const errorsOf = (events: readonly SessionEvent[], { left, right }: SessionEnds): CandidateError[] =>
  (
    [
      ['local', left],
      ['remote', right],
    ] as const
  ).flatMap(([side, { peerId }]) =>
    ofEnd(events, peerId, 'candidate_error').map(({ url = '', code, text = '' }) => ({
      side,
      url,
      code,
      text,
      at: ms(0),
    })),
  );

const urlsOf = (events: readonly SessionEvent[], more: readonly string[]): string[] => [
  ...new Set([...more, ...events.flatMap(event => (event.type === 'environment' ? event.iceServers : []))]),
];

const hasHalf = (events: readonly SessionEvent[], peerId: string): boolean =>
  events.some(
    ({ from, source }) => from === peerId && source.where !== 'signaling' && source.where !== 'coturn',
  );

/** Questions to STUN and TURN servers that were seen going out, and what became of them. */
function askedBy(events: readonly SessionEvent[], peerId: string, from: Side): Asked[] {
  const asked = new Map<string, Asked>();
  for (const event of events) {
    if (event.from !== peerId && event.to !== peerId) continue;
    if (event.type !== 'stun_sent' && event.type !== 'stun_received' && event.type !== 'stun_timeout')
      continue;
    if (event.toward === 'peer' || event.source.by !== peerId) continue;
    const key = `${event.toward} ${event.remote ?? ''}`;
    const known = asked.get(key) ?? {
      from,
      what: event.toward,
      remote: event.remote,
      state: 'silent' as const,
    };
    if (event.type === 'stun_received' && event.code === 0) known.state = 'answered';
    // The first 401 is how a TURN server asks for the credential (RFC 8656 §5).
    else if (event.type === 'stun_received' && event.code !== 401 && known.state === 'silent')
      known.state = 'refused';
    asked.set(key, known);
  }
  return [...asked.values()];
}

/** Addresses under which others saw an end: the other end by its checks, coturn by its log, servers by their answers. */
function seenAs(events: readonly SessionEvent[], { left, right }: SessionEnds, side: Side): string[] {
  const [self, other] = side === 'local' ? [left.peerId, right.peerId] : [right.peerId, left.peerId];
  const seen = events.flatMap(event => {
    if (event.type === 'relay' && event.from === self) return [event.client];
    if (event.type === 'check_received' && event.source.by === other) return [event.remote];
    if (event.type === 'stun_received' && event.source.by === self && event.toward !== 'peer')
      return [event.mapped];
    return [];
  });
  return [...new Set(seen.filter(address => address !== undefined))];
}

/** The latest figures of the media, as the end that receives it saw them. */
function liveOf(
  events: readonly SessionEvent[],
  { left, right }: SessionEnds,
  pair: PairRow | undefined,
): NonNullable<TopologyFacts['live']> {
  const own = ofEnd(events, left.peerId, 'media').at(-1);
  const other = ofEnd(events, right.peerId, 'media').at(-1);
  const bits = own?.bitsPerSecondIn ?? other?.bitsPerSecondOut;
  const rtt = own?.rttMs ?? other?.rttMs ?? pair?.roundTripTime;
  return {
    bitrate: bits === undefined ? undefined : bitsPerSecond(bits),
    roundTrip: rtt === undefined ? undefined : ms(rtt),
  };
}
