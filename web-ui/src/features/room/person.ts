import type { Person } from './model';

/**
 * What the picture of somebody is, as far as this page can tell:
 * - `none`: it sends none · `off`: its camera is off · `waiting`: none has come yet · `live` · `frozen`: it stands still
 */
export type Picture = 'none' | 'off' | 'waiting' | 'live' | 'frozen';

/** What somebody says of itself goes before what is measured: a camera that is off leaves its last frame behind. */
export function pictureOf({ media, record, frozen }: Pick<Person, 'media' | 'record' | 'frozen'>): Picture {
  if (media?.video === 'none') return 'none';
  if (media?.video === 'off') return 'off';
  if (record?.marks.firstFrame === undefined) return 'waiting';
  return frozen ? 'frozen' : 'live';
}

/** The word of the standard for its connection (W3C webrtc §4.3.3); `new` while there is none. */
export const connectionOf = ({ record }: Pick<Person, 'record'>): RTCPeerConnectionState =>
  record?.states.connection ?? 'new';

/** A letter or two that stand for somebody without a picture. */
export function initials(name: string): string {
  const words = name.split(/[\s._-]+/).filter(word => word !== '');
  const letters = words.length > 1 ? [words[0]!, words.at(-1)!] : words;
  return letters.map(word => [...word][0]!.toLocaleUpperCase()).join('');
}
