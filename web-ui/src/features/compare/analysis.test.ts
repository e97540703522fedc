import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeRecord } from '../../protocol/session-record';
import { compare, comparedIn, comparePath, stageTimes } from './analysis';

const t0 = 1_795_251_600_000;

interface Told {
  at: number;
  type: string;
  from?: string;
  [field: string]: unknown;
}

/** A session between two peers whose ids begin with `id`. */
function session(id: string, events: Told[], shift = 0) {
  return decodeRecord({
    id,
    participants: [
      { peerId: `${id}-1`, role: 'browser' },
      { peerId: `${id}-2`, role: 'media-peer' },
    ],
    events: events.map(({ at, from = '1', ...more }, index) => ({
      n: index + 1,
      at: t0 + shift + at,
      uncertaintyMs: 1,
      source: { kind: 'measured', where: from === '1' ? 'browser' : 'media-peer', by: `${id}-${from}` },
      from: `${id}-${from}`,
      ...more,
    })),
  })!;
}

const ice = (at: number, value: string): Told => ({ at, type: 'state', of: 'ice', value });
const permission = (at: number, code: number): Told => ({
  at,
  from: '2',
  type: 'stun_received',
  method: 'create-permission',
  toward: 'turn',
  code,
});

describe('two sessions in which the same happened', () => {
  const events: Told[] = [
    ice(0, 'checking'),
    { at: 3, type: 'candidate', candidate: 'x', candidateType: 'host', address: '10.0.0.1', hidden: false },
    { at: 4, type: 'candidate', candidate: 'y', candidateType: 'srflx', address: '192.0.2.1', hidden: false },
    permission(5, 0),
    ice(9, 'connected'),
  ];

  it('do not diverge, whatever their ids, addresses and times', () => {
    const other = events.map(event => ({ ...event, at: event.at * 3, address: '203.0.113.9' }));
    expect(compare(session('a', events), session('b', other, 86_400_000))).toMatchObject({
      first: undefined,
      differences: 0,
    });
  });

  it('may gather their candidates in another order', () => {
    const [first, host, srflx, ...rest] = events;
    const other = [first!, { ...srflx!, at: 2 }, { ...host!, at: 3 }, ...rest];
    expect(compare(session('a', events), session('b', other)).differences).toBe(0);
  });

  it('may ask more often', () => {
    const asked = (at: number, retransmission: number): Told => ({
      at,
      from: '2',
      type: 'stun_sent',
      method: 'allocate',
      toward: 'turn',
      retransmission,
    });
    const { differences } = compare(
      session('a', [...events, asked(10, 0)]),
      session('b', [...events, asked(10, 0), asked(20, 1)]),
    );
    expect(differences).toBe(0);
  });
});

describe('two sessions that diverge', () => {
  it('do so first where an outcome differs', () => {
    const { lines, first } = compare(
      session('a', [ice(0, 'checking'), permission(5, 403), ice(9000, 'failed')]),
      session('b', [ice(0, 'checking'), permission(5, 0), ice(9, 'connected')]),
    );
    expect(lines[first!]).toMatchObject({
      kind: 'different',
      a: { value: '403', slot: 'create-permission' },
      b: { value: '0' },
    });
    expect(lines.map(({ kind }) => kind)).toEqual(['same', 'different', 'different']);
  });

  it('do so where something happened in one only', () => {
    const crash: Told = { at: 50, from: '2', type: 'peer_crashed', exitCode: 139 };
    const { lines, first, differences } = compare(
      session('a', [ice(0, 'checking'), ice(9, 'connected'), crash]),
      session('b', [ice(0, 'checking'), ice(9, 'connected')]),
    );
    expect(lines[first!]).toMatchObject({
      kind: 'only',
      a: { event: { type: 'peer_crashed' } },
      b: undefined,
    });
    expect(differences).toBe(1);
  });

  it('go on together after a step that one of them skipped', () => {
    const states = (...values: string[]) => values.map((value, index) => ice(index * 10, value));
    const { lines } = compare(
      session('a', states('checking', 'disconnected', 'connected')),
      session('b', states('checking', 'connected')),
    );
    expect(lines.map(({ kind }) => kind)).toEqual(['same', 'only', 'same']);
  });

  it('are told by the end of each pair, not by its states on the way', () => {
    const pair = (at: number, state: string): Told => ({
      at,
      type: 'pair',
      pair: 'p',
      localType: 'host',
      remoteType: 'relay',
      protocol: 'udp',
      state,
      nominated: false,
    });
    const { lines } = compare(
      session('a', [pair(0, 'waiting'), pair(1, 'in-progress'), pair(2, 'failed')]),
      session('b', [pair(0, 'in-progress'), pair(1, 'succeeded')]),
    );
    expect(lines).toMatchObject([{ kind: 'different', a: { value: 'failed' }, b: { value: 'succeeded' } }]);
  });
});

describe('a session of every type of event', () => {
  it('is equal to itself', () => {
    const sample = new URL('../../../../docs/protocol/samples/session-file.json', import.meta.url);
    const record = decodeRecord(JSON.parse(readFileSync(sample, 'utf8')))!;
    const { differences, lines } = compare(record, record);
    expect(differences).toBe(0);
    expect(lines.length).toBeGreaterThan(15);
  });
});

describe('the address of a comparison', () => {
  it('names two sessions', () => {
    expect(comparedIn(new URL(comparePath('a', 'b'), 'http://lab').search)).toEqual({ a: 'a', b: 'b' });
  });

  it.each(['', '?compare=', '?compare=a', '?compare=a,', '?compare=a,b,c'])('%j names none', search => {
    expect(comparedIn(search)).toBeUndefined();
  });
});

describe('stage times', () => {
  it('stand beside each other, unknown where a verdict does not tell', () => {
    const verdict = {
      code: 'connected-direct',
      tone: 'good' as const,
      sentence: { en: 'x', nl: 'x' },
      stages: [{ stage: 'dtls' as const, result: 'passed' as const, at: 40, took: 12, events: [] }],
      reasons: [],
      next: [],
      missing: [],
    };
    const row = stageTimes(verdict, undefined).find(({ stage }) => stage === 'dtls');
    expect(row).toEqual({ stage: 'dtls', a: { result: 'passed', at: 40, took: 12 }, b: undefined });
  });
});
