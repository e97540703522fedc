/** Longest name of a room, and of a person in it, in characters. */
export const longestName = 64;

export type RoomNameProblem = 'empty' | 'too-long' | 'signs';

/** A room's name as the protocol takes it; blanks become hyphens, for people write names with blanks. */
export const roomNameOf = (typed: string): string => typed.trim().replace(/\s+/g, '-');

/** What is wrong with a name as it was typed; undefined if nothing is. */
export function roomNameProblem(typed: string): RoomNameProblem | undefined {
  const name = roomNameOf(typed);
  if (name === '') return 'empty';
  if (name.length > longestName) return 'too-long';
  return /^[A-Za-z0-9._:@-]+$/.test(name) ? undefined : 'signs';
}

/** The room of a path `/room/NAME`; undefined for `/room` itself and for other paths. */
export function roomIn(path: string): string | undefined {
  const encoded = /^\/room\/([^/]+)$/.exec(path)?.[1];
  if (encoded === undefined) return undefined;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}

export const pathOfRoom = (room: string): string => `/room/${encodeURIComponent(room)}`;

/** Twelve signs that are easy to read out: a room that nobody finds by chance. */
export function newRoomName(random: Uint8Array): string {
  const signs = 'abcdefghjkmnpqrstuvwxyz23456789';
  const name = [...random.slice(0, 12)].map(byte => signs[byte % signs.length]).join('');
  return name.replace(/(.{4})(?=.)/g, '$1-');
}
