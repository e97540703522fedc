import { describe, expect, it } from 'vitest';
import { peerAskedFor, peerIdOf } from './peer-choice';

const peers = [
  { id: 'p1', name: 'one' },
  { id: 'p2', name: 'two' },
  { id: 'p3', name: 'two' },
  { id: 'one' },
];

describe('a media peer chosen by a link', () => {
  it.each([
    ['?peer=p1', 'p1'],
    ['?peer=media%20one', 'media one'],
    ['?peer=', undefined],
    ['', undefined],
  ])('%s asks for %s', (search, peer) => {
    expect(peerAskedFor(search)).toBe(peer);
  });

  it.each([
    ['p1', 'p1'],
    ['one', 'one'],
    ['two', 'two'],
    ['auto', 'auto'],
  ])('%s is %s', (choice, id) => {
    expect(peerIdOf(choice, peers)).toBe(id);
  });

  it('may be named before the list of peers is there', () => {
    expect(peerIdOf('one', undefined)).toBe('one');
    expect(peerIdOf('one', [{ id: 'p1', name: 'one' }])).toBe('p1');
  });
});
