import { describe, expect, it } from 'vitest';
import { ms } from '../../shared/units';
import { longestGap, mayStillTell } from './freeze';
import { advanceRestart } from './machine';
import type { RestartEvent, RestartState, RestartTrigger } from './model';
import { isOtherNetwork } from './network';
import { isAnswered, pairChanges, ufragInUse, ufragOf } from './ufrag';

const idle: RestartState = { kind: 'idle', last: undefined };
const asked = (trigger: RestartTrigger, canSignal = true): RestartEvent => ({
  event: 'asked',
  trigger,
  canSignal,
});
const tick: RestartEvent = { event: 'tick', canSignal: true };

/** Runs events at their times; the last state, and all effects with theirs. */
function run(...events: [at: number, event: RestartEvent][]) {
  let state = idle;
  const effects: string[] = [];
  for (const [at, event] of events) {
    const next = advanceRestart(state, event, ms(at));
    state = next.state;
    effects.push(...next.effects.map(effect => `${at} ${effect}`));
  }
  return { state, effects };
}

/** A tick each 100 ms. */
const ticks = (from: number, to: number, event = tick): [number, RestartEvent][] =>
  Array.from({ length: (to - from) / 100 + 1 }, (_, index) => [from + index * 100, event]);

describe('an ICE restart', () => {
  it('makes one offer, and is done when the new generation carries the media', () => {
    const { state, effects } = run(
      [1000, asked('button')],
      [1020, { event: 'answered' }],
      [1100, tick],
      [1180, { event: 'connected', generation: 2 }],
    );
    expect(effects).toEqual(['1000 offer']);
    expect(state).toMatchObject({
      kind: 'idle',
      last: { kind: 'restarted', trigger: 'button', attempts: 1, took: 180, generation: 2 },
    });
  });

  it.each<[RestartTrigger, number]>([
    ['button', 1],
    ['silence', 2],
    ['failed', 2],
    ['network', 3],
  ])('by %s is given up after %s attempts without an answer, each taken back', (trigger, attempts) => {
    const { state, effects } = run([0, asked(trigger)], ...ticks(100, 30_000));
    expect(effects.filter(effect => effect.endsWith('offer'))).toHaveLength(attempts);
    expect(effects.filter(effect => effect.endsWith('take-back'))).toHaveLength(attempts);
    expect(effects.filter(effect => effect.endsWith('give-up'))).toHaveLength(1);
    expect(state).toMatchObject({ last: { kind: 'gave-up', why: 'no-answer', attempts } });
  });

  it('pauses longer before each attempt', () => {
    const { effects } = run([0, asked('network')], ...ticks(100, 30_000));
    expect(effects.filter(effect => effect.endsWith('offer'))).toEqual([
      '0 offer',
      '4500 offer',
      '10000 offer',
    ]);
  });

  it('that was answered but found no pair takes nothing back', () => {
    const { state, effects } = run([0, asked('button')], [50, { event: 'answered' }], ...ticks(100, 5000));
    expect(effects).toEqual(['0 offer', '4100 give-up']);
    expect(state).toMatchObject({ last: { why: 'no-path' } });
  });

  it('whose answer was slow still has its time to find a pair', () => {
    const { state } = run(
      [0, asked('button')],
      ...ticks(100, 3800),
      [3900, { event: 'answered' }],
      ...ticks(4000, 7000),
      [7100, { event: 'connected', generation: 2 }],
    );
    expect(state).toMatchObject({ last: { kind: 'restarted', attempts: 1, took: 7100 } });
  });

  it('waits for signaling, and begins when it is back', () => {
    const { effects } = run(
      [0, asked('failed', false)],
      ...ticks(100, 3000, { event: 'tick', canSignal: false }),
      [3100, tick],
    );
    expect(effects).toEqual(['3100 offer']);
  });

  it('is given up if signaling stays away', () => {
    const { state } = run(
      [0, asked('failed', false)],
      ...ticks(100, 12_000, { event: 'tick', canSignal: false }),
    );
    expect(state).toMatchObject({ last: { why: 'no-signaling', attempts: 0 } });
  });

  it('is over at once when it is refused', () => {
    const { state, effects } = run([0, asked('silence')], [10, { event: 'refused' }]);
    expect(effects).toEqual(['0 offer', '10 take-back', '10 give-up']);
    expect(state).toMatchObject({ last: { why: 'refused' } });
  });

  it('is not begun twice', () => {
    expect(run([0, asked('button')], [10, asked('button')], [20, asked('failed')]).effects).toEqual([
      '0 offer',
    ]);
  });

  it('begins anew on another network, and counts that as the same attempt', () => {
    const { state, effects } = run([0, asked('button')], [500, asked('network')]);
    expect(effects).toEqual(['0 offer', '500 offer']);
    expect(state).toMatchObject({
      kind: 'running',
      trigger: 'network',
      attempts: 1,
      since: 0,
      attemptSince: 500,
    });
  });

  it('does not mind what comes when none runs', () => {
    expect(
      run([0, { event: 'answered' }], [1, { event: 'connected', generation: 2 }], [2, { event: 'refused' }])
        .state,
    ).toBe(idle);
  });
});

