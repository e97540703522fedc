import { describe, expect, it } from 'vitest';
import { hostOf, serversOf } from './servers';

describe('servers', () => {
  it.each([
    ['turn:lab.example:3478?transport=tcp', 'lab.example'],
    ['stuns:LAB.example', 'lab.example'],
    ['turn:[2001:db8::1]:3478', '2001:db8::1'],
    ['https://lab.example', undefined],
  ])('%s names %s', (url, host) => {
    expect(hostOf(url)).toBe(host);
  });

  it('stay apart where nothing shows that they are one', () => {
    expect(serversOf(['stun:a.example', 'stun:b.example', 'turn:a.example?transport=tcp'], [])).toMatchObject(
      [
        { hosts: ['a.example'], urls: ['stun:a.example', 'turn:a.example?transport=tcp'] },
        { hosts: ['b.example'] },
      ],
    );
  });
});
