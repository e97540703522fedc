import { describe, expect, it } from 'vitest';
import { ms } from '../../shared/units';
import {
  candidatesInSdp,
  hasPathBeforeRelay,
  hostPort,
  isHidden,
  mergeCandidates,
  mergePairs,
  pairsIn,
  parseCandidate,
  relayProtocolFromPriority,
  selectedPairIdIn,
  type StatsObject,
} from './analysis';

const at = ms(12);

describe('candidate line', () => {
  it('should read type, address, port, protocol and priority', () => {
    const line =
      'candidate:842163049 1 udp 1677729535 203.0.113.9 50212 typ srflx raddr 0.0.0.0 rport 0 generation 0';
    expect(parseCandidate(line, 'local', at, 'k')).toEqual({
      key: 'k',
      side: 'local',
      type: 'srflx',
      address: '203.0.113.9',
      port: 50212,
      protocol: 'udp',
      priority: 1677729535,
      foundation: '842163049',
      at,
      seenBy: 'event',
    });
  });

  it('should read the TCP type', () => {
    const line = 'candidate:1 1 tcp 1518280447 192.0.2.1 9 typ host tcptype active';
    expect(parseCandidate(line, 'local', at, 'k')).toMatchObject({ protocol: 'tcp', tcpType: 'active' });
  });

  it.each(['', 'candidate:', 'candidate:1 1 udp 1 192.0.2.1 9 typ other', 'hello world'])(
    'should refuse “%s”',
    line => {
      expect(parseCandidate(line, 'remote', at, 'k')).toBeUndefined();
    },
  );

  it('should find each candidate of a description once', () => {
    const line = 'a=candidate:1 1 udp 2130706431 198.51.100.7 40000 typ host';
    expect(
      candidatesInSdp(`v=0\r\n${line}\r\n${line}\r\na=end-of-candidates\r\n`, 'remote', at),
    ).toHaveLength(1);
  });
});

describe('addresses', () => {
  it('should know hidden ones', () => {
    expect(['', 'a1b2.local', '(redacted)', '192.0.2.1'].map(isHidden)).toEqual([true, true, true, false]);
  });

  it('should put IPv6 into brackets', () => {
    expect(hostPort('2001:db8::1', 3478)).toBe('[2001:db8::1]:3478');
    expect(hostPort('[2001:db8::1]', 3478)).toBe('[2001:db8::1]:3478');
    expect(hostPort('192.0.2.1', undefined)).toBe('192.0.2.1');
  });

  it('should read the relay protocol from the priority only where that is certain', () => {
    expect([2, 1, 0, 126].map(preference => relayProtocolFromPriority(preference * 2 ** 24))).toEqual([
      'udp',
      'tcp',
      undefined,
      undefined,
    ]);
  });
});

const report: StatsObject[] = [
  { id: 'T', type: 'transport', selectedCandidatePairId: 'P2' },
  {
    id: 'L',
    type: 'local-candidate',
    candidateType: 'relay',
    address: '198.51.100.10',
    port: 49160,
    protocol: 'udp',
    relayProtocol: 'tcp',
    url: 'turn:lab:3478?transport=tcp',
  },
  { id: 'R', type: 'remote-candidate', candidateType: 'prflx', address: '', port: 40000, protocol: 'udp' },
  {
    id: 'P1',
    type: 'candidate-pair',
    localCandidateId: 'L',
    remoteCandidateId: 'R',
    state: 'succeeded',
    nominated: true,
    requestsSent: 3,
    responsesReceived: 3,
  },
  {
    id: 'P2',
    type: 'candidate-pair',
    localCandidateId: 'L',
    remoteCandidateId: 'R',
    state: 'succeeded',
    currentRoundTripTime: 0.0042,
  },
];

describe('statistics', () => {
  it('should name the selected pair only as the transport does', () => {
    expect(selectedPairIdIn(report)).toBe('P2');
    expect(selectedPairIdIn(report.slice(1))).toBeUndefined();
  });

  it('should join pairs with their ends and keep unknown counters unknown', () => {
    const [first, second] = pairsIn(report);
    expect(first).toMatchObject({
      requestsSent: 3,
      requestsReceived: undefined,
      local: { relayProtocol: 'tcp' },
    });
    expect(second?.roundTripTime).toBeCloseTo(4.2);
  });

  it('should keep pairs that vanish', () => {
    const merged = mergePairs(pairsIn(report), pairsIn(report.filter(stats => stats.id !== 'P1')));
    expect(merged.map(pair => [pair.id, pair.state])).toEqual([
      ['P1', 'gone'],
      ['P2', 'succeeded'],
    ]);
  });

  it('should add the server to a candidate the events told without one', () => {
    const row = parseCandidate('candidate:1 1 udp 50331647 198.51.100.10 49160 typ relay', 'local', at, 'k')!;
    const merged = mergeCandidates([row], report, ms(100));
    expect(merged[0]).toMatchObject({
      key: 'k',
      at,
      url: 'turn:lab:3478?transport=tcp',
      relayProtocol: 'tcp',
    });
    expect(merged[1]).toMatchObject({ side: 'remote', type: 'prflx', seenBy: 'stats', at: 100 });
    expect(mergeCandidates(merged, report, ms(200))).toBe(merged);
  });
});

describe('a path before any relayed candidate', () => {
  const row = (type: 'host' | 'relay', side: 'local' | 'remote') => {
    const line = `candidate:1 1 udp 1 192.0.2.1 9 typ ${type}`;
    return parseCandidate(line, side, at, type)!;
  };
  const found = { candidates: [row('host', 'local')], candidateErrors: [], selectedPairId: 'p' };

  it('should be told of a connection that found a path without one', () => {
    expect(hasPathBeforeRelay(found)).toBe(true);
  });

  it('should not be told while there is no path', () => {
    expect(hasPathBeforeRelay({ ...found, selectedPairId: undefined })).toBe(false);
  });

  it.each(['local', 'remote'] as const)('should not be told when the %s end has one', side => {
    expect(hasPathBeforeRelay({ ...found, candidates: [row('relay', side)] })).toBe(false);
  });

  it('should not be told when a server was reported to fail', () => {
    const error = { side: 'local' as const, url: 'turn:a', code: 701, text: '', at };
    expect(hasPathBeforeRelay({ ...found, candidateErrors: [error] })).toBe(false);
  });
});
