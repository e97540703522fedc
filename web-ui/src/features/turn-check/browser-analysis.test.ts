import { describe, expect, it } from 'vitest';
import { ms } from '../../shared/units';
import { percentile } from './browser-analysis';
import type { CheckEvent, End, Untimed } from './browser-events';
import {
  assess,
  codes,
  deadline,
  error,
  gathered,
  results,
  started,
  trace,
  wallClock,
} from './testing/trace';

const relay = (end: End, port: number): Untimed<CheckEvent> => ({
  kind: 'candidate',
  end,
  type: 'relay',
  address: '198.51.100.10',
  port,
});
const connected = { kind: 'ice', state: 'connected' } as const;

const udp = 'turn:198.51.100.10:3478?transport=udp';
const allocated = [started, relay('near', 49170), relay('far', 49171)];
const echoing = [...allocated, connected, { kind: 'open' } as const];

const sent = { kind: 'sent', bytes: 1000 } as const;
const echoed = { kind: 'echoed', bytes: 1000 } as const;
const probed = (asked: number, back: number): Untimed<CheckEvent>[] => [
  ...Array.from({ length: asked }, () => ({ kind: 'probe' }) as const),
  ...Array.from({ length: back }, () => ({ kind: 'round-trip', took: ms(1) }) as const),
];

