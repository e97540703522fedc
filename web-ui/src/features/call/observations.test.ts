import { describe, expect, it } from 'vitest';
import { ms } from '../../shared/units';
import type { CandidateRow } from '../candidates/model';
import type { ConnectionStates } from './model';
import { candidateErrorSeen, selectedPairSeen, stateChanges } from './observations';

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
    expect(stateChanges(states, { ...states, dtls: 'connected' })).toEqual([]);
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
    const error = { url: '', errorCode: 701, errorText: 'timed out' };
    expect(candidateErrorSeen(error)).toEqual({ kind: 'candidate_error', code: 701, text: 'timed out' });
  });
});
