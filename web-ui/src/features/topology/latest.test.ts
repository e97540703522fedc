import { describe, expect, it } from 'vitest';
import { byBrowser, byPeer, recordOf, signal } from '../sequence/testing/events';
import { latestOf } from './latest';
import { factsOfSession } from './session-facts';

const pair = (at: number, id: string, more = {}) =>
  byBrowser(at, 'pair', {
    pair: id,
    local: '192.0.2.1:5000',
    localType: 'host',
    remote: '192.0.2.2:6000',
    remoteType: 'host',
    state: 'succeeded',
    nominated: true,
    ...more,
  });
const call = [
  signal(0, 'offer'),
  pair(10, 'CP1', { requestsSent: 1 }),
  pair(11, 'CP2'),
  byPeer(12, 'check_received', { remote: '192.0.2.1:5000' }),
  byPeer(13, 'stun_sent', { method: 'binding', id: 'a1', toward: 'turn', remote: '192.0.2.3:3478' }),
  byPeer(14, 'stun_sent', { method: 'binding', id: 'a2', toward: 'peer', remote: '192.0.2.1:5000' }),
  byBrowser(15, 'media', { bitsPerSecondIn: 1000 }),
  pair(16, 'CP1', { requestsSent: 9 }),
  byPeer(17, 'check_received', { remote: '192.0.2.1:5000' }),
  byPeer(18, 'stun_sent', { method: 'binding', id: 'a3', toward: 'peer', remote: '192.0.2.1:5000' }),
  byPeer(19, 'stun_sent', { method: 'binding', id: 'a4', toward: 'turn', remote: '192.0.2.3:3478' }),
  byBrowser(20, 'media', { bitsPerSecondIn: 2000 }),
];
const { participants, events } = recordOf(call);

describe('the latest events', () => {
  it('replace earlier ones of their kind, at their place; of the checks the first is enough', () => {
    expect(latestOf(events).map(({ n }) => n)).toEqual([1, 8, 3, 4, 5, 6, 12, 11]);
  });

  it('are the same list as long as nothing came that the topology shows', () => {
    const [before, check, checked, server, media] = [8, 9, 10, 11, 12].map(count =>
      latestOf(events.slice(0, count)),
    );
    expect(check).toBe(before);
    expect(checked).toBe(before);
    expect(server).not.toBe(checked);
    expect(media).not.toBe(server);
  });

  it('are enough for the topology', () => {
    const told = factsOfSession({ participants, events });
    expect(told?.pairs).toMatchObject([{ id: 'CP1', requestsSent: 9 }, { id: 'CP2' }]);
    expect(told?.live?.bitrate).toBe(2000);
    expect(told?.seenAs?.local).toEqual(['192.0.2.1:5000']);
    expect(told?.asked).toMatchObject([{ what: 'turn', state: 'silent' }]);
  });
});
