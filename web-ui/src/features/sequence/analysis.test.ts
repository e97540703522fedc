import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeRecord } from '../../protocol/session-record';
import { SequenceAnalysis, sequenceOf } from './analysis';
import { byBrowser, byPeer, recordOf, signal } from './testing/events';
import { arrows, rowsOf, turn } from './testing/rows';
import { labelText } from './words';

describe('columns', () => {
  it('are browser, signaling, STUN, TURN and the Java peer, whoever called', () => {
    const record = recordOf([signal(0, 'offer')], {
      participants: [
        { peerId: 'p', role: 'media-peer' },
        { peerId: 'b', role: 'browser' },
      ],
    });
    expect(sequenceOf(record).columns.map(({ id }) => id)).toEqual([
      'b',
      '@signaling',
      '@stun',
      '@turn',
      'p',
    ]);
  });

  it('are one for each further participant, strangers included', () => {
    const { columns } = sequenceOf(
      recordOf([
        byBrowser(0, 'state', { of: 'ice', value: 'new', from: 'b' }),
        signal(1, 'offer', { to: 'q' }),
      ]),
    );
    expect(columns.map(({ id }) => id)).toEqual(['b', '@signaling', '@stun', '@turn', 'q', 'p']);
  });
});

describe('a signal', () => {
  it('is two arrows, one when it came and one when it was handed on', () => {
    const rows = rowsOf(signal(0, 'offer'));
    expect(arrows(rows)).toEqual(['arrow measured b @signaling', 'arrow measured @signaling p']);
    expect(rows.map(({ at }) => at)).toEqual([0, 0.5]);
  });
});

describe('an ICE restart', () => {
  it('is a band with the new ufrag, and what follows is of generation 2', () => {
    const rows = rowsOf(
      byBrowser(1, 'transport', { ufrag: 'aaaa', generation: 1 }),
      byBrowser(5, 'candidate', { candidateType: 'host', generation: 2 }),
      byBrowser(6, 'transport', { ufrag: 'bbbb', generation: 2 }),
    );
    expect(rows.map(({ form }) => form)).toEqual(['mark', 'band', 'mark', 'mark']);
    expect(rows[1]).toMatchObject({ flag: 'restart', generation: 2 });
    expect(labelText(rows[1]!)).toContain('ufrag bbbb');
  });
});

describe('media', () => {
  it('of every second is one row until something else happens', () => {
    const rows = rowsOf(
      byBrowser(1000, 'media', { bitsPerSecondIn: 1e6 }),
      byPeer(1100, 'media', { bitsPerSecondOut: 1e6 }),
      byBrowser(2000, 'media', { bitsPerSecondIn: 2e6 }),
      byBrowser(2500, 'state', { of: 'ice', value: 'disconnected' }),
      byBrowser(3000, 'media', { bitsPerSecondIn: 3e6 }),
    );
    // The first event is the zero of the times.
    expect(rows.map(({ reports, until }) => [reports, until])).toEqual([
      [2, 1000],
      [1, undefined],
      [1, undefined],
      [1, undefined],
    ]);
    expect(labelText(rows[0]!)).toContain('2.00 Mbit/s');
  });
});

describe('a record', () => {
  it('of the documentation is drawn with every event', () => {
    const file = join(import.meta.dirname, '../../../../docs/protocol/samples/session-file.json');
    const record = decodeRecord(JSON.parse(readFileSync(file, 'utf8')))!;
    const { rows } = sequenceOf(record);
    const shown = new Set(rows.flatMap(({ seen, basis }) => [...seen.map(({ n }) => n), ...basis]));
    expect(record.events.filter(({ n }) => !shown.has(n))).toEqual([]);
    expect(record.events.some(({ type }) => type === 'unknown')).toBe(false);
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  });

  it('that is empty has columns and no rows', () => {
    expect(sequenceOf(recordOf([]))).toMatchObject({ rows: [], start: 0 });
  });
});

describe('a record that grows', () => {
  it('is read to the same rows as the whole, event by event', () => {
    const file = join(import.meta.dirname, '../../../../docs/protocol/samples/session-file.json');
    const whole = decodeRecord(JSON.parse(readFileSync(file, 'utf8')))!;
    const part = (count: number) => ({ ...whole, endedAt: undefined, events: whole.events.slice(0, count) });
    let analysis = new SequenceAnalysis(part(1));
    let continued = 0;
    for (let count = 2; count <= whole.events.length; count++) {
      const record = part(count);
      const model = analysis.continued(record);
      if (model) continued++;
      else analysis = new SequenceAnalysis(record);
      expect(model ?? analysis.model(record)).toEqual(sequenceOf(record));
    }
    expect(continued).toBeGreaterThan(whole.events.length / 2);
  });

  it('takes a request for unanswered until its answer comes late', () => {
    const events = [
      byPeer(0, 'stun_sent', turn('a')),
      byPeer(5000, 'state', { of: 'ice', value: 'checking' }),
      byPeer(6000, 'stun_received', turn('a', { code: 0 })),
    ];
    const { participants, events: all } = recordOf(events);
    const part = (count: number) => ({ ...recordOf([]), participants, events: all.slice(0, count) });
    const analysis = new SequenceAnalysis(part(1));
    expect(analysis.continued(part(2))?.rows[0]).toMatchObject({ form: 'lost', flag: 'unanswered' });
    expect(analysis.continued(part(3))?.rows[0]).toMatchObject({ form: 'arrow', flag: undefined });
  });
});
