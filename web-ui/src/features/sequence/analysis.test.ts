import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeRecord } from '../../protocol/session-record';
import { SequenceAnalysis, sequenceOf } from './analysis';
import type { Row } from './model';
import { byBrowser, byCoturn, byPeer, recordOf, signal } from './testing/events';
import { labelText, timeText } from './words';

type Events = Parameters<typeof recordOf>[0];
const rowsOf = (...events: Events): readonly Row[] => sequenceOf(recordOf(events)).rows;
const arrows = (rows: readonly Row[]): string[] =>
  rows.map(({ from, to, form, style }) => `${form} ${style} ${from}${to === undefined ? '' : ` ${to}`}`);
const turn = (id: string, fields: Record<string, unknown> = {}) => ({
  method: 'allocate',
  id,
  toward: 'turn',
  remote: '198.51.100.10:3478',
  ...fields,
});

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

describe('STUN and TURN', () => {
  it('show the round trip of a request, found by its transaction', () => {
    const rows = rowsOf(
      signal(0, 'offer'),
      byPeer(10, 'stun_sent', turn('a')),
      byPeer(11, 'stun_sent', turn('b')),
      byPeer(14, 'stun_received', turn('a', { code: 0, relayed: '198.51.100.10:49160' })),
    ).slice(2);
    expect(arrows(rows)).toEqual([
      'arrow measured p @turn',
      'arrow measured p @turn',
      'arrow measured @turn p',
    ]);
    expect(rows[0]!.until).toBe(14);
    expect(rows[1]!.until).toBeUndefined();
    expect(labelText(rows[2]!)).toBe('Allocate success 198.51.100.10:49160 4.0 ms');
  });

  it('tell a question for credentials from credentials that were refused', () => {
    const exchange = (at: number, id: string, code: number) => [
      byPeer(at, 'stun_sent', turn(id)),
      byPeer(at + 1, 'stun_received', turn(id, { code })),
    ];
    const flags = (rows: readonly Row[]) => rows.map(({ flag }) => flag).filter(Boolean);
    expect(flags(rowsOf(...exchange(1, 'a', 401), ...exchange(3, 'b', 0)))).toEqual(['challenge']);
    expect(flags(rowsOf(...exchange(1, 'a', 401), ...exchange(3, 'b', 401)))).toEqual([
      'challenge',
      'refused',
    ]);
  });

  it('show retransmissions, and what was never answered', () => {
    const rows = rowsOf(
      byPeer(0, 'stun_sent', turn('a')),
      byPeer(250, 'stun_sent', turn('a', { retransmission: 1 })),
      byPeer(500, 'stun_sent', turn('c', { method: 'refresh' })),
      byPeer(9000, 'stun_timeout', turn('a')),
    );
    expect(rows.map(({ form, flag }) => [form, flag])).toEqual([
      ['lost', 'unanswered'],
      ['lost', 'retransmission'],
      ['lost', 'unanswered'],
      ['lost', 'timeout'],
    ]);
    expect(labelText(rows[3]!)).toContain('2 requests');
  });

  it('leave a request that was just sent in peace', () => {
    expect(rowsOf(byPeer(0, 'stun_sent', turn('a')))[0]).toMatchObject({ form: 'arrow', flag: undefined });
  });

  it('name a refused permission', () => {
    const permission = { method: 'create-permission', target: '203.0.113.5' };
    const rows = rowsOf(
      byPeer(0, 'stun_sent', turn('a', permission)),
      byPeer(1, 'stun_received', turn('a', { ...permission, code: 403, text: 'Forbidden' })),
    );
    expect(rows[1]).toMatchObject({ flag: 'refused', from: '@turn', to: 'p', phase: 'checks' });
    expect(labelText(rows[1]!)).toContain('CreatePermission error 403 Forbidden');
  });

  it('are one arrow where peer and coturn tell the same', () => {
    const rows = rowsOf(
      byPeer(10, 'stun_sent', turn('a')),
      byPeer(14, 'stun_received', turn('a', { code: 0 })),
      byCoturn(13, 'allocated'),
    );
    expect(rows).toHaveLength(2);
    expect(rows[1]!.seen.map(({ n, where }) => [n, where])).toEqual([
      [2, 'media-peer'],
      [3, 'coturn'],
    ]);
  });

  it.each([
    ['another time', byCoturn(60, 'allocated')],
    ['another outcome', byCoturn(13, 'quota-refused', { code: 486 })],
    ['another relayed address', byCoturn(13, 'allocated', { relayed: '198.51.100.10:1' })],
  ])('are two arrows where coturn tells of %s', (_, relay) => {
    const relayed = '198.51.100.10:49160';
    const answer = byPeer(14, 'stun_received', turn('a', { code: 0, relayed }));
    expect(rowsOf(byPeer(10, 'stun_sent', turn('a')), answer, relay)).toHaveLength(3);
  });
});

