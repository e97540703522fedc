import { describe, expect, it } from 'vitest';
import { ms } from '../../shared/units';
import { assessParts, freshFor, readIceServers, readLabStatus } from './analysis';
import type { LabState } from './model';

const open = { kind: 'open', since: ms(0) } as const;
const lab = (change: Partial<LabState>): LabState => ({
  status: undefined,
  iceServers: undefined,
  mediaPeers: undefined,
  problem: undefined,
  asked: true,
  ...change,
});

const states = (state: LabState, link: Parameters<typeof assessParts>[1] = open): string[] =>
  assessParts(state, link).map(part => part.state);

describe('state of the lab', () => {
  it('should be all up', () => {
    const status = readLabStatus({
      turn: { state: 'up' },
      mediaPeers: { state: 'up', ready: 2 },
      natProbe: { state: 'up' },
    });
    expect(states(lab({ status }))).toEqual(['up', 'up', 'up', 'up']);
  });

  it('should say of each missing part what it means and what to do', () => {
    const status = readLabStatus({
      turn: { state: 'absent', why: 'coturn is not installed.', next: 'Install it.' },
      media_peers: { state: 'down' },
      nat_probe: { state: 'down', why: 'refused' },
    });
    const parts = assessParts(lab({ status }), {
      kind: 'waiting',
      failures: 2,
      retryIn: ms(500),
      closeCode: 1006,
    });
    expect(parts.map(part => part.missing?.means.key)).toEqual([
      'lab.signalingDown',
      'lab.mediaPeersDown',
      'lab.turnAbsent',
      'lab.natProbeDown',
    ]);
    expect(parts[2]?.missing?.said).toBe('coturn is not installed. Install it.');
  });

  it('should not take silence for absence', () => {
    expect(states(lab({}), { kind: 'connecting', failures: 0 })).toEqual([
      'unknown',
      'unknown',
      'unknown',
      'unknown',
    ]);
    expect(readLabStatus({}).turn.state).toBe('unknown');
  });
});

describe('ICE servers', () => {
  it('should be renewed a minute before they expire', () => {
    const servers = readIceServers({ iceServers: [{ urls: ['stun:lab:3478'] }], ttlSeconds: 600 }, 1000);
    expect(servers.servers).toEqual([{ urls: ['stun:lab:3478'] }]);
    expect(freshFor(servers, 1000)).toBe(540_000);
  });
});
