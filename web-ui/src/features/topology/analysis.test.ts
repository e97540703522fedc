import { describe, expect, it } from 'vitest';
import { message } from '../../i18n/i18n';
import { ms } from '../../shared/units';
import type { CandidateRow, CandidateType, PairEnd, PairRow, PairState } from '../candidates/model';
import type { PathFinding } from '../path/model';
import { topologyOf } from './analysis';
import type { TopologyFacts, TopologyModel } from './model';

const turnAt = 'turn:198.51.100.10:3478?transport=udp';
let port = 40_000;

const candidate = (
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

const end = (row: CandidateRow): PairEnd => ({
  statsId: row.key,
  type: row.type,
  address: row.address,
  port: row.port,
  protocol: row.protocol,
  priority: undefined,
  ...(row.relayProtocol ? { relayProtocol: row.relayProtocol } : {}),
  ...(row.url ? { url: row.url } : {}),
});

const pair = (
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

const path = (kind: PathFinding['kind'], because: PathFinding['because']['key']): PathFinding => ({
  kind,
  relayed: kind.startsWith('relay'),
  relayAt: [],
  source: 'measured',
  because: message(because),
});

const facts = (more: Partial<TopologyFacts>): TopologyFacts => ({
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

const way = (model: TopologyModel): string[] =>
  model.routes.map(({ state, legs }) => `${state}: ${['browser', ...legs.map(leg => leg.to)].join(' ')}`);

const host = candidate('local', 'host', '192.0.2.7');
const peerHost = candidate('remote', 'host', '10.1.0.2');
const srflx = candidate('local', 'srflx', '203.0.113.5', { url: 'stun:198.51.100.10:3478' });
const peerSrflx = candidate('remote', 'srflx', '198.51.100.25', { url: 'stun:198.51.100.10:3478' });
const relay = candidate('local', 'relay', '198.51.100.10', { url: turnAt, relayProtocol: 'udp' });
const peerRelay = candidate('remote', 'relay', '198.51.100.10', {
  url: 'turn:198.51.100.10:3478?transport=tcp',
  relayProtocol: 'tcp',
});

describe('topology of a call', () => {
  it('direct: the two ends and the line between them, nothing invented', () => {
    const model = topologyOf(
      facts({
        candidates: [host, peerHost],
        pairs: [pair('a', host, peerHost)],
        selectedPairId: 'a',
        path: path('direct', 'path.because.hosts'),
        peerNat: { nat: 'none' },
      }),
    );
    expect(model.nodes.map(({ id }) => id)).toEqual(['browser', 'peer']);
    expect(way(model)).toEqual(['media: browser peer']);
    expect(model.asks).toEqual([]);
    expect(model.nat).toEqual({
      browser: message('topology.natNotOnPath'),
      peer: message('topology.peerNatNone'),
    });
  });

  it('STUN on both sides: through both NATs, the peer’s measured, the browser’s derived', () => {
    const model = topologyOf(
      facts({
        candidates: [host, srflx, peerHost, peerSrflx],
        pairs: [pair('a', srflx, peerSrflx), pair('b', host, peerHost, 'failed')],
        selectedPairId: 'a',
        path: path('stun', 'path.because.mapped'),
        peerNat: { nat: 'present', mapping: 'endpoint-independent', filtering: 'address-dependent' },
      }),
    );
    expect(way(model)).toEqual(['media: browser browser-nat peer-nat peer', 'failed: browser peer']);
    expect(model.nodes.find(({ id }) => id === 'browser-nat')?.source).toBe('derived');
    expect(model.nodes.find(({ id }) => id === 'peer-nat')).toMatchObject({
      source: 'measured',
      name: 'alpha',
      addresses: [{ type: 'srflx', address: expect.stringContaining('198.51.100.25:') as string }],
    });
    expect(model.asks).toMatchObject([
      { from: 'browser', server: 'server-0', what: 'stun' },
      { from: 'peer', server: 'server-0', what: 'stun' },
    ]);
  });

  it('relay at one end: only the leg of that end is inside TURN', () => {
    const model = topologyOf(
      facts({
        candidates: [host, relay, peerHost],
        pairs: [pair('a', relay, peerHost)],
        selectedPairId: 'a',
        path: path('relay-udp', 'path.because.localRelay'),
      }),
    );
    expect(model.routes).toMatchObject([
      {
        id: 'relay-local',
        state: 'media',
        pairs: 1,
        legs: [
          { from: 'browser', to: 'server-0', turn: true },
          { from: 'server-0', to: 'peer', turn: false },
        ],
      },
    ]);
    expect(model.nat.peer).toEqual(message('topology.peerNatUnknown'));
  });

  it('relay at both ends: one server under two names, TURN on both legs', () => {
    const named = candidate('local', 'relay', '198.51.100.10', {
      url: 'turn:localhost:3478?transport=udp',
      relayProtocol: 'udp',
    });
    const model = topologyOf(
      facts({
        candidates: [named, peerRelay],
        pairs: [pair('a', named, peerRelay)],
        selectedPairId: 'a',
        path: path('relay-udp', 'path.because.localRelay'),
        peerNat: { nat: 'present', mapping: 'address-and-port-dependent' },
      }),
    );
    expect(model.nodes.filter(({ kind }) => kind === 'server')).toMatchObject([
      { name: 'localhost, 198.51.100.10' },
    ]);
    expect(model.routes[0]).toMatchObject({ id: 'relay-both', state: 'media' });
    expect(model.routes[0]!.legs).toEqual([
      { from: 'browser', to: 'server-0', turn: true },
      { from: 'server-0', to: 'peer-nat', turn: true },
      { from: 'peer-nat', to: 'peer', turn: true },
    ]);
  });

  it('hidden addresses: shown as hidden, once, and never guessed', () => {
    const one = candidate('local', 'host', 'a.local');
    const other = candidate('local', 'host', 'b.local');
    const prflx = candidate('remote', 'prflx', '', { seenBy: 'stats' });
    const model = topologyOf(
      facts({ candidates: [one, other, prflx], pairs: [pair('a', one, prflx)], selectedPairId: 'a' }),
    );
    expect(model.nodes.find(({ id }) => id === 'browser')?.addresses).toMatchObject([{ address: undefined }]);
    expect(model.nodes.find(({ id }) => id === 'peer')?.addresses).toMatchObject([
      { type: 'prflx', address: undefined },
    ]);
    expect(model.nat.browser).toEqual(message('topology.natUnknown'));
  });

  it('on one machine: an address that may be another interface is no NAT, and a direct path passes none', () => {
    const prflx = candidate('local', 'prflx', 'redacted-ip.invalid', { seenBy: 'stats' });
    const model = topologyOf(
      facts({
        candidates: [host, srflx, prflx, peerHost],
        pairs: [pair('a', prflx, peerHost)],
        selectedPairId: 'a',
        path: path('direct', 'path.because.otherInterface'),
        sameMachine: true,
      }),
    );
    expect(model.nodes.find(({ id }) => id === 'browser-nat')?.source).toBe('unknown');
    expect(model.nat.browser).toEqual(message('topology.natMaybe'));
    expect(way(model)).toEqual(['media: browser peer']);
  });

  it.each([
    ['another address', '192.0.2.7', 5000, '203.0.113.5', 5000, 'derived', 'topology.natFromSrflx'],
    ['its own address', '192.0.2.7', 5000, '192.0.2.7', 5000, undefined, 'topology.natNone'],
    [
      'hidden, same port: perhaps its own',
      'a.local',
      5000,
      '203.0.113.5',
      5000,
      'unknown',
      'topology.natHidden',
    ],
    ['hidden, another port', 'a.local', 5000, '203.0.113.5', 6000, 'derived', 'topology.natFromSrflx'],
  ] as const)('a STUN server saw %s', (_, own, ownPort, seen, seenPort, source, said) => {
    const model = topologyOf(
      facts({
        candidates: [
          candidate('local', 'host', own, { port: ownPort }),
          candidate('local', 'srflx', seen, { port: seenPort }),
        ],
      }),
    );
    expect(model.nodes.find(({ id }) => id === 'browser-nat')?.source).toBe(source);
    expect(model.nat.browser).toEqual(message(said));
  });

  it('a peer-reflexive local end that is a mapping passes the NAT it reveals', () => {
    const prflx = candidate('local', 'prflx', '203.0.113.5', { seenBy: 'stats' });
    const model = topologyOf(
      facts({
        candidates: [host, peerHost],
        pairs: [pair('a', prflx, peerHost)],
        selectedPairId: 'a',
        path: path('stun', 'path.because.localPrflx'),
      }),
    );
    expect(way(model)).toEqual(['media: browser browser-nat peer']);
    expect(model.nat.browser).toEqual(message('topology.natFromPrflx'));
  });

  it('a server that gave nothing says so; with errors, that too', () => {
    const silent = topologyOf(facts({ serverUrls: [turnAt] }));
    expect(silent.nodes.find(({ kind }) => kind === 'server')).toMatchObject({
      source: 'unknown',
      notes: [message('topology.serverNothing')],
    });
    const failed = topologyOf(
      facts({
        serverUrls: [turnAt],
        candidateErrors: [{ side: 'local', url: turnAt, code: 701, text: '', at: ms(0) }],
      }),
    );
    expect(failed.nodes.find(({ kind }) => kind === 'server')?.notes).toEqual([
      message('topology.serverErrors'),
    ]);
  });

  it('a report that does not decide leaves the NAT of the peer unknown', () => {
    expect(topologyOf(facts({ peerNat: { nat: { unknown: 'no UDP' } } })).nat.peer).toEqual(
      message('topology.peerNatUndecided'),
    );
  });

  it('counts the pairs of one way and shows their best state', () => {
    const [way] = topologyOf(
      facts({
        candidates: [host, peerHost],
        pairs: [pair('a', host, peerHost, 'failed'), pair('b', host, peerHost, 'in-progress')],
      }),
    ).routes;
    expect(way).toMatchObject({ pairs: 2, state: 'checking' });
  });

  it('counts what became of the checks of each pair, and which end is on a VPN', () => {
    const vpn = { ...pair('a', host, peerHost), local: { ...end(host), networkType: 'vpn' } };
    const oneWay = { ...pair('b', host, peerHost, 'failed'), responsesReceived: 0 };
    const silent = { ...oneWay, id: 'c', requestsReceived: 0 };
    const model = topologyOf(
      facts({ candidates: [host, peerHost], pairs: [silent, oneWay, vpn], selectedPairId: 'a' }),
    );
    expect(model.routes[0]!.answers).toEqual({ answered: 1, 'one-way': 1, silent: 1, unasked: 0 });
    expect(model.pairs.map(({ id, answer, vpn: onVpn }) => [id, answer, onVpn])).toEqual([
      ['a', 'answered', true],
      ['c', 'silent', false],
      ['b', 'one-way', false],
    ]);
    expect(model.nodes[0]).toMatchObject({
      addresses: [{ networkType: 'vpn' }],
      notes: [message('topology.vpn')],
    });
  });

  it('two NATs are two boxes only where an address between them was seen', () => {
    const nat = { nat: 'present', mappedAddress: '198.51.100.25:40000' };
    const one = topologyOf(facts({ candidates: [peerHost], peerNat: nat }));
    expect(one.nodes.filter(({ kind }) => kind === 'peer-nat')).toMatchObject([
      { id: 'peer-nat', notes: [message('topology.oneOrMore')] },
    ]);
    const seenAs = { local: [], remote: ['100.64.8.8:40000'] };
    const two = topologyOf(facts({ candidates: [peerHost], peerNat: nat, seenAs }));
    expect(two.nodes.filter(({ kind }) => kind === 'peer-nat')).toMatchObject([
      { id: 'peer-nat', source: 'derived', addresses: [{ address: '100.64.8.8:40000' }] },
      { id: 'peer-nat-outer', source: 'measured', addresses: [{ address: '198.51.100.25:40000' }] },
    ]);
    const own = candidate('remote', 'host', '100.64.0.7');
    const tailnet = topologyOf(facts({ candidates: [own], peerNat: nat, seenAs }));
    expect(tailnet.nodes.filter(({ kind }) => kind === 'peer-nat')).toHaveLength(1);
  });

  it('a peer that STUN saw under another of its own addresses has no NAT before it', () => {
    const own = candidate('remote', 'host', '198.51.100.25');
    const model = topologyOf(facts({ candidates: [own, peerHost, peerSrflx] }));
    expect(model.nodes.map(({ id }) => id)).not.toContain('peer-nat');
    expect(model.nat.peer).toEqual(message('topology.peerNatOwnAddress'));
  });

  it('a server that was asked and kept silent is asked in the picture, too', () => {
    const asked = topologyOf(
      facts({
        serverUrls: [turnAt],
        asked: [{ from: 'remote', what: 'turn', remote: '198.51.100.10:3478', state: 'silent' }],
        candidateErrors: [{ side: 'local', url: turnAt, code: 701, text: '', at: ms(0) }],
      }),
    );
    expect(asked.asks).toEqual([
      { from: 'browser', server: 'server-0', what: 'turn', source: 'derived', state: 'silent' },
      { from: 'peer', server: 'server-0', what: 'turn', source: 'measured', state: 'silent' },
    ]);
  });
});
