/**
 * Reads lists that mostly grow at their end, item by item, into a state. Of a list that continues the last one only what
 * is new is read; the state is that of the whole list either way. Callers copy what they keep of it, and change nothing of
 * it but what `read` itself takes back.
 */
export function growing<T, S>(begin: () => S, read: (state: S, item: T) => void): (items: readonly T[]) => S {
  let state = begin();
  let count = 0;
  let first: T | undefined;
  let last: T | undefined;
  return items => {
    if (count > 0 && (items[0] !== first || items[count - 1] !== last)) {
      state = begin();
      count = 0;
    }
    for (; count < items.length; count++) read(state, items[count]!);
    first = items[0];
    last = items[count - 1];
    return state;
  };
}

/** How many items two lists begin with in common. */
export function sameUpTo(a: readonly unknown[], b: readonly unknown[]): number {
  const most = Math.min(a.length, b.length);
  let count = 0;
  while (count < most && a[count] === b[count]) count++;
  return count;
}
