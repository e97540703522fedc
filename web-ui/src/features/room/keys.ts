/** What a key does in a room. */
export type RoomKey = 'microphone' | 'camera' | 'chat';

export interface Pressed {
  readonly key: string;
  readonly modified: boolean;
  /** The visitor types into a field, or chooses from a list. */
  readonly typing: boolean;
}

/** Single letters, only where they can mean nothing else. */
export function roomKey({ key, modified, typing }: Pressed): RoomKey | undefined {
  if (modified || typing) return undefined;
  switch (key.toLowerCase()) {
    case 'm':
      return 'microphone';
    case 'v':
      return 'camera';
    case 'c':
      return 'chat';
    default:
      return undefined;
  }
}

export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, select, textarea'));
