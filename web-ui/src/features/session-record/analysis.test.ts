import { describe, expect, it } from 'vitest';
import type { RawEvent, SessionRecordBody } from '../../protocol/session-record';
import { eventRows, nameOf, selectedPairs, sessionIdIn } from './analysis';

const event = (n: number, type: string, more: Record<string, unknown> = {}): RawEvent => ({
  n,
  at: 1_795_230_000_000 + n * 10,
  uncertaintyMs: 0.1,
  source: { kind: 'measured', where: 'media-peer', by: 'p1' },
  from: 'p1',
  type,
  ...more,
});

const record = (events: RawEvent[]): SessionRecordBody => ({
  id: 's1',
  format: 'webrtc-lab-session',
  version: 1,
  participants: [
    { peerId: 'p1', role: 'media-peer', name: 'one' },
    { peerId: 'p2', role: 'browser' },
  ],
  events,
});

describe('events of a record', () => {
  it('are ordered by time and timed from the earliest', () => {
    const rows = eventRows(record([event(3, 'state', { of: 'ice', value: 'connected' }), event(1, 'left')]));
    expect(rows.map(({ n, after }) => [n, after])).toEqual([
      [1, 0],
      [3, 20],
    ]);
    expect(rows[1]).toMatchObject({ where: 'peer', by: 'p1', source: 'measured' });
  });

  it('may begin before the first number: the earliest moment counts', () => {
    const rows = eventRows(record([event(2, 'left', { at: 5 }), event(1, 'left', { at: 9 })]));
    expect(rows.map(({ after }) => after)).toEqual([0, 4]);
  });

  it('count from the first signal, and what was known before it is negative', () => {
    const offer = event(2, 'signal', { signal: 'offer' });
    expect(eventRows(record([event(1, 'nat_report'), offer])).map(({ after }) => after)).toEqual([-10, 0]);
  });

  it.each([
    ['signal', { signal: 'offer', bytes: 900, forwardedAt: 1_795_230_000_013 }, ['offer', 900, 3]],
    [
      'signal',
      { signal: 'candidate', candidate: { candidate: 'candidate:1 1 udp' } },
      ['candidate', '1 1 udp'],
    ],
    ['state', { of: 'ice', value: 'checking' }, ['ice checking']],
    ['candidate_error', { code: 701, url: 'stun:x', text: 'timeout' }, ['701 timeout stun:x']],
    ['left', { reason: 'stopped' }, ['stopped']],
    ['something_new', { a: 1, b: null, c: [2] }, ['a=1', 'c=[2]']],
  ])('%s tells what it carries', (type, more, expected) => {
    const [row] = eventRows(record([event(1, type, more)]));
    const said = row!.details.map(detail =>
      detail.kind === 'wire'
        ? detail.text
        : detail.kind === 'bytes'
          ? detail.count
          : detail.kind === 'forwarded-after'
            ? detail.ms
            : '?',
    );
    expect(said).toEqual(expected);
  });

  it('without an observer are not called measured', () => {
    const [row] = eventRows(record([event(1, 'left', { source: null })]));
    expect(row).toMatchObject({ source: 'unknown', where: 'unknown' });
  });
});

describe('selected pairs', () => {
  it('are the last of each end, and a hidden address stays hidden', () => {
    const pairs = selectedPairs(
      record([
        event(1, 'selected_pair', {
          local: '10.0.0.2:5',
          localType: 'host',
          remote: '',
          remoteType: 'prflx',
        }),
        event(2, 'selected_pair', {
          local: '10.0.0.2:6',
          localType: 'host',
          remote: '',
          remoteType: 'prflx',
        }),
        event(3, 'selected_pair', { from: 'p2', local: null, localType: 'srflx', protocol: 'udp' }),
      ]),
    );
    expect(pairs).toHaveLength(2);
    expect(pairs[0]).toMatchObject({ peerId: 'p1', local: { address: '10.0.0.2:6' } });
    expect(pairs[0]!.remote).toEqual({ address: undefined, type: 'prflx' });
    expect(pairs[1]).toMatchObject({ peerId: 'p2', protocol: 'udp' });
  });
});

describe('names and addresses', () => {
  it('are the participant’s own, else the id', () => {
    expect(nameOf(record([]), 'p1')).toBe('one');
    expect(nameOf(record([]), 'p2')).toBe('p2');
    expect(nameOf(record([]), 'p3')).toBe('p3');
  });

  it.each([
    ['/sessions/a%2Fb', 'a/b'],
    ['/sessions/a1', 'a1'],
    ['/sessions', undefined],
    ['/sessions/a/b', undefined],
    ['/sessions/%', undefined],
  ])('%s is the session %s', (path, id) => {
    expect(sessionIdIn(path)).toBe(id);
  });
});
