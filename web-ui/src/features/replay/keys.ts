import type { ReplayActions } from './controller';

/** What has the focus, as far as it decides whose key it is. */
export interface KeyTarget {
  tag: string;
  /** Of an input. */
  type: string | undefined;
  modified: boolean;
}

/** The action of a key pressed in the replay; undefined where the control that has the focus needs it itself. */
export function actionOf(key: string, { tag, type, modified }: KeyTarget): keyof ReplayActions | undefined {
  if (modified || tag === 'SELECT' || tag === 'TEXTAREA') return undefined;
  if (tag === 'INPUT' && type !== 'range') return undefined;
  switch (key) {
    case ' ':
      return tag === 'BUTTON' || tag === 'A' || tag === 'SUMMARY' ? undefined : 'toggle';
    case 'ArrowRight':
    case 'ArrowUp':
      return 'next';
    case 'ArrowLeft':
    case 'ArrowDown':
      return 'previous';
    case 'Home':
      return 'first';
    case 'End':
      return 'last';
    default:
      return undefined;
  }
}
