import { describe, expect, it } from 'vitest';
import type { CheckEvent, Untimed } from './browser-events';
import { assess, codes, deadline, error, gathered, results, started, trace } from './testing/trace';

describe('a STUN check in the page', () => {
  const host = (address: string): Untimed<CheckEvent> => ({
    kind: 'candidate',
    end: 'near',
    type: 'host',
    address,
    port: 5000,
  });
  const mapped: Untimed<CheckEvent> = {
    kind: 'candidate',
    end: 'near',
    type: 'srflx',
    address: '203.0.113.9',
    port: 5001,
  };

  it.each<[name: string, url: string, events: Untimed<CheckEvent>[], result: string, finding: string]>([
    ['a mapped address', 'stun:h', [started, mapped], 'passed', 'stun-ok'],
    ['silence', 'stun:h', [started, deadline], 'failed', 'turn-unreachable-timeout'],
    [
      '701 only',
      'stun:h',
      [started, error(701, 'STUN binding request timed out.'), gathered()],
      'failed',
      'turn-unreachable-timeout',
    ],
    [
      'own address, comparable',
      'stun:198.51.100.10',
      [started, host('198.51.100.7'), gathered()],
      'passed',
      'browser-same-address',
    ],
    [
      'own address hidden',
      'stun:198.51.100.10',
      [started, host('x.local'), gathered()],
      'unknown',
      'browser-no-mapped-address',
    ],
    [
      'another family',
      'stun:198.51.100.10',
      [started, host('2001:db8::7'), gathered()],
      'unknown',
      'browser-no-mapped-address',
    ],
    ['STUN over TLS', 'stuns:h', [started, { kind: 'closed' }], 'skipped', 'browser-stuns-unsupported'],
  ])('%s', (_, url, events, result, finding) => {
    const check = assess(url, trace(...events));
    expect(results(check)).toBe(`${result} skipped skipped skipped`);
    expect(codes(check)).toEqual([finding]);
  });
});
