import { describe, expect, it } from 'vitest';
import { sequenceOf } from './analysis';
import type { Row } from './model';
import { byBrowser, byCoturn, byPeer, recordOf, signal } from './testing/events';
import { arrows, rowsOf, turn } from './testing/rows';
import { labelText } from './words';

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
