import { describe, expect, it } from 'vitest';
import { ms } from '../../shared/units';
import { mark, newRecord } from './record';
import { decideRecovery, lacksRelay, type RecoveryFacts } from './recovery';

const playing: RecoveryFacts = {
  mode: 'websocket',
  hadMedia: true,
  silentFor: ms(30),
  hidden: false,
  iceConnection: 'connected',
  peerLeft: undefined,
  session: { state: 'unasked' },
};

describe('recovery', () => {
  it.each<[string, Partial<RecoveryFacts>, string]>([
    ['all is well', {}, 'nothing'],
    ['peer said to have left, frames flow', { peerLeft: 'media-peer-lost' }, 'nothing'],
    [
      'worker crashed and the picture stands',
      { peerLeft: 'worker-crashed', silentFor: ms(700) },
      'call-again',
    ],
    ['drained and the picture stands', { peerLeft: 'drained', silentFor: ms(700) }, 'call-again'],
    [
      'left before the first packet',
      { peerLeft: 'failed', hadMedia: false, silentFor: undefined },
      'call-again',
    ],
    ['stopped on purpose', { peerLeft: 'stopped', silentFor: ms(700) }, 'end'],
    [
      'hidden pages count frames once a second',
      { peerLeft: 'worker-crashed', silentFor: ms(1500), hidden: true },
      'nothing',
    ],
    ['frames stalled, ICE fine: wait', { silentFor: ms(3000) }, 'nothing'],
    [
      'frames stalled and ICE interrupted',
      { silentFor: ms(2500), iceConnection: 'disconnected' },
      'call-again',
    ],
    ['ICE interrupted, frames still flow', { iceConnection: 'disconnected' }, 'nothing'],
    ['HTTP: stalled, ask', { mode: 'http', silentFor: ms(2500) }, 'ask-session'],
    [
      'HTTP: asked, no answer yet',
      { mode: 'http', silentFor: ms(2500), session: { state: 'unknown' } },
      'nothing',
    ],
    ['HTTP: session lives', { mode: 'http', silentFor: ms(2500), session: { state: 'active' } }, 'nothing'],
    [
      'HTTP: session ended',
      { mode: 'http', silentFor: ms(2500), session: { state: 'ended', reason: 'worker-crashed' } },
      'call-again',
    ],
    [
      'HTTP: session stopped',
      { mode: 'http', silentFor: ms(2500), session: { state: 'ended', reason: 'stopped' } },
      'end',
    ],
    [
      'before any media nothing is stalled',
      { hadMedia: false, silentFor: undefined, iceConnection: 'disconnected' },
      'nothing',
    ],
  ])('%s', (_, facts, step) => {
    expect(decideRecovery({ ...playing, ...facts }).step).toBe(step);
  });
});

describe('relay only without a relay', () => {
  const call = (icePolicy: 'all' | 'relay') => {
    const record = newRecord(
      1,
      0,
      { icePolicy, signalingMode: 'websocket', peer: 'auto', source: '' },
      false,
      ms(0),
    );
    mark(record, 'offerSent', ms(1));
    return record;
  };

  it('should wait less where TURN is known to be down', () => {
    expect(lacksRelay(call('relay'), ms(5000), 'up')).toBe(false);
    expect(lacksRelay(call('relay'), ms(5000), 'down')).toBe(true);
    expect(lacksRelay(call('relay'), ms(11_000), undefined)).toBe(true);
    expect(lacksRelay(call('all'), ms(11_000), 'down')).toBe(false);
  });

  it('should not wait once gathering is complete, except a while for the record of the session', () => {
    const record = call('relay');
    record.states = { ...record.states, iceGathering: 'complete' };
    expect(lacksRelay(record, ms(1500), 'up')).toBe(false);
    expect(lacksRelay(record, ms(2500), 'up')).toBe(true);
    record.remote = { sessionId: 'abc' };
    expect(lacksRelay(record, ms(50), 'up')).toBe(true);
  });
});
