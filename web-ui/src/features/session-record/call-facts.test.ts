import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeRecord } from '../../protocol/session-record';
import { recordedCall } from './call-facts';

const at = 1_795_251_600_000;
let n = 0;
const event = (type: string, from: string, more: object) => ({
  n: ++n,
  at: at + n,
  uncertaintyMs: 1,
  source: { kind: 'measured', where: from === 'b' ? 'browser' : 'media-peer', by: from },
  from,
  type,
  ...more,
});
const session = (role: string, ...events: object[]) =>
  decodeRecord({
    id: 's',
    participants: [
      { peerId: 'b', role },
      { peerId: 'm', role: 'media-peer', name: 'one' },
    ],
    events,
  })!;

const pair = (from: string, more: object = {}) =>
  event('pair', from, {
    pair: 'p',
    local: '10.0.0.1:5000',
    remote: '192.0.2.1:6000',
    localType: 'host',
    remoteType: 'relay',
    protocol: 'udp',
    state: 'succeeded',
    nominated: true,
    ...more,
  });

describe('the call in a record', () => {
  it('has the last report of each pair, and the one that was selected', () => {
    const call = recordedCall(
      session(
        'browser',
        pair('b', { state: 'in-progress', nominated: false }),
        pair('b', { requestsSent: 3 }),
        event('selected_pair', 'b', { pair: 'p', localType: 'host', remoteType: 'relay' }),
      ),
    );
    expect(call.pairs).toMatchObject([{ id: 'p', state: 'succeeded', requestsSent: 3 }]);
    expect(call.selectedPairId).toBe('p');
  });

  it('is turned round where only the called end reported', () => {
    const call = recordedCall(
      session('browser', pair('m', { relayProtocol: 'udp', localType: 'relay', remoteType: 'host' })),
    );
    expect(call.pairs[0]).toMatchObject({
      local: { type: 'host', address: '192.0.2.1' },
      remote: { type: 'relay', address: '10.0.0.1', relayProtocol: 'udp' },
    });
  });

  it('of version 1 has its announced candidates and the selected pair only', () => {
    const call = recordedCall(
      session(
        'browser',
        event('signal', 'm', {
          signal: 'candidate',
          candidate: { candidate: 'candidate:1 1 udp 2122260223 10.0.0.2 40000 typ host' },
        }),
        event('selected_pair', 'b', {
          local: null,
          localType: 'host',
          remote: '10.0.0.2:40000',
          remoteType: 'host',
        }),
      ),
    );
    expect(call.candidates).toMatchObject([
      { side: 'remote', type: 'host', address: '10.0.0.2', port: 40000 },
    ]);
    expect(call.pairs).toMatchObject([{ id: call.selectedPairId, local: { address: '' } }]);
  });

  it('keeps hidden addresses hidden', () => {
    const call = recordedCall(
      session(
        'browser',
        event('candidate', 'b', {
          candidate: 'candidate:1 1 udp 1 name.local 50000 typ host',
          candidateType: 'host',
          hidden: true,
          address: '10.9.9.9',
        }),
      ),
    );
    expect(call.candidates[0]).toMatchObject({ address: 'name.local', port: 50000 });
  });

  it('can be read of a record with every type of event', () => {
    const file = new URL('../../../../docs/protocol/samples/session-file.json', import.meta.url);
    const call = recordedCall(decodeRecord(JSON.parse(readFileSync(file, 'utf8')))!);
    expect(call).toMatchObject({ selectedPairId: 'CPx' });
    expect(call.candidateErrors).toMatchObject([{ side: 'local', code: 701 }]);
  });
});
