import { describe, expect, it } from 'vitest';
import { ms } from '../../shared/units';
import type { StatsObject } from '../candidates/analysis';
import { Generations } from './generations';
import { mediaSeen, StatsObserver } from './stats-observer';

const local: StatsObject = {
  id: 'L1',
  type: 'local-candidate',
  candidateType: 'host',
  address: 'redacted-ip.invalid',
  port: 50_000,
  protocol: 'udp',
  networkType: 'vpn',
};
const remote: StatsObject = {
  id: 'R1',
  type: 'remote-candidate',
  candidateType: 'host',
  address: '10.1.0.2',
  port: 40_000,
  protocol: 'udp',
};
const report = (pair: Partial<StatsObject>, ...more: StatsObject[]): StatsObject[] => [
  local,
  remote,
  {
    id: 'CP1',
    type: 'candidate-pair',
    localCandidateId: 'L1',
    remoteCandidateId: 'R1',
    state: 'in-progress',
    nominated: false,
    requestsSent: 1,
    responsesReceived: 0,
    requestsReceived: 0,
    responsesSent: 0,
    ...pair,
  },
  ...more,
];

const observer = () => new StatsObserver(new Generations());

describe('pairs from one report to the next', () => {
  it('are told with their counters, and without what the browser hides', () => {
    expect(observer().changes(report({ currentRoundTripTime: 0.0012345 }), ms(0), false)).toEqual([
      {
        kind: 'pair',
        pair: 'CP1',
        remote: '10.1.0.2:40000',
        local_type: 'host',
        remote_type: 'host',
        protocol: 'udp',
        state: 'in-progress',
        nominated: false,
        requests_sent: 1,
        responses_received: 0,
        requests_received: 0,
        responses_sent: 0,
        rtt_ms: 1.235,
        network_type: 'vpn',
      },
    ]);
  });

  it('are no news while nothing but bytes and round trip changed', () => {
    const stats = observer();
    stats.changes(report({}), ms(0), false);
    expect(stats.changes(report({ bytesReceived: 5, currentRoundTripTime: 1 }), ms(100), false)).toEqual([]);
    expect(stats.last()).toMatchObject([{ bytes_received: 5, rtt_ms: 1000 }]);
  });

  it('are news with each answer, and with each state', () => {
    const stats = observer();
    stats.changes(report({}), ms(0), false);
    expect(stats.changes(report({ responsesReceived: 1 }), ms(100), false)).toHaveLength(1);
    expect(stats.changes(report({ responsesReceived: 1, nominated: true }), ms(200), false)).toMatchObject([
      { nominated: true },
    ]);
    expect(stats.last()).toEqual([]);
  });

  it('tell the counters of consent checks seldom once the picture is there, a state at once', () => {
    const stats = observer();
    stats.changes(report({}), ms(0), true);
    expect(stats.changes(report({ requestsReceived: 3 }), ms(5000), true)).toEqual([]);
    expect(stats.last()).toMatchObject([{ requests_received: 3 }]);
    expect(stats.changes(report({ requestsReceived: 5 }), ms(10_000), true)).toHaveLength(1);
    expect(stats.changes(report({ requestsReceived: 5, state: 'failed' }), ms(11_000), true)).toHaveLength(1);
  });
});

describe('the transport', () => {
  const transport = (more: object): StatsObject => ({
    id: 'T1',
    type: 'transport',
    dtlsState: 'connecting',
    iceRole: 'controlling',
    dtlsRole: 'unknown',
    iceLocalUsernameFragment: 'aB3+',
    ...more,
  });

  it('is told on change; a new user fragment is a new generation', () => {
    const stats = observer();
    const seen = (more: object) =>
      stats.changes([transport(more)], ms(0), false).map(({ kind, ...fields }) => fields);
    expect(seen({})).toEqual([
      { dtls_state: 'connecting', ice_role: 'controlling', ufrag: 'aB3+', generation: 1 },
    ]);
    expect(seen({ bytesSent: 7 })).toEqual([]);
    expect(seen({ dtlsState: 'connected', tlsVersion: 'FEFD' })).toMatchObject([{ tls_version: 'FEFD' }]);
    expect(seen({ iceLocalUsernameFragment: 'zZ9+' })).toMatchObject([{ generation: 2 }]);
  });
});

describe('first packets', () => {
  it('are told once for each kind of media', () => {
    const stats = observer();
    const inbound = (kind: string, packetsReceived: number): StatsObject => ({
      id: kind,
      type: 'inbound-rtp',
      kind,
      packetsReceived,
    });
    expect(stats.firstPackets([inbound('video', 0)])).toEqual([]);
    expect(stats.firstPackets([inbound('video', 3), inbound('audio', 0)])).toEqual([
      { kind: 'first_rtp', media: 'video' },
    ]);
    expect(stats.firstPackets([inbound('video', 9), inbound('audio', 1)])).toEqual([
      { kind: 'first_rtp', media: 'audio' },
    ]);
    expect(stats.firstRtp('video')).toEqual([]);
  });
});

describe('figures of a second', () => {
  const none = {
    bytesReceived: undefined,
    packetsReceived: undefined,
    packetsLost: undefined,
    framesDecoded: undefined,
    framesDropped: undefined,
    jitter: undefined,
    roundTripTime: undefined,
    width: undefined,
    height: undefined,
    codec: undefined,
  };

  it('leave out what is not known, never as zero', () => {
    const sample = {
      ...none,
      at: ms(0),
      bitrate: undefined,
      framesPerSecond: undefined,
      loss: undefined,
      jitter: ms(1.23456),
    };
    expect(mediaSeen(sample, { ...none, at: ms(0), framesDecoded: 30 }, undefined)).toEqual({
      kind: 'media',
      frames_decoded: 30,
      jitter_ms: 1.235,
    });
  });
});
