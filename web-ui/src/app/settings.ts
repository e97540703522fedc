import type { CallSettings } from '../features/call/model';
import { presetNames, type PresetName } from '../features/quality/presets';
import { languages, preferredLanguage, type Language } from '../i18n/i18n';

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** What the page remembers between visits. No address, no credential. */
export interface Settings extends CallSettings {
  language: Language;
  theme: Theme;
  /** The explanation beside the call; shown until the visitor hides it. */
  guide: 'shown' | 'hidden';
  /** How the own picture is sent when it gets tight. */
  sendingPreset: PresetName;
  /** How others in a room see the visitor; empty for none. */
  displayName: string;
}

const key = 'webrtc-lab.settings';

const oneOf = <T extends string>(value: unknown, allowed: readonly T[], otherwise: T): T =>
  allowed.includes(value as T) ? (value as T) : otherwise;
const text = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);

/** Whatever is stored, in whatever state, becomes valid settings. */
export function readSettings(stored: string | null, browserLanguages: readonly string[]): Settings {
  let value: Record<string, unknown> = {};
  try {
    const parsed: unknown = JSON.parse(stored ?? '{}');
    if (typeof parsed === 'object' && parsed !== null) value = parsed as Record<string, unknown>;
  } catch {
    // Not ours or damaged: the defaults are fine.
  }
  return {
    language: oneOf(value['language'], languages, preferredLanguage(browserLanguages)),
    theme: oneOf(value['theme'], themes, 'auto'),
    guide: oneOf(value['guide'], ['shown', 'hidden'], 'shown'),
    sendingPreset: oneOf(value['sendingPreset'], presetNames, 'balanced'),
    icePolicy: oneOf(value['icePolicy'], ['all', 'relay'], 'all'),
    signalingMode: oneOf(value['signalingMode'], ['websocket', 'http'], 'websocket'),
    peer: text(value['peer'], 'auto'),
    source: text(value['source'], 'pattern'),
    displayName: text(value['displayName'], '').slice(0, 64),
  };
}

export function loadSettings(): Settings {
  let stored: string | null = null;
  try {
    stored = localStorage.getItem(key);
  } catch {
    // Storage may be forbidden; the page works without.
  }
  return readSettings(stored, navigator.languages);
}

export function saveSettings(settings: Settings): void {
  try {
    localStorage.setItem(key, JSON.stringify(settings));
  } catch {
    // See above.
  }
}