describe('checks', () => {
  it('that one peer sent and the other received are one arrow', () => {
    const source = { kind: 'measured', where: 'media-peer', by: 'q' };
    const record = recordOf(
      [
        byPeer(1, 'stun_sent', { method: 'binding', id: 'x', toward: 'peer', remote: 'r' }),
        byPeer(2, 'check_received', { id: 'x', source, from: 'q' }),
      ],
      {
        participants: [
          { peerId: 'p', role: 'media-peer' },
          { peerId: 'q', role: 'media-peer' },
        ],
      },
    );
    const { rows, columns } = sequenceOf(record);
    expect(columns.map(({ actor }) => actor)).toEqual(['peer', 'signaling', 'stun', 'turn', 'peer']);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ from: 'p', to: 'q', until: 1 });
  });

  it('of a browser are counters, behind a named gap', () => {
    const pair = { pair: 'P', localType: 'host', remoteType: 'prflx', state: 'in-progress' };
    const rows = rowsOf(byBrowser(1, 'pair', { ...pair, requestsSent: 3, responsesReceived: 1 }));
    expect(arrows(rows)).toEqual(['gap gap b p', 'both measured b p']);
    expect(labelText(rows[1]!)).toContain('checks sent: 3, answered: 1');
  });
});

describe('what a page can not see', () => {
  const srflx = { candidateType: 'srflx', url: 'stun:lab:3478', address: '203.0.113.5', port: 5000 };

  it('is derived from the candidate that came of it', () => {
    const rows = rowsOf(byBrowser(1, 'candidate', srflx));
    expect(arrows(rows)).toEqual(['both derived b @stun', 'mark measured b']);
    expect(rows[0]).toMatchObject({ seen: [], basis: [1], why: { key: 'sequence.why.candidate' } });
  });

  it('is a gap from the start of gathering on', () => {
    const rows = rowsOf(
      byBrowser(0, 'environment', { iceServers: ['stun:lab:3478', 'turn:lab:3478'] }),
      byBrowser(1, 'state', { of: 'gathering', value: 'gathering' }),
    );
    expect(arrows(rows)).toEqual(['mark measured b', 'gap gap b @turn', 'mark measured b']);
  });

  it('is not derived where coturn tells of the allocation itself', () => {
    const relay = { candidateType: 'relay', url: 'turn:lab:3478', address: '198.51.100.10', port: 49160 };
    const rows = rowsOf(
      byCoturn(1, 'allocated', { from: 'b', relayed: '198.51.100.10:49160' }),
      byBrowser(2, 'candidate', relay),
    );
    expect(arrows(rows)).toEqual(['arrow measured @turn b', 'mark measured b']);
  });

  it('is not derived for an end that tells of its own STUN messages', () => {
    const rows = rowsOf(
      byPeer(0, 'stun_sent', { method: 'binding', toward: 'stun', id: 'a', remote: 'r' }),
      byPeer(1, 'candidate', srflx),
    );
    expect(rows.some(({ style }) => style === 'derived')).toBe(false);
  });

  it('is over when its candidate is there, and after the end began', () => {
    const begun = (more: Record<string, unknown>[]) =>
      rowsOf(
        signal(0, 'offer'),
        byBrowser(2, 'environment', { iceServers: ['stun:lab:3478'] }),
        byBrowser(9, 'state', { of: 'gathering', value: 'gathering' }),
        ...more,
        byBrowser(60, 'candidate', srflx),
      ).find(({ style }) => style === 'derived')!;
    expect(begun([])).toMatchObject({ at: 60, error: 0.5, since: 1.5 });
    expect(timeText(begun([]))).toBe('between 1.5 ms and 60.5 ms');
    expect(timeText({ at: 204.1, error: 0.2, since: -3.14 })).toBe('between -3.2 ms and 205 ms');
    const offered = [byBrowser(20, 'state', { of: 'signaling', value: 'have-remote-offer' })];
    expect(begun(offered).since).toBe(19.5);
    // A page hears of it after gathering may have begun.
    const stable = [...offered, byBrowser(30, 'state', { of: 'signaling', value: 'stable' })];
    expect(begun(stable).since).toBe(19.5);
  });

  it('has no earliest moment where nothing tells one', () => {
    const [row] = rowsOf(byBrowser(1, 'candidate', srflx));
    expect(row!.since).toBe(-Infinity);
    expect(timeText(row!)).toBe('0.5 ms at the latest');
  });

  it('has an answer for codes of a server and none for 701', () => {
    const error = (code: number) =>
      rowsOf(byBrowser(1, 'candidate_error', { code, url: 'turn:lab:3478' }))[0];
    expect(error(401)).toMatchObject({
      form: 'arrow',
      from: '@turn',
      to: 'b',
      style: 'derived',
      flag: 'refused',
    });
    expect(error(701)).toMatchObject({
      form: 'lost',
      from: 'b',
      to: '@turn',
      style: 'derived',
      flag: 'timeout',
    });
  });

  it('is derived from signals in records of version 1', () => {
    const candidate = 'candidate:1 1 udp 1 203.0.113.5 5000 typ srflx raddr 0.0.0.0 rport 0';
    const rows = rowsOf(signal(0, 'candidate', { candidate, url: 'stun:lab:3478' }));
    expect(arrows(rows)[0]).toBe('both derived b @stun');
  });
});

