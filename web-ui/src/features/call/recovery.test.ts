import { describe, expect, it } from 'vitest';
import { ms } from '../../shared/units';
import { decideRecovery, type RecoveryFacts } from './recovery';

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
