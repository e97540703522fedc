import { describe, expect, it } from 'vitest';
import { SequenceAnalysis, sequenceOf } from './analysis';
import { Stack, layoutOf } from './layout';
import type { Row } from './model';
import { byBrowser, byCoturn, byPeer, recordOf, signal } from './testing/events';
import { TieFinder, tiesOf } from './ties';

/** The same numbers each time, from 0 to 1. */
function chance(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}

/** A session as it comes: two ends and a server tell late and not in the order of their times. */
function session(seed: number) {
  const random = chance(seed);
  const check = (at: number, index: number) =>
    byPeer(at, 'stun_sent', {
      method: 'binding',
      id: `i${index}`,
      toward: 'peer',
      remote: 'r',
      retransmission: 0,
    });
  const media = (at: number) => ({ bitsPerSecondIn: Math.round(at) });
  const kinds = [
    check,
    (at: number) => byPeer(at, 'media', media(at)),
    (at: number) => byBrowser(at, 'media', media(at)),
    (at: number) => byBrowser(at, 'state', { of: 'ice', value: 'checking' }),
    (at: number) => byCoturn(at, 'permission', { peer: 'r' }),
  ];
  const later = Array.from({ length: 70 }, (_, index) =>
    kinds[Math.floor(random() ** 2 * kinds.length)]!(index * 4 + random() * 90, index),
  );
  return recordOf([signal(0, 'offer'), check(1, 1000), ...later]);
}

describe.each([3, 17, 2026])('rows that come one after the other (%i)', seed => {
  const whole = session(seed);
  const upTo = (count: number) => ({ ...whole, events: whole.events.slice(0, count) });
  const parts = Array.from({ length: whole.events.length - 2 }, (_, index) => upTo(index + 2));

  it('are those of the whole session at each moment', () => {
    const analysis = new SequenceAnalysis(parts[0]!);
    for (const part of parts) expect(analysis.continued(part)?.rows).toEqual(sequenceOf(part).rows);
  });

  it('have the ties and the layout of all of them at each moment', () => {
    const finder = new TieFinder();
    const stack = new Stack();
    const analysis = new SequenceAnalysis(parts[0]!);
    for (const part of parts) {
      const rows = analysis.continued(part)!.rows;
      expect(finder.of(rows)).toEqual(tiesOf(rows));
      expect(stack.layout(rows, 'spread')).toEqual(layoutOf(rows, 'spread'));
    }
  });

  it('stay the same objects where nothing came between', () => {
    const analysis = new SequenceAnalysis(parts[0]!);
    let before: readonly Row[] = [];
    for (const part of parts) {
      const rows = analysis.continued(part)!.rows;
      const first = rows.findIndex((row, index) => row !== before[index]);
      const lost = before.slice(first).filter(row => !rows.includes(row) && row.reports === 1);
      expect(lost.every(({ kind }) => kind === 'media')).toBe(true);
      before = rows;
    }
  });

  it('may become others: a part of them, or another zoom', () => {
    const finder = new TieFinder();
    const stack = new Stack();
    const { rows } = sequenceOf(whole);
    const lists = [rows, rows.slice(0, 40), rows.filter(({ from }) => from === 'p'), [], rows.slice(7), rows];
    for (const list of lists) {
      expect(finder.of(list)).toEqual(tiesOf(list));
      for (const zoom of ['normal', 'compact'] as const)
        expect(stack.layout(list, zoom)).toEqual(layoutOf(list, zoom));
    }
  });
});
