import { describe, expect, it } from 'vitest';
import type { ClientMessage } from '../../protocol/messages';
import { ms } from '../../shared/units';
import type { SignalingLink } from '../signaling/link';
import { CallRoom } from './call-room';
import { newRecord } from './record';

type Joined = Extract<ClientMessage, { type: 'join' }>;

const settings = { icePolicy: 'all', signalingMode: 'websocket', peer: 'auto', source: '' } as const;
const candidate = (name: string) => ({ type: 'ice_candidate', candidate: { candidate: name } }) as const;

/** A room over a link that can be cut, and what went through it. */
function roomOf() {
  const sent: ClientMessage[] = [];
  const link = {
    isOpen: true,
    send(outgoing: ClientMessage): boolean {
      if (link.isOpen) sent.push(outgoing);
      return link.isOpen;
    },
  };
  const record = newRecord(1, 0, settings, false, ms(0));
  const room = new CallRoom(link as unknown as SignalingLink, record);
  const welcome = (id = (sent[0] as Joined).room_id) =>
    room.welcomed({ type: 'welcome', peer_id: 'b', room_id: id, resume: 'token' });
  return { room, link, record, sent, welcome };
}

describe('the room of a call', () => {
  it('is joined once, and come back to with what the welcome gave', () => {
    const { room, sent, welcome } = roomOf();
    expect(room.comeBack()).toBe(false);
    room.join();
    expect(room.joined).toBe(false);
    expect(welcome()).toBe('open');
    room.lost();
    expect(room.joined).toBe(false);
    expect(room.comeBack()).toBe(true);
    const [first, second] = sent as Joined[];
    expect(second).toEqual({ ...first, peer_id: 'b', resume: 'token' });
    expect(welcome()).toBe('resumed');
    expect(room.joined).toBe(true);
  });

  it('is not entered by the welcome to another one', () => {
    const { room, record, welcome } = roomOf();
    room.join();
    expect(welcome('another')).toBeUndefined();
    expect([room.joined, record.marks.joined]).toEqual([false, undefined]);
  });

  it('gets candidates at once before the first welcome, and after a loss only when it is back', () => {
    const { room, link, sent, welcome } = roomOf();
    room.join();
    room.sendOrKeep(candidate('at once'));
    welcome();
    link.isOpen = false;
    room.lost();
    room.sendOrKeep(candidate('without a link'));
    link.isOpen = true;
    room.sendOrKeep(candidate('not yet back'));
    expect(sent).toHaveLength(2);
    welcome();
    expect(sent.slice(2)).toEqual([candidate('without a link'), candidate('not yet back')]);
  });

  it('notes what went through it without its token', () => {
    const { room, record, welcome } = roomOf();
    room.join();
    welcome();
    room.comeBack();
    expect(record.raw.map(({ direction, type }) => `${direction} ${type}`)).toEqual([
      'sent join',
      'received welcome',
      'sent join',
    ]);
    expect(JSON.stringify(record.raw)).not.toContain('token');
  });
});
