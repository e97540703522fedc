import { describe, expect, it } from 'vitest';
import { matrixFile, matrixMarkdown } from './export';
import { cell, matrixOf, ran } from './testing/documents';

const document = matrixOf([
  ran('alpha', 'beta'),
  ran('beta', 'alpha', { forecast: 'direct', outcome: 'relay-udp', agree: false }),
  cell('alpha', 'alpha', { why: 'no second network' }),
  ran('beta', 'beta', { outcome: 'failed', agree: null, msToConnect: null, forecast: { unknown: 'why' } }),
]);

describe('the matrix as a file', () => {
  it('has the fields of ./lab matrix --json, nothing of the rest', () => {
    const file = matrixFile(document);
    expect(Object.keys(file)).toEqual(['startedAt', 'networks', 'cells']);
    expect(file.startedAt).toBe('2026-11-21T05:00:00.000Z');
    expect(file.cells[0]).toEqual({
      from: 'alpha',
      to: 'beta',
      fromPeer: 'media-peer',
      forecast: 'stun',
      outcome: 'stun',
      agree: true,
      connected: true,
      msToConnect: 212.4,
      msToFirstFrame: 301.5,
      session: 's-alpha-beta',
    });
    expect(file.cells[2]).toMatchObject({ outcome: null, agree: null, session: null });
  });

  it('has no time of a run that never was', () => {
    expect(matrixFile(matrixOf([], { startedAt: null })).startedAt).toBeNull();
  });
});

describe('the matrix as Markdown', () => {
  it('is a table with rows that call columns', () => {
    expect(matrixMarkdown(document).split('\n').slice(4, 11)).toEqual([
      '## Java peer → Java peer',
      '',
      '| from ↓ to → | alpha | beta |',
      '| --- | --- | --- |',
      '| **alpha** | – | STUN ✓, 212 ms |',
      '| **beta** | relay UDP ≠ direct, 212 ms | failed |',
      '',
    ]);
  });

  it('survives any name', () => {
    expect(matrixMarkdown(matrixOf([ran('a|b\n*', 'c')], { networks: [] }))).toContain('| **a\\|b \\*** |');
  });
});
