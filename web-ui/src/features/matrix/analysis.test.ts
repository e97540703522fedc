import { describe, expect, it } from 'vitest';
import { say } from '../../i18n/i18n';
import {
  agreement,
  axes,
  cellMark,
  readReason,
  readText,
  readWhy,
  viewCell,
  withCell,
  withNames,
} from './analysis';
import { cell, matrixOf, ran } from './testing/documents';

describe('a cell event', () => {
  it('replaces its cell and counts what is newly done', () => {
    const before = matrixOf([cell('alpha', 'beta'), cell('beta', 'alpha')]);
    const after = withCell(before, ran('alpha', 'beta'));
    expect(after.cells.map(({ state }) => state)).toEqual(['done', 'waiting']);
    expect(after.done).toBe(1);
    expect(withCell(after, ran('alpha', 'beta')).done).toBe(1);
    expect(before.cells[0]!.state).toBe('waiting');
  });

  it('tells apart who calls', () => {
    const before = matrixOf([cell('alpha', 'beta'), cell('alpha', 'beta', { fromPeer: 'browser' })]);
    const after = withCell(before, ran('alpha', 'beta', { fromPeer: 'browser' }));
    expect(after.cells.map(({ state }) => state)).toEqual(['waiting', 'done']);
  });
});

describe('a cell', () => {
  it.each([
    ['not there', undefined, 'absent', 'waiting'],
    ['waiting', cell('alpha', 'beta'), 'waiting', 'waiting'],
    ['running', cell('alpha', 'beta', { state: 'running' }), 'running', 'running'],
    ['done', ran('alpha', 'beta'), 'done', 'stun'],
    ['relayed', ran('alpha', 'beta', { outcome: 'relay-tcp' }), 'done', 'relay'],
    ['failed', ran('alpha', 'beta', { outcome: 'failed' }), 'done', 'failed'],
    [
      'done, outcome unknown',
      ran('alpha', 'beta', { outcome: { unknown: 'no pair was told' } }),
      'done',
      'unknown',
    ],
    ['done without a result', ran('alpha', 'beta', { outcome: null }), 'waiting', 'waiting'],
    ['in a state of a newer service', cell('alpha', 'beta', { state: 'queued' }), 'waiting', 'waiting'],
  ])('%s', (_, given, kind, mark) => {
    const view = viewCell(given);
    expect(view.kind).toBe(kind);
    expect(cellMark(view)).toBe(mark);
  });

  it('says why it has not run, in the language of the page where the code is known', () => {
    expect(viewCell(cell('alpha', 'alpha', { why: 'same-network' }))).toMatchObject({
      why: 'same-network',
    });
    expect(readText('matrixWhy', 'same-network').lang).toBeUndefined();
    expect(readText('matrixWhy', 'The peer was busy.')).toEqual({ text: 'The peer was busy.', lang: 'en' });
  });
});

describe('the axes', () => {
  it('keep the order of the service and show only networks with calls of that kind', () => {
    const document = matrixOf([ran('beta', 'alpha'), ran('alpha', 'beta', { fromPeer: 'browser' })]);
    expect(axes(document, 'media-peer')).toEqual({ from: ['beta'], to: ['alpha'] });
    expect(axes(document, 'browser')).toEqual({ from: ['alpha'], to: ['beta'] });
  });

  it('keep a network that only a cell names', () => {
    expect(axes(matrixOf([ran('alpha', 'gamma')]), 'media-peer').to).toEqual(['gamma']);
  });
});

describe('agreement', () => {
  it('counts only calls where forecast and outcome are known', () => {
    const cells = [
      ran('alpha', 'beta'),
      ran('beta', 'alpha', { agree: false }),
      ran('alpha', 'alpha', { agree: null }),
      cell('beta', 'beta', { agree: true }),
    ];
    expect(agreement(cells)).toEqual({ agreed: 1, compared: 2 });
  });
});

describe('reasons', () => {
  const at = { from: 'alpha', to: 'beta', fromPeer: 'media-peer' as const };

  it('name the networks instead of the ends', () => {
    const reason = withNames(
      { code: 'filter-looks-at-port', params: { end: 'to', filtering: 'address-dependent' } },
      at,
    );
    expect(say(readReason(reason) as never)).toBe(
      'The filter of beta is address-dependent: it drops what comes from the unknown port.',
    );
  });

  it('of a newer service are shown in its own words', () => {
    expect(readReason({ code: 'moon-phase', text: 'It is full.' })).toBe('It is full.');
    expect(readWhy({ unknown: 'Nobody asked.', code: 'nobody' })).toBe('Nobody asked.');
  });
});
