import { describe, expect, it } from 'vitest';
import { growing } from './growing';

const item = (name: string) => ({ name });
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(item) as [Item, Item, Item, Item];
type Item = ReturnType<typeof item>;

describe('a list that grows', () => {
  it('is read once, however often it is asked for', () => {
    const read: string[] = [];
    const names = growing<Item, string[]>(
      () => [],
      (state, { name }) => {
        read.push(name);
        state.push(name);
      },
    );
    expect([...names([a, b])]).toEqual(['a', 'b']);
    expect([...names([a, b, c])]).toEqual(['a', 'b', 'c']);
    expect([...names([a, b, c])]).toEqual(['a', 'b', 'c']);
    expect(read).toEqual(['a', 'b', 'c']);
  });

  it('is read anew when it is another one, a part of it, or something came between', () => {
    const names = growing<Item, string[]>(
      () => [],
      (state, { name }) => state.push(name),
    );
    for (const list of [[a, b, c], [a, b], [b, c], [], [a, c], [a, b, c], [d, b, c]])
      expect([...names(list)]).toEqual(list.map(({ name }) => name));
  });
});
