import { message, type Message } from '../../i18n/i18n';
import { hostPort, isHidden } from '../candidates/analysis';
import type { CandidateRow, PairEnd, PairRow } from '../candidates/model';
import type {
  AddressLine,
  TopologyAsk,
  TopologyFacts,
  TopologyModel,
  TopologyNode,
  TopologyRoute,
} from './model';
import { serverOf, serversOf, type ServerSeen } from './servers';

type Side = 'local' | 'remote';
const ids = { local: 'browser', remote: 'peer' } as const;

/** What the addresses of one call say about the parts between its ends. No DOM, nothing assumed. */
export function topologyOf(facts: TopologyFacts): TopologyModel {
  const servers = serversOf(facts.serverUrls, facts.candidates);
  const browserNat = natBeforeBrowser(facts);
  const peerNat = natBeforePeer(facts);
  const nodes: TopologyNode[] = [
    {
      id: 'browser',
      kind: 'browser',
      source: 'measured',
      name: undefined,
      addresses: linesOf(facts, 'local', ['host']),
      notes: [],
    },
  ];
  if (browserNat.node) nodes.push(browserNat.node);
  nodes.push(...servers.map(server => serverNode(server, servers, facts)));
  if (peerNat.node) nodes.push(peerNat.node);
  nodes.push(peerNode(facts, peerNat.node !== undefined));
  return {
    nodes,
    routes: routesOf(facts, servers, nodes),
    asks: asksOf(facts, servers),
    nat: { browser: browserNat.said, peer: peerNat.said },
  };
}

function lineOf(row: CandidateRow): AddressLine {
  return {
    type: row.type,
    address: isHidden(row.address) ? undefined : hostPort(row.address, row.port),
    protocol: row.protocol,
    relayProtocol: row.relayProtocol,
    source: 'measured',
  };
}

/** Addresses of some types, each once; hidden ones differ by their port only and are counted as one. */
function linesOf({ candidates }: TopologyFacts, side: Side, types: readonly string[]): AddressLine[] {
  const lines = candidates.filter(row => row.side === side && types.includes(row.type)).map(lineOf);
  const seen = new Set<string>();
  return lines.filter(line => {
    const key = `${line.type} ${line.address} ${line.protocol}`;
    return !seen.has(key) && seen.add(key);
  });
}

/**
 * An outside address that differs from all addresses of the browser means a NAT. Where the browser hides its own, it
 * also announces the mapped address if it equals them, so only a changed port shows a NAT then. A peer-reflexive
 * local end shows one where the path was judged so.
 */
function natBeforeBrowser(facts: TopologyFacts): { node: TopologyNode | undefined; said: Message } {
  const local = facts.candidates.filter(({ side }) => side === 'local');
  const mapped = local.filter(({ type }) => type === 'srflx');
  const hosts = local.filter(({ type }) => type === 'host');
  const selected = facts.pairs.find(({ id }) => id === facts.selectedPairId);
  if (selected?.local?.type === 'prflx' && prflxIsMapped(facts)) {
    const addresses = [...linesOf(facts, 'local', ['srflx']), lineOfEnd(selected.local)];
    return browserNat('derived', message('topology.natFromPrflx'), addresses);
  }
  if (mapped.length === 0) {
    const direct = facts.path?.kind === 'direct';
    return { node: undefined, said: message(direct ? 'topology.natNotOnPath' : 'topology.natUnknown') };
  }
  const addresses = linesOf(facts, 'local', ['srflx']);
  if (mapped.every(row => hosts.some(host => host.address === row.address && host.port === row.port))) {
    return { node: undefined, said: message('topology.natNone') };
  }
  // On one machine with the lab, an address the browser did not list may also be that of another interface.
  if (facts.sameMachine) return browserNat('unknown', message('topology.natMaybe'), addresses);
  const hidden = hosts.length === 0 || hosts.some(({ address }) => isHidden(address));
  const keptPort = mapped.every(row => hosts.some(host => host.port === row.port));
  if (hidden && (keptPort || hosts.length === 0)) {
    return browserNat('unknown', message('topology.natHidden'), addresses);
  }
  return browserNat('derived', message('topology.natFromSrflx'), addresses);
}

function browserNat(
  source: 'derived' | 'unknown',
  said: Message,
  addresses: AddressLine[],
): { node: TopologyNode; said: Message } {
  return {
    node: { id: 'browser-nat', kind: 'browser-nat', source, name: undefined, addresses, notes: [said] },
    said,
  };
}

/** Whether the peer-reflexive local end of the selected pair was judged to be a mapping of a NAT. */
const prflxIsMapped = ({ path }: TopologyFacts): boolean =>
  path?.kind === 'stun' &&
  (path.because.key === 'path.because.localPrflx' || path.because.key === 'path.because.localPrflxSamePort');

