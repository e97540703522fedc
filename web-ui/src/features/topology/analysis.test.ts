import { describe, expect, it } from 'vitest';
import { message } from '../../i18n/i18n';
import { ms } from '../../shared/units';
import { topologyOf } from './analysis';
import {
  candidate,
  end,
  facts,
  host,
  pair,
  path,
  peerHost,
  peerRelay,
  peerSrflx,
  relay,
  srflx,
  turnAt,
  way,
} from './testing/facts';

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