describe('the standstill around a restart', () => {
  const frames = [0, 33, 66, 99, 1400, 1433, 1466].map(ms);

  it('is the longest gap that had not ended before', () => {
    expect(longestGap(frames, ms(50), ms(1410))).toBe(1301);
    expect(longestGap(frames, ms(1000), ms(1410))).toBe(1301);
  });

  it('is one frame where nothing stood still', () => {
    expect(longestGap(frames, ms(1410), ms(1440))).toBe(33);
  });

  it('is open until a frame follows', () => {
    expect(longestGap(frames, ms(50), ms(2000))).toBeUndefined();
    expect(longestGap([], ms(0), ms(0))).toBeUndefined();
    expect(longestGap([ms(5)], ms(0), ms(0))).toBeUndefined();
  });
});

describe('another network', () => {
  it.each([
    ['back online', { online: false, type: undefined }, { online: true, type: undefined }, true],
    ['from Wi-Fi to cellular', { online: true, type: 'wifi' }, { online: true, type: 'cellular' }, true],
    [
      'only another estimate of its speed',
      { online: true, type: 'wifi' },
      { online: true, type: 'wifi' },
      false,
    ],
    ['only gone', { online: true, type: 'wifi' }, { online: false, type: 'none' }, false],
    [
      'a type that is not told any more',
      { online: true, type: 'wifi' },
      { online: true, type: undefined },
      false,
    ],
  ])('%s', (_, before, now, other) => {
    expect(isOtherNetwork(before, now)).toBe(other);
  });
});

describe('the generation of ICE', () => {
  it('is named by the user fragment of the description, and of the pair in use', () => {
    expect(ufragOf('v=0\r\na=ice-ufrag:Ab+/\r\na=ice-pwd:x\r\n')).toBe('Ab+/');
    expect(ufragOf(undefined)).toBeUndefined();
    const report = [
      { id: 'T', type: 'transport', selectedCandidatePairId: 'P', selectedCandidatePairChanges: 2 },
      { id: 'P', type: 'candidate-pair', localCandidateId: 'L' },
      { id: 'L', type: 'local-candidate', usernameFragment: 'Ab+/' },
    ];
    expect(ufragInUse(report)).toBe('Ab+/');
    expect(pairChanges(report)).toBe(2);
    expect(ufragInUse([])).toBeUndefined();
  });

  it('works once a check of it was answered, though the browser keeps to the pair before', () => {
    const report = (state: string) => [
      { id: 'T', type: 'transport', selectedCandidatePairId: 'P1', selectedCandidatePairChanges: 2 },
      { id: 'P1', type: 'candidate-pair', state: 'succeeded', localCandidateId: 'L1' },
      { id: 'P2', type: 'candidate-pair', state, localCandidateId: 'L2' },
      { id: 'L1', type: 'local-candidate', usernameFragment: 'old+' },
      { id: 'L2', type: 'local-candidate', usernameFragment: 'new+' },
    ];
    expect(isAnswered(report('succeeded'), 'new+')).toBe(true);
    expect(isAnswered(report('in-progress'), 'new+')).toBe(false);
    expect(isAnswered(report('succeeded'), 'none')).toBe(false);
  });
});

describe('a standstill without an end yet', () => {
  const none = { kind: 'unknown', why: 'no-frames' } as const;

  it('should be told by a frame that comes within a minute', () => {
    expect(mayStillTell(undefined, ms(0), ms(14_000))).toBe(true);
    expect(mayStillTell(none, ms(0), ms(59_000))).toBe(true);
    expect(mayStillTell(none, ms(0), ms(61_000))).toBe(false);
  });

  it('should not change once it was measured, or the page was hidden', () => {
    expect(mayStillTell({ kind: 'measured', time: ms(800) }, ms(0), ms(1000))).toBe(false);
    expect(mayStillTell({ kind: 'unknown', why: 'hidden' }, ms(0), ms(1000))).toBe(false);
  });
});
