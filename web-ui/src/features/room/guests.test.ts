import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClientMessage } from '../../protocol/messages';
import { steadyAfter } from '../call/recovery';
import { Guests, mostRecalls } from './guests';
import type { Notice } from './model';
import type { Member } from './roster';

const member = (id: string, role: Member['role']): Member => ({
  id,
  name: undefined,
  role,
  away: false,
  media: undefined,
  shows: { source: 'file:film.mp4', width: null, height: null, frames_per_second: null },
});
const java = member('media-1', 'media-peer');
const bert = member('bert', 'participant');

function guests(here: readonly string[] = []): {
  guests: Guests;
  sent: ClientMessage[];
  notices: (Notice | undefined)[];
} {
  const sent: ClientMessage[] = [];
  const notices: (Notice | undefined)[] = [];
  return {
    sent,
    notices,
    guests: new Guests(
      message => sent.push(message),
      notice => notices.push(notice),
      id => here.includes(id),
    ),
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a media peer that was called', () => {
  it.each(['worker-crashed', 'media-peer-lost', 'viewer-vanished', 'failed', 'drained'])(
    'and left because of %s is called again, to show the same',
    reason => {
      const { guests: ours, sent } = guests();
      ours.came(java.id);
      ours.left(java, reason, []);
      expect(sent).toEqual([{ type: 'call', source: 'file:film.mp4' }]);
    },
  );

  it.each(['left', 'stopped'])('and %s is not', reason => {
    const { guests: ours, sent } = guests();
    ours.came(java.id);
    ours.left(java, reason, []);
    expect(sent).toEqual([]);
  });

  it('and that others have, too, is left to the service that brings it back, until they are gone', () => {
    const { guests: ours, sent } = guests([java.id]);
    ours.came(java.id);
    ours.left(java, 'viewer-vanished', [bert]);
    vi.runAllTimers();
    expect(sent).toEqual([]);
    ours.left(java, 'viewer-vanished', []);
    expect(sent).toHaveLength(1);
  });

  it.each(['media-peer-lost', 'drained'])(
    'and went for all because of %s is called again by whoever called it',
    reason => {
      const { guests: ours, sent } = guests();
      ours.came(java.id);
      ours.left(java, reason, [bert]);
      vi.runAllTimers();
      expect(sent).toEqual([{ type: 'call', source: 'file:film.mp4' }]);
    },
  );

  it('by somebody else, or in another room, is not ours to call', () => {
    const { guests: ours, sent } = guests();
    ours.left(java, 'worker-crashed', []);
    ours.came(java.id);
    ours.forget();
    ours.left(java, 'worker-crashed', []);
    expect(sent).toEqual([]);
  });

  it('is not called without end: what it shows may be what ends it', () => {
    const { guests: ours, sent, notices } = guests();
    for (let n = 0; n <= mostRecalls; n++) {
      ours.came(java.id);
      ours.left(java, 'worker-crashed', []);
      vi.advanceTimersByTime(steadyAfter - 1);
    }
    expect(sent).toHaveLength(mostRecalls);
    expect(notices.at(-1)).toEqual({ about: 'recall', problem: { code: 'worker-crashed' } });
  });

  it.each<[string, (ours: Guests) => void]>([
    ['it stayed for a while', () => vi.advanceTimersByTime(steadyAfter)],
    ['the visitor called', ours => ours.invite()],
    ['in another room', ours => ours.forget()],
  ])('may be lost as often again after %s', (_, happens) => {
    const { guests: ours, sent } = guests();
    for (let n = 0; n < mostRecalls; n++) {
      ours.came(java.id);
      ours.left(java, 'worker-crashed', []);
      vi.advanceTimersByTime(steadyAfter - 1);
    }
    ours.came(java.id);
    happens(ours);
    const before = sent.length;
    ours.came(java.id);
    ours.left(java, 'worker-crashed', []);
    expect(sent.slice(before)).toEqual([{ type: 'call', source: 'file:film.mp4' }]);
  });

  it('is called again where the service refuses it just now, slower each time, and says so at last', () => {
    const { guests: ours, sent, notices } = guests();
    ours.came(java.id);
    ours.left(java, 'media-peer-lost', []);
    for (let n = 0; n < mostRecalls; n++) {
      expect(sent).toHaveLength(n + 1);
      ours.refused({ code: 'no-media-peer' });
      expect(sent).toHaveLength(n + 1);
      vi.advanceTimersByTime(steadyAfter - 1);
    }
    expect(sent).toHaveLength(mostRecalls);
    expect(notices.at(-1)).toEqual({ about: 'recall', problem: { code: 'no-media-peer' } });
  });
});

describe('while the next call waits', () => {
  it('says so until one came', () => {
    const { guests: ours, notices } = guests();
    ours.came(java.id);
    ours.left(java, 'media-peer-lost', []);
    expect(notices).toEqual([]);
    ours.refused({ code: 'no-media-peer' });
    expect(notices).toEqual([{ about: 'recalling', problem: { code: 'no-media-peer' } }]);
    ours.came('media-2');
    expect(notices.at(-1)).toBeUndefined();
  });
});

describe('a call of the visitor', () => {
  it('that is refused is told, and not repeated', () => {
    const { guests: ours, sent, notices } = guests();
    ours.invite();
    ours.refused({ code: 'no-media-peer' });
    vi.runAllTimers();
    expect(sent).toEqual([{ type: 'call' }]);
    expect(notices).toEqual([undefined, { about: 'call', problem: { code: 'no-media-peer' } }]);
  });

  it('takes the place of one that was due', () => {
    const { guests: ours, sent } = guests();
    ours.came(java.id);
    ours.left(java, 'failed', []);
    ours.refused({ code: 'no-media-peer' });
    ours.invite();
    vi.runAllTimers();
    expect(sent).toEqual([{ type: 'call', source: 'file:film.mp4' }, { type: 'call' }]);
  });
});
