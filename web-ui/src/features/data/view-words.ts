import { milliseconds, number } from '../../shared/format';

/** Bytes as people read them, in powers of 1000. */
export function size(bytes: number): string {
  if (bytes < 1000) return `${number(bytes)} B`;
  if (bytes < 1_000_000) return `${number(bytes / 1000)} kB`;
  if (bytes < 1_000_000_000) return `${number(bytes / 1_000_000, 1)} MB`;
  return `${number(bytes / 1_000_000_000, 2)} GB`;
}

/** A time that may be long: ms below a second, else seconds. */
export const duration = (ms: number): string =>
  ms < 1000 ? milliseconds(ms) : `${number(ms / 1000, ms < 10_000 ? 1 : 0)} s`;
