import { describe, expect, it } from 'vitest';
import { decodeRecord } from '../../protocol/session-record';
import {
  advance,
  countUntil,
  hashOf,
  hasSetup,
  nextAt,
  play,
  positionIn,
  previousAt,
  seek,
  trackOf,
  until,
} from './analysis';
import { initialReplay } from './model';

const t0 = 1_795_251_600_000;

const event = (n: number, at: number, type = 'left', more: object = {}) => ({
  n,
  at: t0 + at,
  uncertaintyMs: 0.5,
  source: { kind: 'measured', where: 'media-peer', by: 'p1' },
  from: 'p1',
  type,
  ...more,
});

const record = decodeRecord({
  id: 'a',
  events: [
    event(1, 0),
    event(2, 20, 'stun_sent', { method: 'allocate', toward: 'turn' }),
    event(3, 10),
    event(4, 20, 'relay', { what: 'allocated', user: 'u' }),
    event(5, 100, 'first_frame_decoded'),
    event(6, 5000, 'media'),
  ],
})!;
const track = trackOf(record);

describe('the part of a record until a moment', () => {
  it('has the events that had happened, in their own order', () => {
    expect(until(record, 20).events.map(({ n }) => n)).toEqual([1, 2, 3, 4]);
    expect(until(record, 19.9).events.map(({ n }) => n)).toEqual([1, 3]);
  });

  it('is the record itself without a moment', () => {
    expect(until(record, undefined)).toBe(record);
  });

  it('begins with the earliest event, also if it came later', () => {
    const late = decodeRecord({ id: 'b', events: [event(1, 5), event(2, 0)] })!;
    expect(until(late, 0).events.map(({ n }) => n)).toEqual([2]);
  });

  it('agrees with the count of the track at every moment', () => {
    for (const { at } of track.moments) {
      expect(until(record, at).events).toHaveLength(countUntil(track, at));
    }
  });
});

describe('a track', () => {
  it('orders by time, then by number, and knows whose events they are', () => {
    expect(track.moments.map(({ n, actor }) => [n, actor])).toEqual([
      [1, 'peer'],
      [3, 'peer'],
      [2, 'turn'],
      [4, 'turn'],
      [5, 'peer'],
      [6, 'peer'],
    ]);
  });

  it('tells the set-up from the rest', () => {
    expect(track).toMatchObject({ start: t0, end: 5000, setupEnd: 125 });
    expect(hasSetup(track)).toBe(true);
  });

  it('without a frame takes regular reports for no set-up', () => {
    const failed = trackOf(
      decodeRecord({ id: 'c', events: [event(1, 0), event(2, 30), event(3, 900, 'media')] })!,
    );
    expect(failed.setupEnd).toBe(30);
  });

  it('of an empty record has no length', () => {
    expect(trackOf({ events: [] })).toEqual({ start: 0, moments: [], begin: 0, end: 0, setupEnd: 0 });
  });
});

describe('what was known before the first signal', () => {
  const early = decodeRecord({
    id: 'd',
    events: [
      event(1, -60_000, 'nat_report'),
      event(2, 0, 'signal', { signal: 'offer' }),
      event(3, -5, 'environment'),
      event(4, 50),
    ],
  })!;
  const earlyTrack = trackOf(early);

  it('is there from the beginning, and the session starts with the signal', () => {
    expect(earlyTrack).toMatchObject({ start: t0, begin: -5, end: 50 });
    expect(until(early, earlyTrack.begin).events.map(({ n }) => n)).toEqual([1, 3]);
  });

  it('is nothing to go back to', () => {
    expect(previousAt(earlyTrack, 0)).toBe(-5);
    expect(previousAt(earlyTrack, -5)).toBe(-5);
    expect(seek(initialReplay(), earlyTrack, -9999).position).toBe(-5);
    expect(positionIn(hashOf(-5))).toBe(-5);
  });
});

describe('stepping', () => {
  it('goes from event to event and passes those of one moment together', () => {
    expect(nextAt(track, 0)).toBe(10);
    expect(nextAt(track, 10)).toBe(20);
    expect(nextAt(track, 20)).toBe(100);
    expect(previousAt(track, 100)).toBe(20);
    expect(previousAt(track, 20)).toBe(10);
    expect(previousAt(track, 0)).toBe(0);
  });

  it('between two events goes to either of them', () => {
    expect(previousAt(track, 15)).toBe(10);
    expect(nextAt(track, 15)).toBe(20);
  });

  it('from everything goes back to the last but one', () => {
    expect(previousAt(track, undefined)).toBe(100);
    expect(nextAt(track, undefined)).toBe(5000);
  });
});

describe('playing', () => {
  it('goes as fast as asked, and stops with everything shown', () => {
    const playing = { ...play(initialReplay(), track), speed: 10 as const, span: 'whole' as const };
    expect(playing.position).toBe(0);
    expect(advance(playing, track, 30).position).toBe(300);
    expect(advance(playing, track, 600)).toMatchObject({ position: undefined, playing: false });
  });

  it('stops at the end of the set-up if that is looked at, and begins it again', () => {
    const stopped = advance({ ...play(initialReplay(), track) }, track, 9999);
    expect(stopped).toMatchObject({ position: 125, playing: false });
    expect(play(stopped, track).position).toBe(0);
  });

  it('goes on from where it stands', () => {
    expect(play(initialReplay(20), track)).toMatchObject({ position: 20, playing: true });
  });

  it('does nothing while it rests, or without events', () => {
    expect(advance(initialReplay(20), track, 100).position).toBe(20);
    expect(play(initialReplay(), trackOf({ events: [] })).playing).toBe(false);
  });

  it('a place beyond the set-up shows the whole session', () => {
    expect(seek(initialReplay(), track, 3000)).toMatchObject({ position: 3000, span: 'whole' });
    expect(seek(initialReplay(), track, 9000).position).toBeUndefined();
    expect(seek(initialReplay(), track, -3).position).toBe(0);
  });
});

describe('the place in the address', () => {
  it('survives, and still shows the event it stands on', () => {
    for (const { at } of track.moments) {
      const again = positionIn(hashOf(at + 0.0004));
      expect(again).toBeGreaterThanOrEqual(at);
      expect(again).toBeLessThan(at + 0.002);
    }
    expect(hashOf(undefined)).toBe('');
  });

  it.each(['', '#t=', '#t=1e9', '#events', '#t=99999999999'])('%s is no place', hash => {
    expect(positionIn(hash)).toBeUndefined();
  });
});
