import { describe, expect, it } from 'vitest';
import type { ClientMessage } from '../../protocol/messages';
import type { SignalingLink } from '../signaling/link';
import { RoomSeat } from './seat';

function seat() {
  const world = { open: true };
  const sent: ClientMessage['type'][] = [];
  const link = {
    send: ({ type }: ClientMessage) => {
      if (world.open) sent.push(type);
      return world.open;
    },
  };
  return { world, sent, seat: new RoomSeat(link as unknown as SignalingLink) };
}

const welcome = {
  type: 'welcome',
  peer_id: 'me',
  room_id: 'a',
  resume: 'token',
  heartbeat_ms: 1000,
  heartbeat_timeout_ms: 6000,
} as const;

describe('a seat', () => {
  it('is given back also while the answer to the join is on its way: the service may count us already', () => {
    const { seat: ours, sent } = seat();
    ours.ask('a', '');
    ours.leave();
    ours.ask('b', '');
    expect(sent).toEqual(['join', 'leave', 'join']);
  });

  it('is given back while it is asked for again', () => {
    const { seat: ours, sent, world } = seat();
    ours.ask('a', '');
    ours.welcomed(welcome);
    world.open = false;
    ours.lost();
    world.open = true;
    ours.ask('a', '');
    ours.leave();
    expect(sent).toEqual(['join', 'join', 'leave']);
  });

  it('that was never asked for, was refused or is lost needs no goodbye', () => {
    const { seat: ours, sent, world } = seat();
    ours.leave();
    world.open = false;
    ours.ask('a', '');
    world.open = true;
    ours.leave();
    ours.ask('a', '');
    ours.giveUp();
    ours.leave();
    expect(sent).toEqual(['join']);
  });
});