const lineOfEnd = (end: PairEnd): AddressLine => ({
  type: end.type,
  address: isHidden(end.address) ? undefined : hostPort(end.address, end.port),
  protocol: end.protocol,
  relayProtocol: end.relayProtocol,
  source: 'measured',
});

/** Measured by the probe in the peer's network, or told by the peer's own server-reflexive candidate. */
function natBeforePeer(facts: TopologyFacts): { node: TopologyNode | undefined; said: Message } {
  const { peerNat: report, peerNetwork } = facts;
  const mapped = linesOf(facts, 'remote', ['srflx']);
  const reported = report?.nat === 'present';
  if (mapped.length === 0 && !reported) {
    const said =
      report === undefined
        ? 'topology.peerNatUnknown'
        : report.nat === 'none'
          ? 'topology.peerNatNone'
          : 'topology.peerNatUndecided';
    return { node: undefined, said: message(said) };
  }
  const notes: Message[] = [];
  if (reported) {
    const { mapping, filtering } = report;
    if (typeof mapping === 'string') notes.push(message('topology.mapping', { value: mapping }));
    if (typeof filtering === 'string') notes.push(message('topology.filtering', { value: filtering }));
  }
  const ofReport: AddressLine[] =
    mapped.length === 0 && typeof report?.mappedAddress === 'string'
      ? [
          {
            type: 'mapped',
            address: report.mappedAddress,
            protocol: undefined,
            relayProtocol: undefined,
            source: 'measured',
          },
        ]
      : [];
  return {
    node: {
      id: 'peer-nat',
      kind: 'peer-nat',
      source: reported ? 'measured' : 'derived',
      name: peerNetwork,
      addresses: [...mapped, ...ofReport],
      notes,
    },
    said: message(reported ? 'topology.peerNatMeasured' : 'topology.peerNatFromSrflx'),
  };
}

function peerNode(facts: TopologyFacts, behindNat: boolean): TopologyNode {
  const types = behindNat ? ['host'] : ['host', 'prflx'];
  return {
    id: 'peer',
    kind: 'peer',
    source: 'measured',
    name: facts.peerName,
    addresses: linesOf(facts, 'remote', types),
    notes: [],
  };
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

function asksOf({ candidates }: TopologyFacts, servers: readonly ServerSeen[]): TopologyAsk[] {
  const asks = new Map<string, TopologyAsk>();
  for (const row of candidates) {
    const server = row.url ? serverOf(servers, row) : undefined;
    if (!server || (row.type !== 'srflx' && row.type !== 'relay')) continue;
    const ask: TopologyAsk = {
      from: ids[row.side],
      server: server.id,
      what: row.type === 'relay' ? 'turn' : 'stun',
    };
    asks.set(`${ask.from} ${ask.server} ${ask.what}`, ask);
  }
  return [...asks.values()];
}

const order: readonly TopologyRoute['state'][] = ['media', 'works', 'checking', 'failed', 'gone'];

function stateOf(pair: PairRow, selectedPairId: string | undefined): TopologyRoute['state'] {
  if (pair.id === selectedPairId) return 'media';
  switch (pair.state) {
    case 'succeeded':
      return 'works';
    case 'failed':
      return 'failed';
    case 'gone':
      return 'gone';
    default:
      return 'checking';
  }
}

/** The pairs by the way they would take: one line for all that pass the same parts in the same manner. */
function routesOf(
  facts: TopologyFacts,
  servers: readonly ServerSeen[],
  nodes: readonly TopologyNode[],
): TopologyRoute[] {
  const routes = new Map<string, TopologyRoute>();
  for (const pair of facts.pairs) {
    const legs = legsOf(pair, facts, servers, nodes);
    if (!legs) continue;
    const id = routeId(legs);
    const key = `${id} ${legs.map(({ to }) => to).join(' ')}`;
    const state = stateOf(pair, facts.selectedPairId);
    const route = routes.get(key);
    if (!route) routes.set(key, { id, legs, pairs: 1, state });
    else {
      route.pairs++;
      if (order.indexOf(state) < order.indexOf(route.state)) route.state = state;
    }
  }
  return [...routes.values()].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
}

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
  if (has('browser-nat') && (byServer || mapped)) {
    stops.push({ id: 'browser-nat', turn: localRelay });
  }
  if (localServer) stops.push({ id: localServer.id, turn: true });
  if (remoteServer && remoteServer !== localServer) stops.push({ id: remoteServer.id, turn: false });
  if (has('peer-nat') && (byServer || remote.type === 'srflx' || remote.type === 'prflx')) {
    stops.push({ id: 'peer-nat', turn: remoteRelay });
  }
  stops.push({ id: 'peer', turn: remoteRelay });
  let from = 'browser';
  return stops.map(({ id, turn }) => {
    const leg = { from, to: id, turn };
    from = id;
    return leg;
  });
}
