import type { LeaveReason, RoomMember, MediaState, ShownSource } from '../../protocol/messages';
import { ms, type Milliseconds } from '../../shared/units';

/** Somebody else in the room, as signaling tells. */
export interface Member {
  readonly id: string;
  readonly name: string | undefined;
  readonly role: 'participant' | 'media-peer';
  /** Signaling lost it, or did not find it again yet. Its media may go on, and while it does it stays. */
  readonly away: boolean;
  /** What it says it sends; undefined while it said nothing. */
  readonly media: MediaState | undefined;
  /** What a media peer shows. */
  readonly shows: ShownSource | undefined;
}

/** Who is in the room beside us, in the order they came. A value. */
export interface Roster {
  readonly ownId: string | undefined;
  /** We came back to our seat: others may hold their connections to us. */
  readonly cameBack: boolean;
  readonly members: readonly Member[];
}

export type RosterEvent =
  /** `welcome`; it is the same seat as before if the id is. */
  | { kind: 'seated'; ownId: string }
  /** `room_peers` */
  | { kind: 'present'; members: readonly RoomMember[] }
  | { kind: 'joined'; member: RoomMember }
  /** @property mediaFlows whether its connection works just now */
  | { kind: 'left'; id: string; reason: LeaveReason | string; mediaFlows: boolean }
  | { kind: 'media-state'; id: string; media: MediaState }
  | { kind: 'shows'; id: string; shows: ShownSource }
  /** The connection with a member does not work any more. */
  | { kind: 'media-over'; id: string }
  /** We left, or our seat is lost. */
  | { kind: 'over' };

export type RosterEffect =
  /**
   * A connection is to be made. Of two members the one that came later begins, and media peers never do.
   * `patience`: how long the other end has to begin; 0 if it is our turn.
   */
  | { kind: 'connect'; id: string; patience: Milliseconds }
  | { kind: 'disconnect'; id: string; reason: LeaveReason | string };

export const emptyRoster: Roster = { ownId: undefined, cameBack: false, members: [] };

/** It got our id with its `room_peers` and offers at once; clients that do not are offered to after this, in ms. */
export const patienceWithNewcomers = ms(3000);
/** After a return: an offer that came meanwhile is handed to us right after the list of members, in ms. */
export const patienceAfterReturn = ms(500);

/** Reasons that say nothing about the media: only the way of the messages broke. */
const onlySignaling: readonly string[] = ['connection-lost', 'media-peer-lost'];

export interface RosterTurn {
  readonly roster: Roster;
  readonly effects: readonly RosterEffect[];
}

/** What follows from something that was told, or that became of a connection. */
export function follow(roster: Roster, event: RosterEvent): RosterTurn {
  switch (event.kind) {
    case 'seated':
      return seated(roster, event.ownId);
    case 'present':
      return present(roster, event.members);
    case 'joined':
      return joined(roster, event.member, patienceWithNewcomers);
    case 'left':
      return onlySignaling.includes(event.reason) && event.mediaFlows
        ? unchanged(change(roster, event.id, { away: true }))
        : remove(roster, event.id, event.reason);
    case 'media-state':
      return unchanged(change(roster, event.id, { media: event.media }));
    case 'shows':
      return unchanged(change(roster, event.id, { shows: event.shows }));
    case 'media-over':
      return roster.members.some(({ id, away }) => id === event.id && away)
        ? remove(roster, event.id, 'connection-lost')
        : unchanged(roster);
    case 'over':
      return {
        roster: emptyRoster,
        effects: roster.members.map(({ id }) => ({ kind: 'disconnect', id, reason: 'left' })),
      };
    default:
      return event satisfies never;
  }
}

const unchanged = (roster: Roster): RosterTurn => ({ roster, effects: [] });

const change = (roster: Roster, id: string, values: Partial<Member>): Roster => ({
  ...roster,
  members: roster.members.map(member => (member.id === id ? { ...member, ...values } : member)),
});

/** Under another id we are somebody else: whoever knew us has lost us. */
function seated(roster: Roster, ownId: string): RosterTurn {
  if (roster.ownId === ownId) return unchanged({ ...roster, cameBack: true });
  return {
    roster: { ownId, cameBack: false, members: [] },
    effects: roster.members.map(({ id }) => ({ kind: 'disconnect', id, reason: 'left' })),
  };
}

/** Whom the list does not have may still be on the way back, as we were. */
function present(roster: Roster, listed: readonly RoomMember[]): RosterTurn {
  const here = new Set(listed.map(({ peer_id: id }) => id));
  const known = roster.members.map(member => ({ ...member, away: !here.has(member.id) }));
  const patience = roster.cameBack ? patienceAfterReturn : ms(0);
  let turn = unchanged({ ...roster, members: known });
  for (const member of listed) {
    const { roster: after, effects } = joined(turn.roster, member, patience);
    turn = { roster: after, effects: [...turn.effects, ...effects] };
  }
  return turn;
}

function joined(roster: Roster, told: RoomMember, patience: Milliseconds): RosterTurn {
  const member: Member = {
    id: told.peer_id,
    name: told.display_name ?? undefined,
    role: told.role,
    away: false,
    media: told.state ?? undefined,
    shows: told.shows ?? undefined,
  };
  const known = roster.members.find(({ id }) => id === member.id);
  if (known) {
    const { media = known.media, shows = known.shows, name = known.name } = member;
    return unchanged(change(roster, member.id, { away: false, media, shows, name }));
  }
  const turn = member.role === 'media-peer' ? ms(0) : patience;
  return {
    roster: { ...roster, members: [...roster.members, member] },
    effects: [{ kind: 'connect', id: member.id, patience: turn }],
  };
}

function remove(roster: Roster, gone: string, reason: string): RosterTurn {
  const members = roster.members.filter(({ id }) => id !== gone);
  if (members.length === roster.members.length) return unchanged(roster);
  return { roster: { ...roster, members }, effects: [{ kind: 'disconnect', id: gone, reason }] };
}
