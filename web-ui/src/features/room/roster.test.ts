import { describe, expect, it } from 'vitest';
import type { RoomMember } from '../../protocol/messages';
import { emptyRoster, follow, type Roster, type RosterEffect, type RosterEvent } from './roster';

const person = (id: string): RoomMember => ({
  peer_id: id,
  display_name: id.toUpperCase(),
  role: 'participant',
});
const machine: RoomMember = { peer_id: 'mp', role: 'media-peer' };
const seated: RosterEvent = { kind: 'seated', ownId: 'me' };
const present = (...members: RoomMember[]): RosterEvent => ({ kind: 'present', members });
const joined = (member: RoomMember): RosterEvent => ({ kind: 'joined', member });
const left = (id: string, reason = 'left', mediaFlows = false): RosterEvent => ({
  kind: 'left',
  id,
  reason,
  mediaFlows,
});

function run(...events: RosterEvent[]): { roster: Roster; effects: RosterEffect[] } {
  let roster = emptyRoster;
  const effects = events.flatMap(event => {
    const turn = follow(roster, event);
    roster = turn.roster;
    return turn.effects;
  });
  return { roster, effects };
}

const connect = (id: string, patience: number): RosterEffect =>
  ({ kind: 'connect', id, patience }) as RosterEffect;
const disconnect = (id: string, reason = 'left'): RosterEffect => ({ kind: 'disconnect', id, reason });

describe('who is in the room', () => {
  it.each<[string, RosterEvent[], RosterEffect[], string[]]>([
    ['nobody', [seated, present()], [], []],
    [
      'we come last and begin with all',
      [seated, present(person('a'), machine)],
      [connect('a', 0), connect('mp', 0)],
      ['a', 'mp'],
    ],
    [
      'a newcomer begins, and has time to',
      [seated, present(), joined(person('a'))],
      [connect('a', 3000)],
      ['a'],
    ],
    ['a media peer never begins', [seated, present(), joined(machine)], [connect('mp', 0)], ['mp']],
    ['somebody leaves', [seated, present(person('a')), left('a')], [connect('a', 0), disconnect('a')], []],
    [
      'somebody leaves and comes again',
      [seated, present(person('a')), left('a'), joined(person('a'))],
      [connect('a', 0), disconnect('a'), connect('a', 3000)],
      ['a'],
    ],
    [
      'a media peer ends its connection with us alone',
      [seated, present(machine), left('mp', 'failed'), joined(machine)],
      [connect('mp', 0), disconnect('mp', 'failed'), connect('mp', 0)],
      ['mp'],
    ],
    ['somebody leaves who never was here', [seated, present(), left('a')], [], []],
    ['two are told twice', [seated, present(person('a')), joined(person('a'))], [connect('a', 0)], ['a']],
    [
      'we come back to the same',
      [seated, present(person('a')), seated, present(person('a'))],
      [connect('a', 0)],
      ['a'],
    ],
    [
      'we come back, and somebody is new',
      [seated, present(), seated, present(person('a'))],
      [connect('a', 500)],
      ['a'],
    ],
    [
      'we come back, and somebody is not back yet',
      [seated, present(person('a')), seated, present(), joined(person('a'))],
      [connect('a', 0)],
      ['a'],
    ],
    [
      'we come back, and somebody never does',
      [seated, present(person('a')), seated, present(), { kind: 'media-over', id: 'a' }],
      [connect('a', 0), disconnect('a', 'connection-lost')],
      [],
    ],
    [
      'we come under another id',
      [seated, present(person('a')), { kind: 'seated', ownId: 'other' }, present(person('a'))],
      [connect('a', 0), disconnect('a'), connect('a', 0)],
      ['a'],
    ],
    [
      'signaling loses somebody whose media goes on',
      [seated, present(person('a')), left('a', 'connection-lost', true)],
      [connect('a', 0)],
      ['a'],
    ],
    [
      'and it comes back',
      [
        seated,
        present(person('a')),
        left('a', 'connection-lost', true),
        joined(person('a')),
        { kind: 'media-over', id: 'a' },
      ],
      [connect('a', 0)],
      ['a'],
    ],
    [
      'and its media ends',
      [seated, present(person('a')), left('a', 'connection-lost', true), { kind: 'media-over', id: 'a' }],
      [connect('a', 0), disconnect('a', 'connection-lost')],
      [],
    ],
    [
      'signaling loses somebody whose media does not flow',
      [seated, present(person('a')), left('a', 'connection-lost')],
      [connect('a', 0), disconnect('a', 'connection-lost')],
      [],
    ],
    [
      'somebody leaves on purpose while media flows',
      [seated, present(person('a')), left('a', 'left', true)],
      [connect('a', 0), disconnect('a')],
      [],
    ],
    [
      'we leave',
      [seated, present(person('a'), machine), { kind: 'over' }],
      [connect('a', 0), connect('mp', 0), disconnect('a'), disconnect('mp')],
      [],
    ],
  ])('%s', (_, events, effects, members) => {
    const result = run(...events);
    expect(result.effects).toEqual(effects);
    expect(result.roster.members.map(({ id }) => id)).toEqual(members);
  });

  it('knows what each one sends, for those who come late too', () => {
    const media = { audio: 'on', video: 'screen', recording: false } as const;
    const { roster } = run(seated, present({ ...person('a'), state: media }, machine), {
      kind: 'media-state',
      id: 'mp',
      media: { audio: 'none', video: 'on', recording: false },
    });
    expect(roster.members.map(member => member.media?.video)).toEqual(['screen', 'on']);
    expect(follow(roster, joined(person('a'))).roster.members[0]).toMatchObject({ media, name: 'A' });
  });

  it('never connects twice, nor disconnects what is not connected, whatever the order', () => {
    const ids = ['a', 'b', 'mp'];
    const all: RosterEvent[] = ids.flatMap(id => {
      const member = id === 'mp' ? machine : person(id);
      return [
        joined(member),
        left(id),
        left(id, 'connection-lost', true),
        { kind: 'media-over', id },
        present(member),
      ];
    });
    all.push(seated, { kind: 'over' }, { kind: 'seated', ownId: 'other' });
    let seed = 7;
    const pick = (): RosterEvent => all[(seed = (seed * 48271) % 0x7fffffff) % all.length]!;
    let roster = emptyRoster;
    const connected = new Set<string>();
    for (let step = 0; step < 20_000; step++) {
      const turn = follow(roster, pick());
      roster = turn.roster;
      for (const { kind, id } of turn.effects) {
        expect(connected.has(id)).toBe(kind === 'disconnect');
        if (kind === 'connect') connected.add(id);
        else connected.delete(id);
      }
      expect(roster.members.map(({ id }) => id).sort()).toEqual([...connected].sort());
    }
  });
});
