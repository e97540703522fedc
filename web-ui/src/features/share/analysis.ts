import type { ShareState, Surface } from './model';

/** What an error of `getDisplayMedia` means (W3C screen-capture §5.1). */
export function refusalOf(name: string, detail: string): ShareState {
  switch (name) {
    case 'NotAllowedError':
    case 'AbortError':
      return { kind: 'refused' };
    case 'NotSupportedError':
    case 'TypeError':
      return { kind: 'unsupported' };
    default:
      return { kind: 'failed', detail };
  }
}

const surfaces: readonly Surface[] = ['monitor', 'window', 'browser'];

export const surfaceOf = (told: string | undefined): Surface =>
  surfaces.find(surface => surface === told) ?? 'unknown';
