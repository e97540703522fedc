import { describe, expect, it } from 'vitest';
import { ms } from '../../shared/units';
import type { CandidateRow } from '../candidates/model';
import type { ConnectionStates } from './model';
import { Generations } from './generations';
import {
  candidateErrorSeen,
  candidateSeen,
  descriptionSeen,
  selectedPairSeen,
  stateChanges,
} from './observations';

const states: ConnectionStates = {
  connection: 'new',
  iceConnection: 'new',
  iceGathering: 'new',
  signaling: 'stable',
  dtls: undefined,
};

const relayed: CandidateRow = {
  key: 'r',
  side: 'local',
  type: 'relay',
  address: '198.51.100.10',
  port: 49170,
  protocol: 'udp',
  priority: undefined,
  relayProtocol: 'tcp',
  at: ms(0),
  seenBy: 'event',
};

describe('what the page tells of its connection', () => {
  it('are the states that changed', () => {
    expect(stateChanges(states, { ...states, iceConnection: 'checking', connection: 'connecting' })).toEqual([
      { kind: 'state', of: 'ice', value: 'checking' },
      { kind: 'state', of: 'connection', value: 'connecting' },
    ]);
    expect(stateChanges(states, { ...states, dtls: 'connected' })).toEqual([
      { kind: 'state', of: 'dtls', value: 'connected' },
    ]);
    expect(stateChanges({ ...states, dtls: 'connected' }, states)).toEqual([]);
  });

  it('is the selected pair, without the addresses the browser hides', () => {
    const pair = {
      local: { type: 'prflx', address: 'redacted-ip.invalid', port: 5000, protocol: 'udp' },
      remote: { type: 'prflx', address: '', port: 40000, protocol: 'udp' },
    };
    expect(selectedPairSeen(pair, [])).toEqual({
      kind: 'selected_pair',
      local_type: 'prflx',
      remote_type: 'prflx',
      protocol: 'udp',
    });
  });

  it('has the transport to the TURN server where only the candidate knows it', () => {
    const pair = {
      local: { type: 'relay', address: '198.51.100.10', port: 49170, protocol: 'udp' },
      remote: { type: 'host', address: '198.51.100.131', port: 40000, protocol: 'udp' },
    };
    expect(selectedPairSeen(pair, [relayed])).toMatchObject({
      local: '198.51.100.10:49170',
      remote: '198.51.100.131:40000',
      relay_protocol: 'tcp',
    });
  });

  it('is an error of a server, with its URL where it is told', () => {
    const error = { url: '', errorCode: 701, errorText: 'timed out', address: '', port: null };
    expect(candidateErrorSeen(error)).toEqual({ kind: 'candidate_error', code: 701, text: 'timed out' });
    expect(candidateErrorSeen({ ...error, url: 'stun:x', address: '192.0.2.7', port: 5 })).toMatchObject({
      url: 'stun:x',
      address: '192.0.2.7:5',
    });
  });
});

describe('a candidate of this browser', () => {
  const line =
    'candidate:1 1 udp 2113937151 1b5c7a40.local 50000 typ host generation 0 ufrag aB3+ network-cost 50';

  it('is told without the user fragment, hidden where the browser hides its address', () => {
    const seen = candidateSeen({ candidate: line, usernameFragment: 'aB3+' }, new Generations());
    expect(seen).toEqual({
      kind: 'candidate',
      candidate: 'candidate:1 1 udp 2113937151 1b5c7a40.local 50000 typ host generation 0 network-cost 50',
      candidate_type: 'host',
      port: 50000,
      protocol: 'udp',
      hidden: true,
      generation: 1,
    });
  });

  it('names its server and how that is reached', () => {
    const candidate = 'candidate:2 1 udp 41886207 198.51.100.10 49170 typ relay raddr 0.0.0.0 rport 0';
    const url = 'turn:198.51.100.10:3478?transport=tcp';
    expect(candidateSeen({ candidate, url, relayProtocol: 'tcp' }, new Generations())).toMatchObject({
      candidate_type: 'relay',
      address: '198.51.100.10',
      relay_protocol: 'tcp',
      url,
      hidden: false,
    });
  });

  it('after an ICE restart belongs to the next generation', () => {
    const generations = new Generations();
    candidateSeen({ candidate: line, usernameFragment: 'first' }, generations);
    expect(candidateSeen({ candidate: line, usernameFragment: 'second' }, generations)).toMatchObject({
      generation: 2,
    });
    expect(generations.of('first')).toBe(1);
    expect(generations.of(undefined)).toBe(2);
  });

  it('that can not be read is not told', () => {
    expect(candidateSeen({ candidate: 'nonsense' }, new Generations())).toBeUndefined();
  });
});

describe('a description', () => {
  it('that the browser refused has the reason, on one line and not too long', () => {
    const seen = descriptionSeen(
      'remote',
      { type: 'answer', sdp: '' },
      new Generations(),
      `a\nb${'x'.repeat(400)}`,
    );
    expect(seen).toMatchObject({ side: 'remote', sdp_type: 'answer', accepted: false, generation: 1 });
    expect(seen.problem).toMatch(/^a bx+$/);
    expect(seen.problem).toHaveLength(256);
  });
});
