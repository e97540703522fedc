import { describe, expect, it } from 'vitest';
import { decodeEvent, decodeRecord } from './session-record';

const at = 1_795_230_000_000;
const wire = (type: string, more: Record<string, unknown> = {}) => ({
  n: 1,
  at,
  uncertaintyMs: 0.4,
  source: { kind: 'measured', where: 'media-peer', by: 'p1' },
  from: 'p1',
  type,
  ...more,
});

describe('an event', () => {
  it('of version 2 is read with its own fields', () => {
    const event = decodeEvent(
      wire('stun_received', {
        method: 'allocate',
        id: 'ab',
        toward: 'turn',
        code: 401,
        rttMs: 1.5,
        text: null,
      }),
    );
    expect(event).toMatchObject({
      type: 'stun_received',
      from: 'p1',
      toward: 'turn',
      code: 401,
      source: { where: 'media-peer', by: 'p1', basis: [] },
    });
    expect(event).not.toHaveProperty('text');
  });

  it('of version 1 is read, too', () => {
    const source = { kind: 'measured', where: 'signaling', by: 'p2' };
    const candidate = { candidate: 'candidate:1 1 udp 2130706431 10.0.0.2 5000 typ host' };
    expect(decodeEvent(wire('signal', { source, signal: 'candidate', bytes: 90, candidate }))).toMatchObject({
      type: 'signal',
      candidate: candidate.candidate,
    });
    expect(decodeEvent(wire('selected_pair', { local: null, localType: 'host' }))).toMatchObject({
      type: 'selected_pair',
      localType: 'host',
    });
  });

  it('of an unknown type is kept as unknown, with all it said', () => {
    const event = decodeEvent(wire('quantum_leap', { depth: 3 }));
    expect(event).toMatchObject({ type: 'unknown', told: 'quantum_leap', n: 1 });
    expect(event?.raw['depth']).toBe(3);
  });

  it.each([
    ['stun_sent', { method: 'binding', toward: 'moon', remote: 'x' }],
    ['stun_received', { method: 'binding', toward: 'stun' }],
    ['state', { of: 'ice', value: 7 }],
    ['constructor', {}],
    ['__proto__', {}],
  ])('%s with fields that can not be read is unknown', (type, fields) => {
    expect(decodeEvent(wire(type, fields))).toMatchObject({ type: 'unknown', told: type });
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a list', []],
    ['a text', 'event'],
    ['no number', { ...wire('left'), n: undefined }],
    ['number zero', { ...wire('left'), n: 0 }],
    ['half a number', { ...wire('left'), n: 1.5 }],
    ['no time', { ...wire('left'), at: 'now' }],
    ['an endless time', { ...wire('left'), at: Infinity }],
    ['no error of the time', { ...wire('left'), uncertaintyMs: null }],
    ['a negative error', { ...wire('left'), uncertaintyMs: -1 }],
    ['no source', { ...wire('left'), source: 7 }],
    ['a source of an unknown kind', { ...wire('left'), source: { kind: 'guessed', where: 'browser' } }],
    ['a type that is no text', { ...wire('left'), type: {} }],
  ])('is not read from %s', (_, value) => {
    expect(decodeEvent(value)).toBeUndefined();
  });

  it('cuts endless texts and lists, and keeps what is no word out of lists', () => {
    const event = decodeEvent(
      wire('environment', {
        originKind: 'x'.repeat(9000),
        iceServers: ['stun:a', 7, null, ...Array(900).fill('b')],
      }),
    );
    expect(event).toMatchObject({ type: 'environment' });
    if (event?.type !== 'environment') return;
    expect(event.originKind).toHaveLength(4000);
    expect(event.iceServers.length).toBeLessThanOrEqual(200);
    expect(event.iceServers.slice(0, 2)).toEqual(['stun:a', 'b']);
  });
});

describe('a record', () => {
  it('has each number once, in order, and counts what is no event', () => {
    const events = [
      wire('left', { n: 3 }),
      wire('left', { n: 1 }),
      'x',
      wire('left', { n: 3, reason: 'again' }),
      {},
    ];
    const record = decodeRecord({
      id: 's1',
      startedAt: '2026-11-21T09:00:00Z',
      participants: [{ peerId: 'p1', role: 'browser' }, { role: 'nobody' }, 7],
      events,
      dropped: 2,
    });
    expect(record?.events.map(({ n }) => n)).toEqual([1, 3]);
    expect(record?.events[1]).not.toHaveProperty('reason');
    expect(record).toMatchObject({ unreadable: 2, dropped: 2, endedAt: undefined });
    expect(record?.participants).toHaveLength(1);
    expect(record?.startedAt).toBe(Date.parse('2026-11-21T09:00:00Z'));
  });

  it.each([[null], ['x'], [{}], [{ events: {} }], [[]]])('is not read from %j', value => {
    expect(decodeRecord(value)).toBeUndefined();
  });
});
