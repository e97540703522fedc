import { describe, expect, it } from 'vitest';
import { known, message } from '../../i18n/i18n';
import { ms } from '../../shared/units';
import type { CandidateRow } from '../candidates/model';
import type { CallRecord } from '../call/model';
import { newRecord } from '../call/record';
import type { PathFinding, PathKind } from '../path/model';
import { guideOf } from './analysis';

const settings = { icePolicy: 'all', signalingMode: 'websocket', peer: 'auto', source: 'pattern' } as const;
const call = (change: Partial<CallRecord> = {}): CallRecord => ({
  ...newRecord(1, 0, settings, false, ms(0)),
  phase: 'connecting',
  ...change,
});
const row = (type: CandidateRow['type'], address: string): CandidateRow => ({
  key: address,
  side: 'local',
  type,
  address,
  port: 1,
  protocol: 'udp',
  priority: undefined,
  at: ms(1),
  seenBy: 'event',
});
const path = (kind: PathKind, relayed = kind.startsWith('relay')): PathFinding => ({
  kind,
  relayed,
  relayAt: [],
  source: 'measured',
  because: message('path.because.hosts'),
});
const did = (record: CallRecord, name: string, way?: PathFinding): string[] =>
  guideOf(record, way)
    .steps.find(step => step.name === name)!
    .did.map(({ key }) => key);

describe('explanation of a call', () => {
  it('before a call tells what will come, and claims nothing', () => {
    const guide = guideOf(undefined, undefined);
    expect(guide.current).toBeUndefined();
    expect(guide.steps).toHaveLength(8);
    expect(guide.steps.flatMap(step => step.did)).toEqual([]);
  });

  it('follows the stages as they were measured', () => {
    const marks = { click: ms(0), joined: ms(5) };
    expect(guideOf(call(), undefined).current).toBe('signaling');
    expect(guideOf(call({ marks }), undefined).current).toBe('exchange');
    expect(guideOf(call({ marks: { ...marks, answerApplied: ms(9) } }), undefined).current).toBe('checks');
    const failed = call({
      marks: { ...marks, answerApplied: ms(9) },
      phase: 'failed',
      end: { why: 'ice-failed' },
    });
    expect(guideOf(failed, undefined).current).toBe('checks');
    const playing = call({ marks: { ...marks, firstFrame: ms(60) }, phase: 'playing' });
    expect(guideOf(playing, undefined).current).toBe('first-frame');
  });

  it('says what each way to an address brought, and what it did not', () => {
    const gathering = call({ candidates: [row('host', 'a.local'), row('srflx', '203.0.113.5')] });
    expect(did(gathering, 'gathering')).toEqual(['guide.did.host', 'guide.did.hidden', 'guide.did.stun']);
    const states = { ...gathering.states, iceGathering: 'complete' as const };
    expect(did({ ...gathering, candidates: [row('host', '192.0.2.7')], states }, 'gathering')).toEqual([
      'guide.did.host',
      'guide.did.noStun',
      'guide.did.noTurn',
    ]);
    const relayed = { ...gathering, candidates: [row('relay', '198.51.100.10')] };
    expect(did(relayed, 'gathering')).toEqual(['guide.did.turn']);
  });

  it.each(['direct', 'stun', 'relay-udp', 'relay-tcp', 'relay-tls', 'unknown'] as const)(
    'knows a path that is %s',
    kind => {
      const nominated = call({ marks: { nominated: ms(20) } });
      const [key] = did(nominated, 'nomination', path(kind));
      expect(key).toBe(`guide.did.path.${kind}`);
      expect(known(key!)).toBe(true);
      expect(did(nominated, 'nomination', path('unknown', true))[0]).toBe('guide.did.path.relayed');
    },
  );

  it('adds up the checks of all pairs', () => {
    const pair = {
      id: 'a',
      local: undefined,
      remote: undefined,
      state: 'failed',
      nominated: false,
      requestsSent: 3,
      responsesReceived: 0,
      requestsReceived: 1,
      responsesSent: 1,
      roundTripTime: undefined,
      priority: undefined,
    } as const;
    const [said] = guideOf(call({ pairs: [pair, { ...pair, id: 'b' }] }), undefined).steps.find(
      ({ name }) => name === 'checks',
    )!.did;
    expect(said!.params).toEqual({ pairs: 2, sent: 6, answered: 0, received: 2 });
  });
});
