import { message } from '../../../i18n/i18n';
import { ms } from '../../../shared/units';
import type { CandidateRow, CandidateType, PairEnd, PairRow, PairState } from '../../candidates/model';
import type { PathFinding } from '../../path/model';
import type { TopologyFacts, TopologyModel } from '../model';

export const turnAt = 'turn:198.51.100.10:3478?transport=udp';

let port = 40_000;

/** A candidate at a port of its own. */
export const candidate = (
  side: 'local' | 'remote',
  type: CandidateType,
  address: string,
  more: Partial<CandidateRow> = {},
): CandidateRow => ({
  key: `${side}-${type}-${port}`,
  side,
  type,
  address,
  port: port++,
  protocol: 'udp',
  priority: undefined,
  at: ms(0),
  seenBy: 'event',
  ...more,
});

/** What a pair says of that candidate. */
export const end = (row: CandidateRow): PairEnd => ({
  statsId: row.key,
  type: row.type,
  address: row.address,
  port: row.port,
  protocol: row.protocol,
  priority: undefined,
  ...(row.relayProtocol ? { relayProtocol: row.relayProtocol } : {}),
  ...(row.url ? { url: row.url } : {}),
});

/** A pair that was asked and answered once in both directions. */
export const pair = (
  id: string,
  local: CandidateRow,
  remote: CandidateRow,
  state: PairState = 'succeeded',
): PairRow => ({
  id,
  local: end(local),
  remote: end(remote),
  state,
  nominated: false,
  requestsSent: 1,
  responsesReceived: 1,
  requestsReceived: 1,
  responsesSent: 1,
  roundTripTime: undefined,
  priority: undefined,
});

/** A path that was measured, for that reason. */
export const path = (kind: PathFinding['kind'], because: PathFinding['because']['key']): PathFinding => ({
  kind,
  relayed: kind.startsWith('relay'),
  relayAt: [],
  source: 'measured',
  because: message(because),
});

/** What is known of a call of which nothing is known, and more. */
export const facts = (more: Partial<TopologyFacts>): TopologyFacts => ({
  candidates: [],
  candidateErrors: [],
  pairs: [],
  selectedPairId: undefined,
  path: undefined,
  serverUrls: [],
  peerNat: undefined,
  peerName: 'peer one',
  peerNetwork: 'alpha',
  sameMachine: false,
  ...more,
});

/** The ways of media in words: their state, and the nodes they pass. */
export const way = (model: TopologyModel): string[] =>
  model.routes.map(({ state, legs }) => `${state}: ${['browser', ...legs.map(leg => leg.to)].join(' ')}`);

export const host = candidate('local', 'host', '192.0.2.7');
export const peerHost = candidate('remote', 'host', '10.1.0.2');
export const srflx = candidate('local', 'srflx', '203.0.113.5', { url: 'stun:198.51.100.10:3478' });
export const peerSrflx = candidate('remote', 'srflx', '198.51.100.25', { url: 'stun:198.51.100.10:3478' });
export const relay = candidate('local', 'relay', '198.51.100.10', { url: turnAt, relayProtocol: 'udp' });
export const peerRelay = candidate('remote', 'relay', '198.51.100.10', {
  url: 'turn:198.51.100.10:3478?transport=tcp',
  relayProtocol: 'tcp',
});
