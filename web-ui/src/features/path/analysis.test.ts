import { describe, expect, it } from 'vitest';
import { ms } from '../../shared/units';
import type { CandidateRow, PairEnd } from '../candidates/model';
import { classifyPath } from './analysis';
import type { PathFacts } from './model';

const end = (type: PairEnd['type'], more: Partial<PairEnd> = {}): PairEnd => ({
  statsId: type,
  type,
  address: '192.0.2.7',
  port: 50000,
  protocol: 'udp',
  priority: undefined,
  ...more,
});

const announced = (type: CandidateRow['type'], more: Partial<CandidateRow> = {}): CandidateRow => ({
  key: type,
  side: 'remote',
  type,
  address: '192.0.2.7',
  port: 50000,
  protocol: 'udp',
  priority: undefined,
  at: ms(0),
  seenBy: 'event',
  ...more,
});

const facts = (local: PairEnd, remote: PairEnd, more: Partial<PathFacts> = {}): PathFacts => ({
  local,
  remote,
  announced: [],
  sameMachine: false,
  peerNat: undefined,
  ...more,
});

const hidden = end('prflx', { address: '' });
const priority = (preference: number): number => preference * 2 ** 24 + 4711;

describe('relay at the peer', () => {
  const relayed = (peerRelay: PathFacts['peerRelay']): PathFacts =>
    facts(end('relay', { relayProtocol: 'udp' }), end('relay'), { peerRelay });

  it.each([
    ['tls', 'relay-tls'],
    ['tcp', 'relay-tcp'],
    ['udp', 'relay-udp'],
    [undefined, 'relay-udp'],
  ] as const)('should name the strictest transport: peer by %s', (peerRelay, kind) => {
    expect(classifyPath(relayed(peerRelay)).kind).toBe(kind);
  });

  it.each([
    ['prflx', 'stun'],
    ['srflx', 'stun'],
    ['host', 'direct'],
    [undefined, 'unknown'],
  ] as const)('should take what the peer told of a hidden end: %s', (peerType, kind) => {
    expect(classifyPath(facts(end('host'), hidden, { peerType })).kind).toBe(kind);
  });

  it.each(['relay', 'prflx'] as const)('should take a hidden peer for relayed that says so: %s', peerType => {
    const told = facts(end('host'), hidden, { peerType, peerRelay: 'tcp', peerNat: 'none' });
    expect(classifyPath(told)).toMatchObject({ kind: 'relay-tcp', relayAt: ['remote'] });
  });

  it('should take another address of a peer without NAT for another interface', () => {
    const told = facts(end('host'), hidden, { peerType: 'prflx', peerNat: 'none' });
    expect(classifyPath(told).kind).toBe('direct');
  });

  it.each([
    ['prflx', 'present', 'stun'],
    ['srflx', undefined, 'stun'],
    ['prflx', 'none', 'direct'],
    ['host', 'present', 'direct'],
  ] as const)(
    'should believe a peer that its announced host is translated: %s, NAT %s',
    (peerType, peerNat, kind) => {
      expect(classifyPath(facts(end('host'), end('host'), { peerType, peerNat })).kind).toBe(kind);
    },
  );

  it('should not make a relayed path of one that is not', () => {
    expect(classifyPath(facts(end('host'), end('host'), { peerRelay: 'tls' })).kind).toBe('direct');
  });
});

