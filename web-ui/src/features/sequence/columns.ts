import { ends, type SessionEvent, type SessionRecord } from '../../protocol/session-record';
import type { Actor, Column } from './model';

const servers: readonly Column[] = [
  { id: ends.signaling, actor: 'signaling', name: undefined },
  { id: ends.stun, actor: 'stun', name: undefined },
  { id: ends.turn, actor: 'turn', name: undefined },
];

const actorOfRole = (role: string | undefined): Actor => (role === 'media-peer' ? 'peer' : 'browser');

/** Ends that are in the events but not among the participants, in the order they appear. */
function strangers(events: readonly SessionEvent[], known: Set<string>): Column[] {
  const found: Column[] = [];
  for (const { from, to, source } of events) {
    for (const id of [from, to]) {
      if (!id || id.startsWith('@') || known.has(id)) continue;
      known.add(id);
      const own = source.by === id ? source.where : undefined;
      found.push({ id, actor: actorOfRole(own), name: undefined });
    }
  }
  return found;
}

/**
 * The first participant at the left, the servers, the others at the right. Browsers come before Java peers,
 * whoever called.
 */
export function columnsOf({ participants, events }: SessionRecord): Column[] {
  const told = participants.map(({ peerId, role, name }) => ({
    id: peerId,
    actor: actorOfRole(role),
    name: name ?? undefined,
  }));
  const all = [...told, ...strangers(events, new Set(told.map(({ id }) => id)))];
  const people = [
    ...all.filter(({ actor }) => actor !== 'peer'),
    ...all.filter(({ actor }) => actor === 'peer'),
  ];
  return [...people.slice(0, 1), ...servers, ...people.slice(1)];
}

/** The end a connection of `id` leads to; undefined while it is not known, or with more than two. */
export function otherEnd(columns: readonly Column[], id: string): string | undefined {
  const people = columns.filter(column => !column.id.startsWith('@'));
  return people.length === 2 ? people.find(column => column.id !== id)?.id : undefined;
}
