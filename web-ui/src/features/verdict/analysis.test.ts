import { describe, expect, it } from 'vitest';
import { known, message, say } from '../../i18n/i18n';
import type { SessionVerdict } from '../../protocol/session-verdict';
import { ms } from '../../shared/units';
import type { CallEnd, CallRecord } from '../call/model';
import { newRecord } from '../call/record';
import type { LabStatus, PartState } from '../lab-status/model';
import type { PathFinding } from '../path/model';
import { judge } from './analysis';
import type { Verdict, VerdictFacts } from './model';

const lab = (peers: PartState = 'up'): LabStatus => ({
  turn: { state: 'up', why: undefined, next: undefined },
  mediaPeers: { state: peers, ready: 1, sessions: 0, capacity: 16 },
  natProbe: { state: 'up', why: undefined },
});

const settings = { icePolicy: 'all', signalingMode: 'websocket', peer: 'auto', source: 'pattern' } as const;
const call = (change: Partial<CallRecord> = {}): CallRecord => ({
  ...newRecord(1, 0, settings, false, ms(0)),
  remote: { sessionId: 's1' },
  ...change,
});
const failed = (end: CallEnd, remote: CallRecord['remote'] = { sessionId: 's1' }): CallRecord =>
  call({ phase: 'failed', end, remote });

const path = (kind: PathFinding['kind'], relayed = kind.startsWith('relay')): PathFinding => ({
  kind,
  relayed,
  relayAt: relayed ? ['local'] : [],
  source: 'measured',
  because: message('path.because.hosts'),
});

const text = (words: string) => ({ en: words, nl: words });
const served = (code: string, tone: SessionVerdict['tone'], sessionId = 's1') => ({
  sessionId,
  verdict: {
    code,
    tone,
    sentence: text(code),
    stages: [{ stage: 'checks' as const, result: 'failed' as const, events: [7] }],
    reasons: [{ code: 'checks-silent', text: text('12 checks'), events: [7, 9] }],
    next: [{ code: 'open-udp', text: text('open it'), events: [], command: 'ufw allow 3478/udp' }],
    missing: [],
  },
});

const facts = (more: Partial<VerdictFacts>): VerdictFacts => ({
  call: undefined,
  path: undefined,
  lab: lab(),
  signalingUp: true,
  served: undefined,
  ...more,
});

describe('what this page says itself', () => {
  it.each<[string, Partial<VerdictFacts>, string, Verdict['tone']]>([
    ['before any call', {}, 'idle', 'quiet'],
    ['nobody to call', { lab: lab('down') }, 'idle-no-media-peer', 'warn'],
    ['no service', { lab: undefined, signalingUp: false }, 'idle-no-signaling', 'warn'],
    ['on the way', { call: call({ phase: 'connecting' }) }, 'connecting', 'busy'],
    [
      'calling again',
      { call: call({ phase: 'recalling', end: { why: 'frames-stalled' } }) },
      'calling-again',
      'busy',
    ],
    ['stopped', { call: call({ phase: 'ended', end: { why: 'stopped-here' } }) }, 'ended', 'quiet'],
    [
      'stopped there',
      { call: call({ phase: 'ended', end: { why: 'peer-left', reason: 'stopped' } }) },
      'peer-ended',
      'quiet',
    ],
    [
      'connected',
      { call: call({ phase: 'playing' }), path: path('relay-tcp') },
      'connected-relay-tcp',
      'good',
    ],
    ['connected somehow', { call: call({ phase: 'playing' }) }, 'connected-path-unknown', 'good'],
    [
      'relayed somehow',
      { call: call({ phase: 'playing' }), path: path('unknown', true) },
      'connected-path-unknown',
      'good',
    ],
    [
      'nobody reached',
      { call: failed({ why: 'signaling-unreachable' }, {}) },
      'signaling-unreachable',
      'bad',
    ],
    ['no answer, no record', { call: failed({ why: 'no-answer' }, {}) }, 'no-answer', 'bad'],
    ['no verdict came', { call: failed({ why: 'ice-failed' }) }, 'unknown', 'unknown'],
  ])('%s', (_, more, code, tone) => {
    const verdict = judge(facts(more));
    expect(verdict).toMatchObject({ code, tone, by: 'page' });
    for (const words of [verdict.sentence, ...verdict.reasons, ...verdict.next]) {
      expect('key' in words && known(words.key)).toBe(true);
      expect('key' in words && say(words)).not.toMatch(/\{\{/);
    }
  });

  it('a refusal has its own words, the service’s beside them, and the wait it asks for', () => {
    const problem = { code: 'media-peers-full', detail: 'every one is busy', retryAfterSeconds: 7 };
    const verdict = judge(
      facts({ call: failed({ why: 'refused', problem }), served: served('no-answer', 'bad') }),
    );
    expect(verdict).toMatchObject({
      code: 'refused-media-peers-full',
      detail: 'every one is busy',
      by: 'page',
    });
    expect(verdict.next.at(-1)).toMatchObject({ params: { count: 7 } });
    const odd = judge(facts({ call: failed({ why: 'refused', problem: { code: 'never-heard-of' } }) }));
    expect(odd.sentence).toMatchObject({ key: 'problem.other.title' });
  });
});

describe('what the record decides', () => {
  it.each<[string, Partial<CallRecord>, string, Verdict['tone']]>([
    ['why it failed', { phase: 'failed', end: { why: 'ice-failed' } }, 'udp-blocked', 'bad'],
    ['why it works', { phase: 'playing' }, 'connected-relay-tls', 'good'],
    ['what is wrong while it plays', { phase: 'playing' }, 'signaling-lost', 'warn'],
    ['what went wrong before the page gave up', { phase: 'connecting' }, 'turn-credentials-wrong', 'bad'],
  ])('%s', (_, change, code, tone) => {
    const verdict = judge(facts({ call: call(change), path: path('direct'), served: served(code, tone) }));
    expect(verdict).toMatchObject({ code, tone, by: 'service', next: [{ command: 'ufw allow 3478/udp' }] });
    expect(verdict.stages).toHaveLength(1);
  });

  it('says nothing of another call', () => {
    const other = served('udp-blocked', 'bad', 's0');
    expect(judge(facts({ call: call({ phase: 'connecting' }), served: other })).code).toBe('connecting');
  });

  it('on the way has the stages, and the page the words of the moment', () => {
    const verdict = judge(
      facts({ call: call({ phase: 'connecting' }), served: served('connecting', 'busy') }),
    );
    expect(verdict).toMatchObject({ code: 'connecting', sentence: { key: 'verdict.running.signaling' } });
    expect(verdict.stages).toHaveLength(1);
  });

  it('is not waited for once the picture is there', () => {
    const late = served('connecting', 'busy');
    expect(judge(facts({ call: call({ phase: 'playing' }), path: path('stun'), served: late })).code).toBe(
      'connected-stun',
    );
  });

  it('of a refused answer has the words of the browser beside it', () => {
    const end = { why: 'bad-answer', detail: 'OperationError' } as const;
    expect(judge(facts({ call: failed(end), served: served('codec-mismatch', 'bad') }))).toMatchObject({
      code: 'codec-mismatch',
      detail: 'OperationError',
    });
  });
});
