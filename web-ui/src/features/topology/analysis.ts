import { message, type Message } from '../../i18n/i18n';
import type { PairEnd, PairRow } from '../candidates/model';
import { lineOf, linesOf } from './addresses';
import { splitHostPort, type Side } from './ends';
import type {
  AddressLine,
  PairAnswer,
  TopologyAsk,
  TopologyFacts,
  TopologyModel,
  TopologyNode,
  TopologyRoute,
} from './model';
import { natsBefore, prflxIsMapped } from './nats';
import { answerOf, order, pairsOfTopology, stateOf } from './pairs';
import { serverOf, serversOf, type ServerSeen } from './servers';

const ids = { local: 'browser', remote: 'peer' } as const;

/** What the addresses of one call say about the parts between its ends. No DOM, nothing assumed. */
export function topologyOf(facts: TopologyFacts): TopologyModel {
  const servers = serversOf(facts.serverUrls, facts.candidates);
  const left = natsBefore(facts, 'local');
  const right = natsBefore(facts, 'remote');
  const nodes: TopologyNode[] = [
    endNode(facts, 'local', left.nodes.length > 0),
    ...left.nodes,
    ...servers.map(server => serverNode(server, servers, facts)),
    ...right.nodes,
    endNode(facts, 'remote', right.nodes.length > 0),
  ];
  const legs = (pair: PairRow): TopologyRoute['legs'] | undefined => legsOf(pair, facts, servers, nodes);
  return {
    nodes,
    routes: routesOf(facts, legs),
    asks: asksOf(facts, servers),
    pairs: pairsOfTopology(facts.pairs, facts.selectedPairId, pair => {
      const ways = legs(pair);
      return ways && routeId(ways);
    }),
    live: facts.live ?? { bitrate: undefined, roundTrip: undefined },
    missing: (['local', 'remote'] as const)
      .filter(side => facts.halves?.[side] === false)
      .map(side => ids[side]),
    nat: { browser: left.said, peer: right.said },
  };
}

/** An end with its own addresses, and those only others saw where no NAT before it explains them. */
function endNode(facts: TopologyFacts, side: Side, behindNat: boolean): TopologyNode {
  const isLeft = side === 'local';
  const types = isLeft || behindNat ? ['host'] : ['host', 'prflx'];
  const addresses = linesOf(facts, side, types);
  const vpn = addresses.some(({ networkType }) => networkType === 'vpn');
  const role = (isLeft ? facts.ownRole : facts.peerRole) ?? ids[side];
  return {
    id: ids[side],
    kind: ids[side],
    role,
    source: 'measured',
    name: isLeft ? facts.ownName : facts.peerName,
    addresses: [...addresses, ...seenOnly(facts, side, behindNat)],
    notes: vpn ? [message('topology.vpn')] : [],
  };
}

/** What the other end saw of an end that hides all its own addresses: the only ones that are known of it. */
function seenOnly(facts: TopologyFacts, side: Side, behindNat: boolean): AddressLine[] {
  const own = linesOf(facts, side, ['host']);
  if (behindNat || own.some(({ address }) => address !== undefined)) return [];
  return (facts.seenAs?.[side] ?? []).map(address => ({
    type: 'seen',
    address,
    protocol: undefined,
    relayProtocol: undefined,
    source: 'measured',
  }));
}

function serverNode(
  server: ServerSeen,
  servers: readonly ServerSeen[],
  { candidates, candidateErrors }: TopologyFacts,
): TopologyNode {
  const gave = candidates.filter(row => row.seenBy === 'event' && serverOf(servers, row) === server);
  const relays = candidates.filter(row => row.type === 'relay' && serverOf(servers, row) === server);
  const failed = candidateErrors.filter(error => serverOf(servers, error) === server);
  const notes: Message[] = [];
  if (!gave.some(({ type }) => type === 'srflx' || type === 'relay')) {
    notes.push(message(failed.length > 0 ? 'topology.serverErrors' : 'topology.serverNothing'));
  }
  return {
    id: server.id,
    kind: 'server',
    source: relays.length > 0 || gave.length > 0 ? 'measured' : 'unknown',
    name: server.hosts.join(', '),
    addresses: unique(relays.map(lineOf)),
    notes,
  };
}

function unique(lines: AddressLine[]): AddressLine[] {
  const seen = new Set<string>();
  return lines.filter(({ address }) => !seen.has(String(address)) && seen.add(String(address)));
}

