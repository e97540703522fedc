import { describe, expect, it } from 'vitest';
import { labServers, readForm } from './form';
import { initialTurnState, type TurnForm } from './model';

const lab = labServers(
  [
    { urls: ['stun:127.0.0.1:3478'] },
    { urls: ['turn:127.0.0.1:3478?transport=udp'], username: '1:a', credential: 'secret' },
  ],
  1,
);
const problems = (change: Partial<TurnForm>, servers = lab): string[] =>
  readForm({ ...initialTurnState().form, urls: lab.urls.join('\n'), ...change }, servers).problems.map(
    ({ field, text }) => `${field}: ${text.key.replace('turn.invalid.', '')}`,
  );

describe('the form', () => {
  it('takes the lab’s own servers without a credential', () => {
    expect(lab).toMatchObject({
      urls: ['stun:127.0.0.1:3478', 'turn:127.0.0.1:3478?transport=udp'],
      username: '1:a',
    });
    expect(problems({})).toEqual([]);
  });

  it.each<[name: string, change: Partial<TurnForm>, expected: string[]]>([
    ['no URL', { urls: ' \n' }, ['urls: none']],
    ['several wrong lines', { urls: 'http://x\nstun:a?transport=udp' }, ['urls: scheme', 'urls: stunQuery']],
    ['too many', { urls: Array.from({ length: 13 }, (_, n) => `stun:s${n}`).join('\n') }, ['urls: tooMany']],
    ['another server without a user', { urls: 'turn:turn.example.org' }, ['username: username']],
    ['a user without a credential', { username: 'alice' }, ['credential: credential']],
    ['a credential without a user', { credential: 'x' }, ['username: username']],
    ['a STUN server of others', { urls: 'stun:stun.example.org' }, []],
    ['bytes that are none', { bytes: 'many' }, ['bytes: bytes']],
    ['too few bytes', { bytes: '10' }, ['bytes: bytes']],
    ['a peer by name', { peer: 'peer.example.org' }, ['peer: peer']],
    ['a peer', { peer: '198.51.100.140:4000' }, []],
    ['a peer over IPv6', { peer: '[2001:db8::7]:4000' }, []],
  ])('%s', (_, change, expected) => {
    expect(problems(change)).toEqual(expected);
  });

  it('needs a credential where the lab has none', () => {
    expect(problems({}, { ...lab, credential: undefined })).toEqual(['username: username']);
  });

  it('says in which line of the URLs something is wrong', () => {
    const read = readForm({ ...initialTurnState().form, urls: 'stun:a\nhttp:b' }, lab);
    expect(read.problems[0]?.text.params).toMatchObject({ line: 2, scheme: 'http' });
  });
});
