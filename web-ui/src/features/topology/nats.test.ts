import { describe, expect, it } from 'vitest';
import { message } from '../../i18n/i18n';
import { topologyOf } from './analysis';
import { candidate, facts, host, pair, path, peerHost, peerSrflx, srflx, way } from './testing/facts';

describe('NATs of a call', () => {
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

  it('a report that does not decide leaves the NAT of the peer unknown', () => {
    expect(topologyOf(facts({ peerNat: { nat: { unknown: 'no UDP' } } })).nat.peer).toEqual(
      message('topology.peerNatUndecided'),
    );
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
});
