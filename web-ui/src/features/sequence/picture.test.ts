import { describe, expect, it } from 'vitest';
import { sequenceOf } from './analysis';
import { sequenceSvg, tokens } from './export';
import { fitting, toggled } from './filter';
import { geometryOf, layoutOf, rowAfterKey, visible } from './layout';
import { initialSequenceUi } from './model';
import { byBrowser, byPeer, recordOf, signal } from './testing/events';

const ping = (at: number, id: string) =>
  byPeer(at, 'stun_sent', { method: 'refresh', id, toward: 'turn', remote: 'r', retransmission: 0 });
const many = sequenceOf(recordOf(Array.from({ length: 2000 }, (_, index) => ping(index, `i${index}`))));
const few = sequenceOf(
  recordOf([
    signal(0, 'offer'),
    byBrowser(3, 'state', { of: 'ice', value: 'checking' }),
    byBrowser(1500, 'candidate', { candidateType: 'srflx', url: 'stun:lab', address: '<b>&"', port: 1 }),
  ]),
);

describe('the layout', () => {
  it('names silence instead of drawing it', () => {
    const { items } = layoutOf(few.rows, 'normal');
    expect(
      items.filter(({ kind }) => kind === 'pause').map(item => item.kind === 'pause' && item.ms),
    ).toEqual([1496]);
  });

  it('stacks items without a gap or an overlap', () => {
    const { items, height } = layoutOf(many.rows, 'compact');
    items.reduce((y, item) => (expect(item.y).toBe(y), y + item.height), 0);
    expect(height).toBe(2000 * 20);
  });

  it('spreads rows by the time between them, up to a limit', () => {
    const spread = layoutOf(many.rows, 'spread');
    expect(spread.height).toBeGreaterThan(layoutOf(many.rows, 'normal').height);
  });

  it.each([
    [0, 100, 0, 4],
    [-500, 0, 0, 0],
    [3000, 3060, 100, 102],
    [1e9, 2e9, 2000, 2000],
  ])('has in view from %i to %i only the items there', (top, bottom, first, end) => {
    expect(visible(layoutOf(many.rows, 'normal'), top, bottom)).toEqual([first, end]);
  });

  it('keeps lanes wide enough to read and as narrow as the page', () => {
    expect(geometryOf(5, 300).width).toBeGreaterThan(700);
    expect(geometryOf(5, 1200).width).toBe(1200);
    expect(geometryOf(5, 3800).width).toBeLessThan(1700);
  });
});

describe('the keyboard', () => {
  it.each([
    ['ArrowDown', 4, 5],
    ['ArrowDown', 9, 9],
    ['ArrowUp', 0, 0],
    ['PageDown', 4, 7],
    ['PageUp', 1, 0],
    ['Home', 5, 0],
    ['End', 5, 9],
    ['x', 5, undefined],
  ])('%s on row %i of 10 leads to %s', (key, from, to) => {
    expect(rowAfterKey(key, from, 10, 3)).toBe(to);
  });
});

describe('the filter', () => {
  const shown = (...without: Parameters<typeof fitting>[1]['without'][number][]) =>
    fitting(few, { without, text: '' }).map(({ key }) => key);

  it('leaves all rows as they are while nothing is chosen', () => {
    expect(fitting(few, initialSequenceUi())).toBe(few.rows);
  });

  it('hides phases, kinds and sources', () => {
    expect(shown('phase:signaling')).toEqual(['2', '3b', '3']);
    expect(shown('kind:candidate', 'kind:stun')).toEqual(['1', '1f', '2']);
    expect(shown('style:derived')).toEqual(['1', '1f', '2', '3']);
  });

  it('hides an arrow only with both its ends', () => {
    expect(shown('actor:browser')).toEqual(['1', '1f', '3b']);
    expect(shown('actor:browser', 'actor:signaling')).toEqual(['1f', '3b']);
  });

  it('finds what can be read', () => {
    expect(fitting(few, { without: [], text: ' CHECKING ' }).map(({ key }) => key)).toEqual(['2']);
    expect(fitting(few, { without: [], text: '#3' }).map(({ key }) => key)).toEqual(['3b', '3']);
  });

  it('takes a part out and in again', () => {
    expect(toggled(toggled([], 'kind:stun'), 'kind:stun')).toEqual([]);
  });
});

describe('the file', () => {
  const svg = sequenceSvg(few, 'light', 'en');

  it('needs nothing else: no token, no link, no script', () => {
    expect(svg).not.toMatch(/var\(|@import|href|<script|url\(/);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  });

  it('writes what others said as text', () => {
    expect(svg).toContain('&lt;b&gt;&amp;&quot;');
    expect(svg).not.toContain('<b>');
  });

  it('says of what is derived that it was over by then', () => {
    expect(svg).toContain('>≤ 1.500 s<');
  });

  it('has the words and the colours asked for', () => {
    expect(sequenceSvg(few, 'dark', 'nl')).toContain('niets waargenomen');
    expect(svg).toContain('nothing observed');
    expect(svg).toContain(tokens('light').get('browser'));
    expect(tokens('dark').get('browser')).not.toBe(tokens('light').get('browser'));
  });
});
