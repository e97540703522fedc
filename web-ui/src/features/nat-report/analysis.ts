import { known, message, type Message } from '../../i18n/i18n';
import type { Measured } from '../../protocol/rest';

/** A field of the report ready to be said: a known value with its meaning, or why it is not known. */
export interface NatField {
  value: Message | undefined;
  about: Message | undefined;
  /** Set if the value is unknown; empty if no reason was given. */
  why: string | undefined;
}

export function readField(
  name: 'nat' | 'mapping' | 'filtering' | 'udp' | 'tcp',
  measured: Measured | undefined,
): NatField {
  if (typeof measured === 'string') {
    const value = `nat.value.${measured}`;
    const about = name === 'nat' ? `nat.about.${measured}` : `nat.about.${name}-${measured}`;
    return known(value)
      ? { value: message(value), about: known(about) ? message(about) : undefined, why: undefined }
      : { value: undefined, about: undefined, why: measured };
  }
  return { value: undefined, about: undefined, why: measured?.unknown ?? '' };
}

/** Findings and observations may be sentences or objects; objects are shown field by field, nothing is dropped. */
export function sentenceOf(item: unknown): string {
  if (typeof item === 'string') return item;
  if (typeof item !== 'object' || item === null) return String(item);
  const fields = item as Record<string, unknown>;
  for (const name of ['text', 'sentence', 'detail']) {
    if (typeof fields[name] === 'string') return fields[name];
  }
  return Object.entries(fields)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(' · ');
}
