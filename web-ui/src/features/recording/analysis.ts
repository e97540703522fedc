import { ms, type Milliseconds } from '../../shared/units';
import type { RecordingMeta, RecordingProblem } from './model';

/** Containers and codecs in the order of preference: VP8 costs the least to encode, MP4 is what Safari offers. */
const types = {
  video: ['video/webm;codecs=vp8', 'video/webm', 'video/mp4'],
  both: ['video/webm;codecs=vp8,opus', 'video/webm', 'video/mp4'],
  audio: ['audio/webm;codecs=opus', 'audio/webm', 'audio/mp4'],
} as const;

/** How the tracks can be recorded here; undefined if not at all. */
export function recordingType(
  has: { video: boolean; audio: boolean },
  isSupported: (type: string) => boolean,
): string | undefined {
  if (!has.video && !has.audio) return undefined;
  return types[has.video ? (has.audio ? 'both' : 'video') : 'audio'].find(isSupported);
}

/** Bits per second to ask of the encoder: enough for the picture as it came in, so that the copy is not the bottleneck. */
export function recordingBitrate(width: number | undefined, height: number | undefined): number {
  const pixels = (width ?? 640) * (height ?? 360);
  return Math.round(Math.min(8_000_000, Math.max(500_000, pixels * 3)));
}

/** A name for the file: what, when, and the ending of its container. Only characters that every system takes. */
export function fileName(meta: Pick<RecordingMeta, 'name' | 'startedAt' | 'mimeType'>): string {
  const name = meta.name
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 60);
  const time = new Date(meta.startedAt).toISOString().slice(0, 19).replace(/[:T]/g, '-');
  return `${name || 'recording'}-${time}.${meta.mimeType.includes('mp4') ? 'mp4' : 'webm'}`;
}

/** How long it is, by the clock of the machine: from its beginning to its last chunk. */
export const lengthOf = ({ startedAt, writtenAt }: RecordingMeta): Milliseconds =>
  ms(Math.max(0, writtenAt - startedAt));

/** `m:ss`, with hours where there are any. */
export function duration(time: Milliseconds): string {
  const seconds = Math.floor(time / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return seconds >= 3600 ? `${Math.floor(seconds / 3600)}:${rest}` : rest.replace(/^0/, '');
}

/** What an error of storage or encoder means. */
export function problemOf(error: unknown): RecordingProblem {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  switch (name) {
    case 'QuotaExceededError':
      return 'storage-full';
    case 'NotSupportedError':
      return 'unsupported';
    case 'EncodingError':
    case 'UnknownError':
      return 'encoder-failed';
    default:
      return 'storage-refused';
  }
}

/** The next state after a chunk was written. */
export const grown = (meta: RecordingMeta, bytes: number, at: number): RecordingMeta => ({
  ...meta,
  bytes: meta.bytes + bytes,
  chunks: meta.chunks + 1,
  writtenAt: Math.max(meta.writtenAt, at),
});

/**
 * What to offer of what was found in storage: not what another tab still writes, and nothing without a byte.
 *
 * @param held ids of recordings that a living page holds
 */
export const offered = (found: readonly RecordingMeta[], held: ReadonlySet<string>): RecordingMeta[] =>
  found.filter(({ id, bytes }) => !held.has(id) && bytes > 0).toSorted((a, b) => b.startedAt - a.startedAt);
