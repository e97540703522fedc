import type { MediaPeerBody } from '../../protocol/rest';

/** The media peer a link asks for (`/?peer=<id or name>`). */
export function peerAskedFor(search: string): string | undefined {
  return new URLSearchParams(search).get('peer') || undefined;
}

/** The id of a media peer named by id or by name; what is no name of exactly one stays as it is. */
export function peerIdOf(choice: string, peers: readonly MediaPeerBody[] | undefined): string {
  if (!peers || peers.some(({ id }) => id === choice)) return choice;
  const named = peers.filter(({ name }) => name === choice);
  return named.length === 1 ? named[0]!.id : choice;
}