describe('kind of path', () => {
  it.each([
    ['host and host', facts(end('host'), end('host')), 'direct', 'measured'],
    ['hidden host and host', facts(end('host', { address: 'f.local' }), end('host')), 'direct', 'measured'],
    ['local srflx', facts(end('srflx'), end('host')), 'stun', 'measured'],
    ['remote srflx', facts(end('host'), end('srflx')), 'stun', 'measured'],
    ['local prflx: a NAT before the browser', facts(end('prflx'), end('host')), 'stun', 'measured'],
    [
      'local prflx on its own port: a NAT that keeps ports, or another interface',
      facts(end('prflx'), end('host'), {
        announced: [announced('host', { side: 'local', address: 'a.local' })],
      }),
      'stun',
      'derived',
    ],
    [
      'local prflx on its own port, page on localhost: another interface',
      facts(end('prflx'), end('host'), {
        announced: [announced('host', { side: 'local' })],
        sameMachine: true,
      }),
      'direct',
      'derived',
    ],
    [
      'local prflx on another port than the hidden ones, page on localhost: a socket that is not listed',
      facts(end('prflx', { port: 50001 }), end('host'), {
        announced: [announced('host', { side: 'local', address: 'a.local' })],
        sameMachine: true,
      }),
      'direct',
      'derived',
    ],
    [
      'local prflx, page on localhost, before the browser told a host candidate',
      facts(end('prflx'), end('host'), { sameMachine: true, gathering: true }),
      'unknown',
      'unknown',
    ],
    [
      'local prflx on another port than a known one is a NAT, also on localhost',
      facts(end('prflx', { port: 50001 }), end('host'), {
        announced: [announced('host', { side: 'local' })],
        sameMachine: true,
      }),
      'stun',
      'measured',
    ],
    [
      'local prflx, page on localhost, no host candidate until all were gathered: an interface that is not told',
      facts(end('prflx'), end('host'), { sameMachine: true, gathering: false }),
      'direct',
      'derived',
    ],
    [
      'other interface, but the peer is relayed',
      facts(end('prflx'), end('relay', { priority: priority(2) }), {
        announced: [announced('host', { side: 'local' })],
        sameMachine: true,
      }),
      'relay-udp',
      'derived',
    ],
    ['srflx and unresolved prflx', facts(end('srflx'), hidden), 'stun', 'measured'],
    [
      'local relay over UDP',
      facts(end('relay', { relayProtocol: 'udp' }), end('host')),
      'relay-udp',
      'measured',
    ],
    [
      'local relay over TCP',
      facts(end('relay', { relayProtocol: 'tcp' }), end('host')),
      'relay-tcp',
      'measured',
    ],
    ['local relay over TLS', facts(end('relay', { relayProtocol: 'tls' }), hidden), 'relay-tls', 'measured'],
    [
      'prflx with relay protocol is relayed',
      facts(end('prflx', { relayProtocol: 'udp' }), end('host')),
      'relay-udp',
      'measured',
    ],
    [
      'relay, transport from priority',
      facts(end('relay', { priority: priority(1) }), end('host')),
      'relay-tcp',
      'derived',
    ],
    [
      'relay, priority says nothing',
      facts(end('relay', { priority: priority(0) }), end('host')),
      'unknown',
      'unknown',
    ],
    [
      'remote relay, told by the peer',
      facts(end('host'), end('relay'), { announced: [announced('relay', { relayProtocol: 'tcp' })] }),
      'relay-tcp',
      'measured',
    ],
    [
      'remote relay, from priority',
      facts(end('host'), end('relay', { priority: priority(2) })),
      'relay-udp',
      'derived',
    ],
    ['remote relay, not told', facts(end('host'), end('relay')), 'unknown', 'unknown'],
    [
      'local relay wins the name over remote relay',
      facts(end('relay', { relayProtocol: 'udp' }), end('relay')),
      'relay-udp',
      'measured',
    ],
    [
      'hidden prflx on the port of an announced host',
      facts(end('host'), hidden, { announced: [announced('host')] }),
      'direct',
      'derived',
    ],
    [
      'hidden prflx on the port of an announced srflx',
      facts(end('host'), hidden, { announced: [announced('srflx')] }),
      'stun',
      'derived',
    ],
    [
      'hidden prflx on the port of an announced relay',
      facts(end('host'), hidden, { announced: [announced('relay', { relayProtocol: 'udp' })] }),
      'relay-udp',
      'derived',
    ],
    [
      'hidden prflx on the port of an announced host, but a NAT that may keep ports lies before the peer',
      facts(end('host'), hidden, { announced: [announced('host')], peerNat: 'present' }),
      'unknown',
      'unknown',
    ],
    [
      'hidden prflx, host and srflx share the port',
      facts(end('host'), hidden, { announced: [announced('host'), announced('srflx')], peerNat: 'present' }),
      'unknown',
      'unknown',
    ],
    [
      'hidden prflx, no NAT before the peer',
      facts(end('host'), hidden, { peerNat: 'none' }),
      'direct',
      'derived',
    ],
    ['hidden prflx, nothing known', facts(end('host'), hidden), 'unknown', 'unknown'],
    [
      'hidden prflx, another protocol on that port does not count',
      facts(end('host'), hidden, { announced: [announced('host', { protocol: 'tcp' })] }),
      'unknown',
      'unknown',
    ],
  ])('%s', (_, given, kind, source) => {
    expect(classifyPath(given)).toMatchObject({ kind, source });
  });

  it('should say which end has the TURN server', () => {
    const both = classifyPath(facts(end('relay', { relayProtocol: 'udp' }), end('relay')));
    expect(both.relayAt).toEqual(['local', 'remote']);
    expect(classifyPath(facts(end('host'), end('relay'))).relayed).toBe(true);
  });
});
