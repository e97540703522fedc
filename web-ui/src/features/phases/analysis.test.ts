import { describe, expect, it } from 'vitest';
import { byBrowser, byPeer, recordOf, signal } from '../sequence/testing/events';
import { phasesOf } from './analysis';

const call = [
  byBrowser(-2, 'state', { of: 'gathering', value: 'gathering' }),
  signal(0, 'offer'),
  signal(20, 'answer'),
  byBrowser(22, 'state', { of: 'ice', value: 'checking' }),
  byPeer(23, 'state', { of: 'ice', value: 'connected' }),
  byBrowser(30, 'state', { of: 'ice', value: 'connected' }),
  byBrowser(31, 'transport', { dtlsState: 'connecting' }),
  byBrowser(45, 'transport', { dtlsState: 'connected' }),
  byBrowser(50, 'first_rtp', { media: 'audio' }),
  byBrowser(52, 'first_rtp', { media: 'video' }),
  byBrowser(60, 'state', { of: 'gathering', value: 'complete' }),
  byBrowser(90, 'first_frame_decoded'),
];
const spans = (events: Parameters<typeof recordOf>[0], ...more: unknown[]) =>
  phasesOf(recordOf(events), ...(more as [])).map(({ name, begin, end }) => [name, begin, end]);

describe('phases', () => {
  it('run from their first to their deciding event, of the end that receives', () => {
    expect(spans(call)).toEqual([
      ['signaling', 0, 20.5],
      ['gathering', -2, 60],
      ['checks', 22, 30],
      ['dtls', 31, 45],
      ['first-rtp', 45, 52],
      ['first-frame', 52, 90],
    ]);
  });

  it('are not reached where nothing tells of them, and run while the session does', () => {
    const status = (more = {}) => phasesOf(recordOf(call.slice(0, 4), more)).map(phase => phase.status);
    expect(status()).toEqual(['done', 'running', 'running', 'not-reached', 'not-reached', 'not-reached']);
    expect(status({ endedAt: '2026-11-21T09:00:00Z' })[2]).toBe('not-reached');
  });

  it('fail where the state says so', () => {
    const failed = [...call.slice(0, 4), byBrowser(9000, 'state', { of: 'ice', value: 'failed' })];
    expect(phasesOf(recordOf(failed))[2]).toMatchObject({ status: 'failed', end: 9000 });
  });

  it('are taken from the verdict where no event tells', () => {
    const verdict = {
      stages: [{ stage: 'dtls' as const, result: 'passed' as const, at: 44, took: 12, events: [7] }],
    };
    expect(phasesOf(recordOf(call.slice(0, 3)), verdict)[3]).toMatchObject({
      source: 'verdict',
      begin: 32,
      end: 44,
      events: [7],
    });
    expect(phasesOf(recordOf(call), verdict)[3]).toMatchObject({ source: 'events', end: 45 });
  });

  it('begin with the earliest check of the end that receives, however many follow', () => {
    const pair = (at: number) =>
      byBrowser(at, 'pair', { pair: 'CP1', state: 'in-progress', requestsSent: 1 });
    const checked = [signal(0, 'offer'), pair(25), byPeer(18, 'check_received'), pair(24), pair(26)];
    const [, , checks] = phasesOf(recordOf(checked));
    expect(checks).toMatchObject({ status: 'running', begin: 24, events: [4] });
  });

  it('are the same list as long as nothing comes that begins or ends one', () => {
    const all = [
      ...call,
      byPeer(2000, 'check_received'),
      byPeer(3000, 'check_received'),
      byPeer(3001, 'media'),
    ];
    const record = recordOf([...all, byBrowser(4000, 'state', { of: 'ice', value: 'failed' })]);
    const upTo = (count: number) => phasesOf({ ...record, events: record.events.slice(0, count) });
    const checked = upTo(13);
    expect(upTo(14)).toBe(checked);
    expect(upTo(15)).toBe(checked);
    expect(upTo(16)).not.toBe(checked);
    expect(upTo(15)).toEqual(checked);
  });

  it('add up the errors of both times', () => {
    expect(phasesOf(recordOf(call))[2]?.error).toBe(1);
  });
});
