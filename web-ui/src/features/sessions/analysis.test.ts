import { describe, expect, it } from 'vitest';
import { decodeSessions } from '../../protocol/sessions';
import { kindOfFile, lengthOf, pathOfVerdict, pick, stillThere } from './analysis';

describe('a file', () => {
  it.each([
    ['{"format":"webrtc-lab-session","version":2,"events":[]}', 'session'],
    ['{"format":"webrtc-lab-session","version":1}', 'session'],
    ['{"getUserMedia":[],"PeerConnections":{"1-1":{}},"UserAgent":"x"}', 'dump'],
  ])('%s is a %s', (text, kind) => {
    expect(kindOfFile(text).kind).toBe(kind);
  });

  it.each([
    ['', 'empty'],
    [' \n', 'empty'],
    ['candidate:1', 'not-json'],
    ['[]', 'not-known'],
    ['null', 'not-known'],
    ['{"PeerConnections":null}', 'not-known'],
    ['{"format":"webrtc-lab-session","version":3}', 'newer'],
    ['{"format":"webrtc-lab-session"}', 'newer'],
  ])('%j is refused: %s', (text, code) => {
    expect(kindOfFile(text)).toMatchObject({ kind: 'refused', why: { code } });
  });
});

describe('choosing two', () => {
  it('keeps the last two and lets go of one chosen again', () => {
    expect(pick([], 'a')).toEqual(['a']);
    expect(pick(['a', 'b'], 'c')).toEqual(['b', 'c']);
    expect(pick(['a', 'b'], 'a')).toEqual(['b']);
  });

  it('forgets what is no longer there', () => {
    expect(stillThere(['a', 'b'], [{ id: 'b' }])).toEqual(['b']);
  });
});

describe('the list', () => {
  it('is read with care', () => {
    const [first, ...rest] = decodeSessions({
      sessions: [
        {
          id: 'a',
          startedAt: '2026-11-21T09:00:00Z',
          endedAt: '2026-11-21T09:00:09Z',
          participants: [{ peerId: 'p', role: 'browser' }, 'nonsense'],
          events: 24,
          verdict: { code: 'connected-stun', tone: 'shiny' },
        },
        { startedAt: 5 },
        'nonsense',
      ],
    })!;
    expect(rest).toEqual([]);
    expect(first).toMatchObject({ events: 24, imported: false, verdict: { tone: 'unknown' } });
    expect(first!.participants).toHaveLength(1);
    expect(lengthOf(first!)).toBe(9000);
    expect(pathOfVerdict(first!.verdict)).toBe('stun');
  });

  it('is no list without one', () => {
    expect(decodeSessions({})).toBeUndefined();
    expect(decodeSessions(null)).toBeUndefined();
  });

  it('has no length while a session runs, and no path without a connection', () => {
    const [running] = decodeSessions({ sessions: [{ id: 'a', startedAt: '2026-11-21T09:00:00Z' }] })!;
    expect(lengthOf(running!)).toBeUndefined();
    expect(pathOfVerdict({ code: 'turn-quota', tone: 'bad' })).toBeUndefined();
    expect(pathOfVerdict({ code: 'connected-path-unknown', tone: 'good' })).toBeUndefined();
    expect(pathOfVerdict({ code: 'frozen', tone: 'bad', path: 'relay-tls' })).toBe('relay-tls');
  });
});
