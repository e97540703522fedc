import { describe, expect, it } from 'vitest';
import { say } from '../../i18n/i18n';
import { expiryOf, readUrl, readUrls } from './urls';

const why = (url: string): string => {
  const read = readUrl(url);
  return 'key' in read ? read.key.replace('turn.invalid.', '') : 'valid';
};

describe('server URLs', () => {
  it.each([
    ['stun:stun.example.org', { scheme: 'stun', host: 'stun.example.org', port: 3478, transport: 'udp' }],
    ['turn:198.51.100.10:3479?transport=tcp', { host: '198.51.100.10', port: 3479, transport: 'tcp' }],
    ['turns:turn.example.org', { port: 5349, transport: 'tls' }],
    ['turns:turn.example.org:443?transport=tcp', { port: 443, transport: 'tls' }],
    ['TURN:[2001:db8::1]:80', { scheme: 'turn', host: '[2001:db8::1]', port: 80, transport: 'udp' }],
  ])('%s is read', (url, expected) => {
    expect(readUrl(url)).toMatchObject(expected);
  });

  it.each([
    ['turn:host\u00a0', 'invisible'],
    ['turn:ho\u200bst', 'invisible'],
    ['turn:host :3478', 'space'],
    ['turn.example.org:3478', 'noScheme'],
    ['localhost:3478', 'noScheme'],
    ['just-a-name', 'noScheme'],
    ['http://turn.example.org', 'scheme'],
    ['turn://turn.example.org', 'slashes'],
    ['turn:user@turn.example.org', 'userInUrl'],
    ['turn:', 'host'],
    ['turn:host:70000', 'port'],
    ['turn:2001:db8::1', 'host'],
    ['stun:host?transport=udp', 'stunQuery'],
    ['turn:host?protocol=tcp', 'query'],
    ['turn:host?transport=sctp', 'transport'],
    ['turns:host?transport=udp', 'dtls'],
  ])('%j is refused because of: %s', (url, reason) => {
    expect(why(url)).toBe(reason);
  });

  it('names the invisible character and its place', () => {
    const read = readUrl('turn:host\u00a0:3478');
    if (!('key' in read)) throw new Error('must be refused');
    expect(say(read)).toContain('U+00A0');
    expect(read.params?.['at']).toBe(10);
  });

  it('come one per line, blank lines and repetitions skipped', () => {
    const lines = readUrls('  stun:a \r\n\n stun:a\nturn:b,\nnonsense');
    expect(lines.map(line => [line.line, line.ok])).toEqual([
      [1, true],
      [4, true],
      [5, false],
    ]);
  });

  it('know the expiry in a time-limited user name', () => {
    expect(expiryOf('1795239269:14f5')).toBe(1_795_239_269_000);
    expect(expiryOf('alice')).toBeUndefined();
  });
});
