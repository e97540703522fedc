/** What is known of a picture from looks at it once a second. */
export interface PictureWatch {
  /** Frames decoded, as of the last look. */
  readonly decoded: number;
  /** Frames that the video element has shown, as of the last look. */
  readonly shown: number;
  /** Looks in a row that found no new decoded frame. */
  readonly still: number;
  /** Looks in a row that found new decoded frames, but none that was shown. */
  readonly stuck: number;
}

export const unwatched: PictureWatch = { decoded: 0, shown: 0, still: 0, stuck: 0 };

const frozenAfter = 2;
const stuckAfter = 3;

export const isFrozen = ({ still }: PictureWatch): boolean => still >= frozenAfter;

/** Frames arrive and are decoded, yet the element goes on showing an old one: seen in Chromium after 20 s without any. */
export const isStuck = ({ stuck }: PictureWatch): boolean => stuck >= stuckAfter;

/** One look more. An element that never showed a frame, or begins to count anew, is not stuck. */
export function lookedAt(before: PictureWatch, decoded: number, shown: number): PictureWatch {
  const moves = decoded > before.decoded;
  const isOld = shown > 0 && shown === before.shown;
  return {
    decoded,
    shown,
    still: moves ? 0 : before.still + 1,
    stuck: moves && isOld ? before.stuck + 1 : 0,
  };
}
