import { describe, expect, it } from 'vitest';
import { known, say } from '../../i18n/i18n';
import { ms } from '../../shared/units';
import type { CandidateRow, PairRow } from '../candidates/model';
import type { CallEnd, CallRecord } from '../call/model';
import { newRecord } from '../call/record';
import type { LabStatus, PartState } from '../lab-status/model';
import type { PathFinding } from '../path/model';
import { judge } from './analysis';
import type { Verdict, VerdictFacts } from './model';

const lab = (turn: PartState, peers: PartState = 'up'): LabStatus => ({
  turn: { state: turn, why: undefined, next: undefined },
  mediaPeers: { state: peers, ready: 1, sessions: 0, capacity: 16 },
  natProbe: { state: 'up', why: undefined },
});

const call = (change: Partial<CallRecord> = {}, policy: 'all' | 'relay' = 'all'): CallRecord => ({
  ...newRecord(
    1,
    0,
    { icePolicy: policy, signalingMode: 'websocket', peer: 'auto', source: 'pattern' },
    false,
    ms(0),
  ),
  ...change,
});

const pair = (change: Partial<PairRow>): PairRow => ({
  id: 'P',
  local: undefined,
  remote: undefined,
  state: 'in-progress',
  nominated: false,
  requestsSent: 0,
  responsesReceived: 0,
  requestsReceived: 0,
  responsesSent: 0,
  roundTripTime: undefined,
  priority: undefined,
  ...change,
});

const remote: CandidateRow = {
  key: 'r',
  side: 'remote',
  type: 'host',
  address: '198.51.100.20',
  port: 4000,
  protocol: 'udp',
  priority: 1,
  at: ms(1),
  seenBy: 'event',
};

const path = (kind: PathFinding['kind'], relayed = kind.startsWith('relay')): PathFinding => ({
  kind,
  relayed,
  relayAt: relayed ? ['local'] : [],
  source: 'measured',
  because: { key: 'path.because.hosts' },
});

const facts = (change: Partial<VerdictFacts>): VerdictFacts => ({
  call: undefined,
  path: undefined,
  lab: lab('up'),
  signalingUp: true,
  now: 100,
  ...change,
});

const failed = (
  end: CallEnd,
  change: Partial<CallRecord> = {},
  policy: 'all' | 'relay' = 'all',
): CallRecord => call({ phase: 'failed', end, ...change }, policy);

const turnError = (code: number): Partial<CallRecord> => ({
  candidateErrors: [{ side: 'local', url: 'turn:lab:3478', code, text: '', at: ms(1) }],
});

