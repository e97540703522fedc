import { ms, pageNow, type Milliseconds } from '../../shared/units';
import type { Freeze } from './model';

/** Frames kept of the past, so that one from before the trouble is among them. */
const kept = 1200;
/** So long after the new path is there a missing frame is nothing to mention: its sender begins with little. */
const frameWithin = 15_000;
/** So long after the new path is there a frame is still looked for. */
const looksFor = 60_000;

/**
 * The longest gap between two frames, of those gaps that had not ended at `from`, up to the first frame at or after `to`.
 * Undefined while there is no frame after `to`, or none before.
 */
export function longestGap(
  frames: readonly Milliseconds[],
  from: Milliseconds,
  to: Milliseconds,
): Milliseconds | undefined {
  const end = frames.findIndex(at => at >= to);
  if (end < 1) return undefined;
  let longest = 0;
  for (let index = 1; index <= end; index++) {
    if (frames[index]! >= from) longest = Math.max(longest, frames[index]! - frames[index - 1]!);
  }
  return ms(longest);
}

/** Whether a frame after `now` may still tell how long the picture stood around what was done at `to`. */
export const mayStillTell = (freeze: Freeze | undefined, to: Milliseconds, now: Milliseconds): boolean =>
  !freeze || (freeze.kind === 'unknown' && freeze.why === 'no-frames' && now - to < looksFor);

/** Notes when each frame of a video element is shown (`requestVideoFrameCallback`), and measures standstills. */
export class FreezeMeter {
  private frames: Milliseconds[] = [];
  private hiddenAt: Milliseconds | undefined;
  private closed = false;
  private readonly onHidden = (): void => {
    if (document.hidden) this.hiddenAt = pageNow();
  };

  constructor(private readonly video: HTMLVideoElement) {
    document.addEventListener('visibilitychange', this.onHidden);
    if ('requestVideoFrameCallback' in video) this.next();
  }

  close(): void {
    this.closed = true;
    document.removeEventListener('visibilitychange', this.onHidden);
  }

  /** Around what began at `from` and was done at `to`; undefined: the next frame is not there yet. */
  measure(from: Milliseconds, to: Milliseconds, now: Milliseconds): Freeze | undefined {
    // Frames of a page that is not shown are not counted: what looks like a standstill may be none.
    if (document.hidden || (this.hiddenAt !== undefined && this.hiddenAt >= from))
      return { kind: 'unknown', why: 'hidden' };
    const time = longestGap(this.frames, from, to);
    if (time !== undefined) return { kind: 'measured', time };
    return now - to > frameWithin ? { kind: 'unknown', why: 'no-frames' } : undefined;
  }

  private next(): void {
    this.video.requestVideoFrameCallback((now, frame) => {
      if (this.closed) return;
      this.frames.push(ms(frame.presentationTime || now));
      if (this.frames.length > kept) this.frames = this.frames.slice(-kept / 2);
      this.next();
    });
  }
}
