import { describe, expect, it } from 'vitest';
import type { ClientMessage } from '../../protocol/messages';
import { Guests } from './guests';
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

function guests(): { guests: Guests; sent: ClientMessage[] } {
  const sent: ClientMessage[] = [];
  return {
    sent,
    guests: new Guests(
      message => sent.push(message),
      () => undefined,
    ),
  };
}

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

  it('is left to the service where others have it, too, until they are gone', () => {
    const { guests: ours, sent } = guests();
    ours.came(java.id);
    ours.left(java, 'viewer-vanished', [bert]);
    expect(sent).toEqual([]);
    ours.left(java, 'viewer-vanished', []);
    expect(sent).toHaveLength(1);
  });

  it('by somebody else, or in another room, is not ours to call', () => {
    const { guests: ours, sent } = guests();
    ours.left(java, 'worker-crashed', []);
    ours.came(java.id);
    ours.forget();
    ours.left(java, 'worker-crashed', []);
    expect(sent).toEqual([]);
  });
});
