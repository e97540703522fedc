import { describe, expect, it } from 'vitest';
import { natOfPeer, networkOfPeer, unknownReasons } from './analysis';

const blocked = { unknown: 'No UDP packet came back.', code: 'udp-blocked', params: { server: 's' } };

describe('reasons why a report does not know', () => {
  it('are said once, however many fields they concern', () => {
    const reasons = unknownReasons({ nat: blocked, mapping: blocked, filtering: blocked, udp: 'blocked' });
    expect(reasons).toHaveLength(1);
    expect(reasons[0]).toMatchObject({ why: { key: 'natUnknown.udp-blocked' } });
  });

  it('keep the words of the service where a code is new', () => {
    expect(unknownReasons({ tls: { unknown: 'No TLS server is named.', code: 'new' } })).toMatchObject([
      { told: 'No TLS server is named.' },
    ]);
  });

  it('are none where all is known', () => {
    expect(unknownReasons({ nat: 'none', mapping: 'endpoint-independent' })).toEqual([]);
  });
});

describe('the NAT report of the peer', () => {
  const lab = { nat: 'none' };
  const behind = { nat: 'present' };
  const networks = [
    { name: 'alpha', mediaPeers: [{ id: 'p1', name: 'one' }], nat: lab },
    { name: 'beta', mediaPeers: [{ id: 'p2', name: 'two' }], nat: behind },
    { name: 'gamma', mediaPeers: [{ id: 'p3' }], nat: { unknown: 'not measured' } },
  ];
  const state = (mediaPeer: string | undefined, count = 3) => ({
    call: { remote: mediaPeer ? { mediaPeer } : {} },
    networks: { networks: networks.slice(0, count), problem: undefined, probes: {} },
    nat: { loading: false, report: lab, problem: undefined },
  });

  it('is that of its network, found by id or name', () => {
    expect(networkOfPeer(state('p2'))?.name).toBe('beta');
    expect(natOfPeer(state('two'))).toBe(behind);
  });

  it('is none where its network was not measured', () => {
    expect(natOfPeer(state('p3'))).toBeUndefined();
  });

  it('is not that of the lab where the peer may be in another network', () => {
    expect(natOfPeer(state('p9'))).toBeUndefined();
    expect(natOfPeer(state('p9', 1))).toBe(lab);
  });

  it('is that of the lab before a call', () => {
    expect(natOfPeer(state(undefined))).toBe(lab);
  });
});
