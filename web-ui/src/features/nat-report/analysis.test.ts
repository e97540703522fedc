import { describe, expect, it } from 'vitest';
import { say } from '../../i18n/i18n';
import { readField, readFinding } from './analysis';

describe('NAT report', () => {
  it('should explain a known value', () => {
    const field = readField('mapping', 'endpoint-independent');
    expect(field).toEqual({
      known: true,
      value: { key: 'nat.value.endpoint-independent', params: undefined },
      about: { key: 'nat.about.mapping-endpoint-independent', params: undefined },
    });
  });

  it('should keep unknown apart from no, with its reason', () => {
    const params = { server: '198.51.100.10:3478' };
    const field = readField('filtering', { unknown: 'English.', code: 'other-address-missing', params });
    expect(field.known).toBe(false);
    if (field.known) throw new Error('must be unknown');
    expect(say(field.why!)).toBe('198.51.100.10:3478 names no OTHER-ADDRESS.');
    expect(field.decides).toBeDefined();
  });

  it('should show the words of the service where its code is new', () => {
    expect(readField('nat', { unknown: 'Something else.', code: 'brand-new' })).toMatchObject({
      told: 'Something else.',
    });
    expect(readField('nat', 'double')).toMatchObject({ known: true, value: 'double' });
    expect(readFinding({ code: 'brand-new', text: 'A new one.' })).toBe('A new one.');
    expect(readField('udp', undefined)).toMatchObject({ known: false, told: undefined });
  });
});
