import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeEvent, decodeRecord, type SessionEvent } from '../../protocol/session-record';
import { topologyOfSession } from './topology-of';
import { endsOf } from './ends';
import { factsOfSession } from './session-facts';

const sample = decodeRecord(
  JSON.parse(
    readFileSync(join(import.meta.dirname, '../../../../docs/protocol/samples/session-file.json'), 'utf8'),
  ),
)!;

let n = 1;
const event = (by: string, type: string, fields: object = {}, where = 'media-peer'): SessionEvent => {
  const source = { kind: 'measured', where, by };
  return decodeEvent({ n: n++, at: n, uncertaintyMs: 0, source, from: by, type, ...fields })!;
};
const participants = [
  { peerId: 'b', role: 'browser' },
  { peerId: 'p', role: 'media-peer', name: 'peer one', network: 'double' },
];
const hostOf = (by: string, address: string, port: number) =>
  event(by, 'candidate', {
    candidate: `candidate:1 1 udp 2122260223 ${address} ${port} typ host`,
    candidateType: 'host',
    hidden: address.endsWith('.local'),
    generation: 1,
  });
const pair = (by: string, fields: object) =>
  event(by, 'pair', { pair: 'a', state: 'succeeded', nominated: true, protocol: 'udp', ...fields });

describe('topology of a recorded session', () => {
  it('is drawn from the sample of the session file', () => {
    const model = topologyOfSession(sample)!;
    expect(model.nodes.map(({ id }) => id)).toContain('peer-nat');
    expect(model.nodes.find(({ id }) => id === 'peer-nat')).toMatchObject({
      source: 'measured',
      name: 'symmetric',
    });
    expect(model.routes).toMatchObject([{ id: 'relay-remote', state: 'media' }]);
    expect(model.live).toEqual({ bitrate: 512_000, roundTrip: 0.7 });
    expect(model.missing).toEqual([]);
    expect(model.asks).toMatchObject([
      { from: 'browser', what: 'turn', source: 'derived', state: 'silent' },
      { from: 'peer', what: 'turn', source: 'measured', state: 'silent' },
    ]);
  });

  it('names the half that nobody observed', () => {
    const events = [hostOf('p', '10.81.8.3', 40_000)];
    expect(topologyOfSession({ participants, events })!.missing).toEqual(['browser']);
  });

  it('takes the pairs of the other end where one told none, seen from this end', () => {
    const facts = factsOfSession({
      participants,
      events: [
        pair('p', {
          local: '10.81.8.3:40000',
          remote: '198.51.100.7:50000',
          localType: 'host',
          remoteType: 'srflx',
          requestsSent: 3,
          responsesReceived: 0,
          requestsReceived: 2,
          responsesSent: 1,
        }),
      ],
    })!;
    expect(facts.pairs).toMatchObject([
      {
        local: { type: 'srflx', address: '198.51.100.7', port: 50_000 },
        remote: { type: 'host', address: '10.81.8.3' },
        requestsSent: 2,
        responsesReceived: 1,
        requestsReceived: 3,
      },
    ]);
    expect(facts.path).toMatchObject({ kind: 'stun' });
  });

  it('draws two media peers as such, the caller at the left', () => {
    const both = [
      { peerId: 'p1', role: 'media-peer', name: 'one', network: 'symmetric', nat: { nat: 'present' } },
      { peerId: 'p2', role: 'media-peer', name: 'two', network: 'open', nat: { nat: 'none' } },
    ];
    const model = topologyOfSession({
      participants: both,
      events: [hostOf('p1', '10.81.5.3', 1), hostOf('p2', '198.51.100.9', 2)],
    })!;
    expect(model.nodes.map(({ id, role, name }) => [id, role, name])).toEqual([
      ['browser', 'peer', 'one'],
      ['browser-nat', undefined, 'symmetric'],
      ['peer', 'peer', 'two'],
    ]);
  });

  it('leaves a hidden peer-reflexive end open, unless the verdict names the path', () => {
    const events = [
      hostOf('b', 'a.local', 50_000),
      pair('b', { localType: 'prflx', remote: '10.1.0.2:40000', remoteType: 'host' }),
    ];
    expect(factsOfSession({ participants, events })!.path).toMatchObject({ kind: 'unknown' });
    expect(factsOfSession({ participants, events }, { path: 'direct' })!.path).toMatchObject({
      kind: 'direct',
      source: 'derived',
    });
  });

  it('shows an end that hides itself as the other end saw it', () => {
    const events = [
      hostOf('b', 'a.local', 50_000),
      event('p', 'check_received', { local: '10.1.0.2:40000', remote: '10.1.0.1:50000', useCandidate: true }),
    ];
    const model = topologyOfSession({ participants, events })!;
    expect(model.nodes.find(({ id }) => id === 'browser')!.addresses).toMatchObject([
      { type: 'host', address: undefined },
      { type: 'seen', address: '10.1.0.1:50000' },
    ]);
  });

  it('follows the pair that the end says it selected, also after a change', () => {
    const ends = { localType: 'host', remoteType: 'host', local: '192.0.2.7:1' };
    const events = [
      pair('b', { ...ends, pair: 'a', remote: '10.1.0.2:1', bytesReceived: 9000 }),
      pair('b', { ...ends, pair: 'b', remote: '10.1.0.2:2' }),
      event('b', 'selected_pair', { ...ends, remote: '10.1.0.2:1' }),
      event('b', 'selected_pair', { ...ends, remote: '10.1.0.2:2' }),
    ];
    expect(factsOfSession({ participants, events })!.selectedPairId).toBe('b');
  });

  it('is nothing while nobody took part', () => {
    expect(topologyOfSession({ participants: [], events: [] })).toBeUndefined();
    expect(endsOf({ participants: [], events: [hostOf('x', '10.0.0.1', 1)] })).toMatchObject({
      left: { role: 'browser', peerId: '' },
      right: { peerId: 'x' },
    });
  });

  const eim = 'endpoint-independent';
  const apdm = 'address-and-port-dependent';
  it.each([
    ['open', { nat: 'none' }, [], 'topology.peerNatNone'],
    [
      'full-cone',
      { nat: 'present', mapping: eim, filtering: eim },
      ['mapping', 'filtering'],
      'topology.peerNatMeasured',
    ],
    [
      'restricted',
      { nat: 'present', mapping: eim, filtering: 'address-dependent' },
      ['mapping', 'filtering'],
      'topology.peerNatMeasured',
    ],
    [
      'port-restricted',
      { nat: 'present', mapping: eim, filtering: apdm },
      ['mapping', 'filtering'],
      'topology.peerNatMeasured',
    ],
    [
      'symmetric',
      { nat: 'present', mapping: apdm, filtering: apdm },
      ['mapping', 'filtering'],
      'topology.peerNatMeasured',
    ],
    [
      'double',
      { nat: 'present', mapping: eim, filtering: apdm },
      ['mapping', 'filtering'],
      'topology.peerNatMeasured',
    ],
    ['udp-blocked', { nat: { unknown: 'no UDP' } }, undefined, 'topology.peerNatUndecided'],
    [
      'tcp-443-only',
      { nat: { unknown: 'no UDP' }, tls: 'reachable' },
      undefined,
      'topology.peerNatUndecided',
    ],
  ] as const)('network %s of the NAT lab', (network, nat, notes, said) => {
    const session = {
      participants: [participants[0]!, { peerId: 'p', role: 'media-peer', network, nat }],
      events: [hostOf('b', 'a.local', 50_000), hostOf('p', '10.81.5.3', 40_000)],
    };
    const model = topologyOfSession(session)!;
    const boxes = model.nodes.filter(({ kind }) => kind === 'peer-nat');
    expect(model.nat.peer.key).toBe(said);
    expect(boxes).toHaveLength(notes && notes.length > 0 ? 1 : 0);
    if (boxes[0]) {
      const keys = boxes[0].notes.map(({ key }) => key.slice('topology.'.length));
      expect(keys).toEqual([...notes!, 'oneOrMore']);
      expect(boxes[0].name).toBe(network);
    }
  });
});