describe('what the log of the Java peer does not tell', () => {
  const stable = [
    byPeer(4, 'state', { of: 'signaling', value: 'have-remote-offer' }),
    byPeer(8, 'state', { of: 'signaling', value: 'stable' }),
  ];
  const gathering = byPeer(9, 'state', { of: 'gathering', value: 'gathering' });
  const environment = (...iceServers: string[]) => byPeer(1, 'environment', { iceServers });
  const srflx = { candidateType: 'srflx', url: 'stun:lab:3478', address: '203.0.113.5', port: 5000 };
  const allocate = byPeer(10, 'stun_sent', turn('a'));
  const notMeasured = (rows: readonly Row[]) => rows.filter(({ style }) => style !== 'measured');

  it('is a named gap toward STUN where it begins to gather', () => {
    const rows = notMeasured(
      rowsOf(environment('turn:lab:3478', 'stun:lab:3478'), ...stable, gathering, allocate),
    );
    expect(arrows(rows)).toEqual(['gap gap p @stun']);
    expect(rows[0]).toMatchObject({ at: 8, kind: 'stun', seen: [], why: { key: 'sequence.why.ownBinding' } });
  });

  it('is that gap, too, where the call ended before it sent anything it tells of', () => {
    const rows = notMeasured(rowsOf(environment('turn:lab:3478', 'stun:lab:3478'), gathering));
    expect(rows.map(({ why }) => why?.key)).toEqual(['sequence.why.ownBinding']);
  });

  it('is no gap without a STUN server', () => {
    expect(notMeasured(rowsOf(environment('turn:lab:3478'), gathering, allocate))).toEqual([]);
  });

  it('is derived from each candidate that a STUN server gave', () => {
    const rows = notMeasured(
      rowsOf(
        signal(0, 'offer'),
        environment('stun:lab:3478'),
        ...stable,
        gathering,
        allocate,
        byPeer(14, 'candidate', srflx),
        byPeer(15, 'candidate', { ...srflx, url: 'turn:lab:3478', port: 5001 }),
        byPeer(16, 'candidate', { candidateType: 'relay', url: 'turn:lab:3478' }),
        byPeer(17, 'candidate', { ...srflx, port: 5002 }),
      ),
    );
    expect(arrows(rows)).toEqual(['gap gap p @stun', 'both derived p @stun', 'both derived p @stun']);
    expect(rows.slice(1).map(labelText)).toEqual([
      'asked and answered: mapped address 203.0.113.5:5000',
      'asked and answered: mapped address 203.0.113.5:5002',
    ]);
    expect(rows[1]).toMatchObject({ at: 14, error: 0.5, since: 7.5, seen: [], basis: [7] });
    expect(rows[1]!.why?.key).toBe('sequence.why.bindingCandidate');
  });

  it('counts from its own offer where it calls, whatever its answer does later', () => {
    const rows = rowsOf(
      signal(0, 'offer'),
      byPeer(2, 'state', { of: 'signaling', value: 'have-local-offer' }),
      byPeer(5, 'state', { of: 'signaling', value: 'stable' }),
      allocate,
      byPeer(14, 'candidate', srflx),
    );
    expect(notMeasured(rows)[0]).toMatchObject({ since: 1.5 });
  });

  it('is nothing where it does tell', () => {
    const binding = { method: 'binding', toward: 'stun', id: 'b', remote: 'r' };
    const rows = rowsOf(
      environment('stun:lab:3478'),
      gathering,
      byPeer(10, 'stun_sent', binding),
      byPeer(14, 'candidate', srflx),
    );
    expect(notMeasured(rows)).toEqual([]);
  });

  it('reads the same event by event', () => {
    const events = [
      signal(0, 'offer'),
      environment('stun:lab:3478'),
      ...stable,
      gathering,
      byPeer(14, 'candidate', srflx),
      allocate,
      byPeer(20, 'candidate', { ...srflx, port: 5001 }),
      byPeer(30, 'stun_sent', { method: 'binding', toward: 'stun', id: 'b', remote: 'r' }),
    ];
    const whole = recordOf(events);
    const part = (count: number) => ({ ...whole, events: whole.events.slice(0, count) });
    let analysis = new SequenceAnalysis(part(1));
    const gaps = events.slice(1).map((_, index) => {
      const record = part(index + 2);
      const model = analysis.continued(record);
      if (!model) analysis = new SequenceAnalysis(record);
      expect(model ?? analysis.model(record)).toEqual(sequenceOf(record));
      return notMeasured(analysis.model(record).rows).map(({ to }) => to);
    });
    expect(gaps.slice(-3)).toEqual([['@stun', '@stun'], ['@stun', '@stun', '@stun'], []]);
    expect(gaps.slice(0, 5).flat()).toEqual(['@stun', '@stun', '@stun']);
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
