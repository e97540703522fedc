import { currentLanguage } from '../i18n/i18n';
import type { BitsPerSecond, Milliseconds, Ratio } from './units';

/** Numbers as people read them, in the language of the page. Unknown is a dash, never a zero. */
export const unknown = '–';

const formats = new Map<string, Intl.NumberFormat>();

export function number(value: number | undefined, digits = 0): string {
  if (value === undefined || !Number.isFinite(value)) return unknown;
  const key = `${currentLanguage()} ${digits}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(currentLanguage(), {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    formats.set(key, format);
  }
  return format.format(value);
}

/** Below 100 ms with one decimal, above without: no more digits than the clocks justify. */
export function milliseconds(value: Milliseconds | number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return unknown;
  return `${number(value, Math.abs(value) < 100 ? 1 : 0)} ms`;
}

export function bitrate(value: BitsPerSecond | undefined): string {
  if (value === undefined) return unknown;
  if (value >= 1_000_000) return `${number(value / 1_000_000, 2)} Mbit/s`;
  return `${number(value / 1000)} kbit/s`;
}

/** A moment of the services (ISO text or milliseconds since 1970) as date and time here. */
export function moment(value: string | number | null | undefined): string | undefined {
  if (value === null || value === undefined) return undefined;
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return undefined;
  return new Intl.DateTimeFormat(currentLanguage(), { dateStyle: 'medium', timeStyle: 'medium' }).format(
    date,
  );
}

export const percent = (value: Ratio | undefined): string =>
  value === undefined ? unknown : `${number(value * 100, 1)} %`;