describe('verdict', () => {
  it.each<[string, Partial<VerdictFacts>, string, Verdict['tone']]>([
    ['nothing yet', {}, 'idle', 'quiet'],
    ['nobody to call', { lab: lab('up', 'down') }, 'idle-no-media-peer', 'warn'],
    ['no signaling', { lab: undefined, signalingUp: false }, 'idle-no-signaling', 'warn'],
    ['connecting', { call: call({ phase: 'connecting' }) }, 'connecting', 'busy'],
    ['connecting for long', { call: call({ phase: 'connecting' }), now: 5000 }, 'connecting-slowly', 'busy'],
    ['direct', { call: call({ phase: 'playing' }), path: path('direct') }, 'connected-direct', 'good'],
    ['stun', { call: call({ phase: 'playing' }), path: path('stun') }, 'connected-stun', 'good'],
    [
      'relay over UDP',
      { call: call({ phase: 'playing' }), path: path('relay-udp') },
      'connected-relay-udp',
      'good',
    ],
    [
      'relay over TCP',
      { call: call({ phase: 'playing' }), path: path('relay-tcp') },
      'connected-relay-tcp',
      'good',
    ],
    [
      'relay over TLS',
      { call: call({ phase: 'playing' }), path: path('relay-tls') },
      'connected-relay-tls',
      'good',
    ],
    [
      'relay, transport unknown',
      { call: call({ phase: 'playing' }), path: path('unknown', true) },
      'connected-relay',
      'good',
    ],
    [
      'path unknown',
      { call: call({ phase: 'playing' }), path: path('unknown') },
      'connected-path-unknown',
      'good',
    ],
    ['no pair named', { call: call({ phase: 'playing' }) }, 'connected-path-unknown', 'good'],
    [
      'calling again',
      { call: call({ phase: 'recalling', end: { why: 'peer-left', reason: 'worker-crashed' } }) },
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
      'signaling unreachable',
      { call: failed({ why: 'signaling-unreachable' }) },
      'signaling-unreachable',
      'bad',
    ],
    [
      'no media peer',
      { call: failed({ why: 'refused', problem: { code: 'no-media-peer' } }) },
      'refused-no-media-peer',
      'bad',
    ],
    ['no answer', { call: failed({ why: 'no-answer' }) }, 'no-answer', 'bad'],
    [
      'relay, no TURN here',
      { lab: lab('absent'), call: failed({ why: 'no-relay-candidates' }, {}, 'relay') },
      'relay-without-turn',
      'bad',
    ],
    [
      'relay, TURN down',
      { lab: lab('down'), call: failed({ why: 'no-relay-candidates' }, {}, 'relay') },
      'relay-turn-down',
      'bad',
    ],
    [
      'relay, refused',
      { call: failed({ why: 'no-relay-candidates' }, turnError(401), 'relay') },
      'turn-credentials',
      'bad',
    ],
    [
      'relay, quota',
      { call: failed({ why: 'no-relay-candidates' }, turnError(486), 'relay') },
      'turn-quota',
      'bad',
    ],
    [
      'relay, silent',
      { call: failed({ why: 'no-relay-candidates' }, turnError(701), 'relay') },
      'turn-unreachable',
      'bad',
    ],
    [
      'relay, nothing told',
      { call: failed({ why: 'no-relay-candidates' }, {}, 'relay') },
      'no-relay-candidates',
      'bad',
    ],
    ['no remote candidates', { call: failed({ why: 'ice-failed' }) }, 'no-remote-candidates', 'bad'],
    [
      'nothing passes',
      { call: failed({ why: 'ice-failed' }, { candidates: [remote], pairs: [pair({ requestsSent: 40 })] }) },
      'no-answers',
      'bad',
    ],
    [
      'one way only',
      {
        call: failed(
          { why: 'ice-failed' },
          { candidates: [remote], pairs: [pair({ requestsSent: 40, requestsReceived: 9 })] },
        ),
      },
      'one-way',
      'bad',
    ],
    [
      'not decidable',
      {
        call: failed(
          { why: 'ice-failed' },
          { candidates: [remote], pairs: [pair({ requestsSent: 4, responsesReceived: 4 })] },
        ),
      },
      'unknown',
      'bad',
    ],
    ['DTLS', { call: failed({ why: 'dtls-failed' }) }, 'dtls-failed', 'bad'],
  ])('%s', (_, given, code, tone) => {
    const verdict = judge(facts(given));
    expect(verdict).toMatchObject({ code, tone });
    for (const text of [verdict.sentence, ...verdict.reasons, ...verdict.next]) {
      expect(known(text.key) || known(`${text.key}_other`), text.key).toBe(true);
      expect(say(text)).not.toMatch(/{{|}}/);
    }
    if (tone === 'bad') expect(verdict.next.length).toBeGreaterThan(0);
  });

  it('should say why it is relayed although all paths were allowed', () => {
    const host = { statsId: 'h', type: 'host', address: '', port: 1, protocol: 'udp', priority: 1 } as const;
    const pairs = [pair({ id: 'D', requestsSent: 12, local: host, remote: host })];
    const verdict = judge(facts({ call: call({ phase: 'playing', pairs }), path: path('relay-udp') }));
    expect(verdict.reasons).toContainEqual({
      key: 'verdict.reason.directUnanswered',
      params: { pairs: 1, sent: 12 },
    });
  });

  it('should fall back to the code of a refusal it does not know', () => {
    const verdict = judge(
      facts({ call: failed({ why: 'refused', problem: { code: 'brand-new', detail: 'Because.' } }) }),
    );
    expect(verdict.sentence.params).toEqual({ code: 'brand-new' });
    expect(verdict.detail).toBe('Because.');
  });
});