describe('a TURN check in the page', () => {
  it('passes all four stages when what was sent comes back', () => {
    const check = assess(
      udp,
      trace(
        ...echoing,
        { kind: 'probe' },
        { kind: 'probe' },
        { kind: 'round-trip', took: ms(2) },
        { kind: 'round-trip', took: ms(9) },
        { kind: 'sent', bytes: 1000 },
        { kind: 'sent', bytes: 1000 },
        { kind: 'echoed', bytes: 1000 },
        { kind: 'echoed', bytes: 1000 },
        { kind: 'complete' },
        { kind: 'closed' },
      ),
    );
    expect(results(check)).toBe('passed passed passed passed');
    expect(check).toMatchObject({ passed: true, state: 'done' });
    expect(codes(check)).toEqual(['turn-ok']);
    const [reachable, credentials, permission, echo] = check.stages;
    expect(reachable?.ms).toBeUndefined();
    expect(credentials).toMatchObject({ ms: 10, relayedAddress: '198.51.100.10:49170' });
    expect(permission).toMatchObject({ ms: 10, peer: '198.51.100.10:49171' });
    expect(echo).toMatchObject({ ms: 90, bytesSent: 2000, bytesEchoed: 2000, loss: 0, rttP50: 2, rttP99: 9 });
    expect(echo?.throughput).toBeCloseTo((2000 * 8) / 0.03);
  });

  it.each<[name: string, url: string, events: Untimed<CheckEvent>[], stages: string, finding: string]>([
    ['nothing asked yet', udp, [], 'waiting waiting waiting waiting', ''],
    ['asked', udp, [started], 'active waiting waiting waiting', ''],
    [
      'silence',
      udp,
      [started, deadline],
      'failed not-reached not-reached not-reached',
      'turn-unreachable-timeout',
    ],
    [
      'a name that does not resolve',
      udp,
      [started, error(701, 'TURN host lookup received error.'), gathered()],
      'failed not-reached not-reached not-reached',
      'turn-unreachable-unresolved',
    ],
    [
      '701 on one interface, a candidate from another',
      udp,
      [started, error(701, 'timed out'), relay('near', 1)],
      'passed passed active waiting',
      '',
    ],
    [
      '701 while gathering goes on',
      udp,
      [started, error(701, 'timed out')],
      'active waiting waiting waiting',
      '',
    ],
    [
      'no TCP',
      'turn:h?transport=tcp',
      [started, error(701, 'Failed to establish connection'), gathered()],
      'failed not-reached not-reached not-reached',
      'browser-no-tcp',
    ],
    [
      'no TLS',
      'turns:h',
      [started, error(701, 'Failed to establish connection'), gathered()],
      'failed not-reached not-reached not-reached',
      'browser-no-tls',
    ],
    [
      'wrong credential',
      udp,
      [started, error(401, 'Unauthorized'), gathered()],
      'passed failed not-reached not-reached',
      'turn-credential-wrong',
    ],
    [
      'quota',
      udp,
      [started, error(486, 'Quota'), gathered()],
      'passed failed not-reached not-reached',
      'turn-quota-reached',
    ],
    [
      'no capacity',
      udp,
      [started, error(508, ''), gathered()],
      'passed failed not-reached not-reached',
      'turn-no-capacity',
    ],
    [
      'wrong transport',
      udp,
      [started, error(442, ''), gathered()],
      'passed failed not-reached not-reached',
      'turn-transport-unsupported',
    ],
    [
      'another server',
      udp,
      [started, error(300, ''), gathered()],
      'passed failed not-reached not-reached',
      'turn-alternate-server',
    ],
    [
      'any other code',
      udp,
      [started, error(403, 'Forbidden'), gathered()],
      'passed failed not-reached not-reached',
      'turn-answer-other',
    ],
    [
      'the old code of no answer',
      udp,
      [started, error(600, ''), gathered()],
      'failed not-reached not-reached not-reached',
      'browser-no-answer',
    ],
    [
      'nothing to ask from',
      udp,
      [started, gathered()],
      'failed not-reached not-reached not-reached',
      'browser-not-asked',
    ],
    [
      'a refusal by the browser itself',
      udp,
      [started, { kind: 'refused', text: 'bad' }],
      'failed not-reached not-reached not-reached',
      'browser-refused',
    ],
    [
      'a second allocation over the quota',
      udp,
      [started, relay('near', 1), error(486, '', 'far'), gathered('far')],
      'passed failed not-reached not-reached',
      'browser-second-allocation',
    ],
    [
      'checks without any answer',
      udp,
      [...allocated, { kind: 'checks', sent: 7, answered: 0 }, { kind: 'ice', state: 'failed' }],
      'passed passed failed not-reached',
      'browser-permission-unseen',
    ],
    [
      'the same at the deadline',
      udp,
      [...allocated, { kind: 'checks', sent: 7, answered: 0 }, deadline],
      'passed passed failed not-reached',
      'browser-permission-unseen',
    ],
    [
      'a pair dropped without a check',
      udp,
      [...allocated, { kind: 'ice', state: 'disconnected' }, { kind: 'closed' }],
      'passed passed failed not-reached',
      'browser-pairs-dropped',
    ],
    [
      'no check sent',
      udp,
      [...allocated, { kind: 'checks', sent: 0, answered: 0 }, deadline],
      'passed passed failed not-reached',
      'browser-no-checks',
    ],
    [
      'checks answered, channel never open',
      udp,
      [...allocated, connected, deadline],
      'passed passed passed failed',
      'browser-channel-silent',
    ],
    [
      'open, nothing comes back',
      udp,
      [...echoing, { kind: 'sent', bytes: 1000 }, deadline],
      'passed passed passed failed',
      'turn-echo-silent',
    ],
    [
      'cut off in the middle',
      udp,
      [...echoing, { kind: 'sent', bytes: 2000 }, { kind: 'echoed', bytes: 1000 }, deadline],
      'passed passed passed failed',
      'browser-echo-cut-off',
    ],
    [
      'half of it lost',
      udp,
      [...echoing, ...probed(2, 1), sent, echoed, { kind: 'complete' }],
      'passed passed passed failed',
      'turn-echo-lossy',
    ],
    [
      'one in a hundred lost',
      udp,
      [...echoing, ...probed(100, 99), sent, echoed, { kind: 'complete' }],
      'passed passed passed passed',
      'turn-echo-lossy',
    ],
    ['cancelled', udp, [...allocated, { kind: 'cancelled' }], 'passed passed cancelled cancelled', ''],
  ])('%s', (_, url, events, stages, finding) => {
    const check = assess(url, trace(...events));
    expect(results(check)).toBe(stages);
    expect(codes(check)[0] ?? '').toBe(finding);
  });

  it('tells an expired credential by its user name', () => {
    const events = trace(started, error(401, 'Unauthorized'), gathered());
    const expired = assess(udp, events, `${wallClock / 1000 - 37}:lab`);
    expect(expired.findings).toEqual([
      {
        code: 'turn-credential-expired',
        params: { expiredAgoSeconds: 37, expiredAt: '2026-11-21T11:59:23.000Z' },
      },
    ]);
    expect(codes(assess(udp, events, `${wallClock / 1000 + 37}:lab`))).toEqual(['turn-credential-wrong']);
  });
});

describe('percentiles', () => {
  it('are observed values', () => {
    const values = Array.from({ length: 200 }, (_, index) => ms(200 - index));
    expect([percentile(values, 50), percentile(values, 99), percentile([ms(3)], 99)]).toEqual([100, 198, 3]);
  });
});