/** Seen by a media peer; else derived from the candidate an answer became, or from the error that was told. */
function asksOf(facts: TopologyFacts, servers: readonly ServerSeen[]): TopologyAsk[] {
  const asks = new Map<string, TopologyAsk>();
  const note = (ask: TopologyAsk, certain: boolean): void => {
    const key = `${ask.from} ${ask.server} ${ask.what}`;
    const known = asks.get(key);
    if (!known || (certain && known.state !== 'answered')) asks.set(key, ask);
  };
  for (const row of facts.candidates) {
    const server = row.url ? serverOf(servers, row) : undefined;
    if (!server || (row.type !== 'srflx' && row.type !== 'relay')) continue;
    const what = row.type === 'relay' ? 'turn' : 'stun';
    note({ from: ids[row.side], server: server.id, what, source: 'derived', state: 'answered' }, true);
  }
  for (const { side, url, code } of facts.candidateErrors) {
    const server = url ? serverOf(servers, { url }) : undefined;
    if (!server) continue;
    const what = url.startsWith('turn') ? 'turn' : 'stun';
    const state = code === 701 ? 'silent' : 'refused';
    note({ from: ids[side], server: server.id, what, source: 'derived', state }, false);
  }
  for (const { from, what, remote, state } of facts.asked ?? []) {
    const server = serverOf(servers, { address: splitHostPort(remote).address });
    if (!server) continue;
    const known = asks.get(`${ids[from]} ${server.id} ${what}`);
    const best = known?.state === 'answered' ? 'answered' : state;
    asks.set(`${ids[from]} ${server.id} ${what}`, {
      from: ids[from],
      server: server.id,
      what,
      source: 'measured',
      state: best,
    });
  }
  return [...asks.values()];
}

/** The pairs by the way they would take: one line for all that pass the same parts in the same manner. */
function routesOf(
  facts: TopologyFacts,
  legsOfPair: (pair: PairRow) => TopologyRoute['legs'] | undefined,
): TopologyRoute[] {
  const routes = new Map<string, TopologyRoute>();
  for (const pair of facts.pairs) {
    const legs = legsOfPair(pair);
    if (!legs) continue;
    const id = routeId(legs);
    const key = `${id} ${legs.map(({ to }) => to).join(' ')}`;
    const state = stateOf(pair, facts.selectedPairId);
    const known = routes.get(key);
    const route = known ?? { id, legs, pairs: 0, state, answers: none };
    const answer = answerOf(pair);
    routes.set(key, {
      ...route,
      pairs: route.pairs + 1,
      state: order.indexOf(state) < order.indexOf(route.state) ? state : route.state,
      answers: { ...route.answers, [answer]: route.answers[answer] + 1 },
    });
  }
  return [...routes.values()].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
}

const none: Record<PairAnswer, number> = { answered: 0, 'one-way': 0, silent: 0, unasked: 0 };

function routeId(legs: TopologyRoute['legs']): TopologyRoute['id'] {
  const relay = legs.findIndex(({ to }) => to.startsWith('server'));
  if (relay < 0) return legs.length > 1 ? 'through' : 'around';
  const local = legs.slice(0, relay + 1).some(({ turn }) => turn);
  const remote = legs.slice(relay + 1).some(({ turn }) => turn);
  return local && remote ? 'relay-both' : local ? 'relay-local' : 'relay-remote';
}

const isRelay = (end: PairEnd): boolean => end.type === 'relay' || end.relayProtocol !== undefined;

/** The parts a pair passes. An end passes its NAT where it is known by an outside address, or reaches a server. */
function legsOf(
  { local, remote }: PairRow,
  facts: TopologyFacts,
  servers: readonly ServerSeen[],
  nodes: readonly TopologyNode[],
): TopologyRoute['legs'] | undefined {
  if (!local || !remote) return undefined;
  const has = (id: string): boolean => nodes.some(node => node.id === id);
  const localRelay = isRelay(local);
  const remoteRelay = remote.type === 'relay';
  const byServer = localRelay || remoteRelay;
  const announced = facts.candidates.find(
    row => row.side === 'remote' && row.type === 'relay' && row.port === remote.port,
  );
  const of = (end: PairEnd, url: string | undefined): ServerSeen | undefined =>
    serverOf(servers, { url: end.url ?? url, address: end.address });
  const localServer = localRelay ? of(local, undefined) : undefined;
  const remoteServer = remoteRelay ? of(remote, announced?.url) : undefined;
  if ((localRelay && !localServer) || (remoteRelay && !remoteServer)) return undefined;

  const stops: { id: string; turn: boolean }[] = [];
  // To a server, or from an outside address: through the NAT, if there is one.
  const mapped = local.type === 'srflx' || (local.type === 'prflx' && prflxIsMapped(facts));
  if (byServer || mapped) {
    for (const id of ['browser-nat', 'browser-nat-outer']) if (has(id)) stops.push({ id, turn: localRelay });
  }
  if (localServer) stops.push({ id: localServer.id, turn: true });
  if (remoteServer && remoteServer !== localServer) stops.push({ id: remoteServer.id, turn: false });
  if (byServer || remote.type === 'srflx' || remote.type === 'prflx') {
    for (const id of ['peer-nat-outer', 'peer-nat']) if (has(id)) stops.push({ id, turn: remoteRelay });
  }
  stops.push({ id: 'peer', turn: remoteRelay });
  let from = 'browser';
  return stops.map(({ id, turn }) => {
    const leg = { from, to: id, turn };
    from = id;
    return leg;
  });
}
