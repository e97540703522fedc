import { describe, expect, it } from 'vitest';
import { unknownReasons } from './analysis';

const blocked = { unknown: 'No UDP packet came back.', code: 'udp-blocked', params: { server: 's' } };

describe('reasons why a report does not know', () => {
  it('are said once, however many fields they concern', () => {
    const reasons = unknownReasons({ nat: blocked, mapping: blocked, filtering: blocked, udp: 'blocked' });
    expect(reasons).toHaveLength(1);
    expect(reasons[0]).toMatchObject({ why: { key: 'natUnknown.udp-blocked' } });
  });

  it('keep the words of the service where a code is new', () => {
    expect(unknownReasons({ tls: { unknown: 'No TLS server is named.', code: 'new' } })).toMatchObject([
      { told: 'No TLS server is named.' },
    ]);
  });

  it('are none where all is known', () => {
    expect(unknownReasons({ nat: 'none', mapping: 'endpoint-independent' })).toEqual([]);
  });
});
