import { ms, type Milliseconds } from '../../shared/units';

const kept = 30;
/** As libwebrtc: fewer durations say nothing of what is usual. */
const leastSamples = 5;

/** Freezes so far. */
export interface Freezes {
  count: number;
  /** Of all of them together, and of the longest. */
  total: Milliseconds;
  longest: Milliseconds;
}

/**
 * Freezes as W3C webrtc-stats defines `freezeCount` and `totalFreezesDuration`: a frame's duration, until the next one is
 * rendered, of at least max(3 × a, a + 150 ms), where a is the mean of the last 30 durations, this one among them.
 */
export class FreezeCount {
  private durations: number[] = [];
  private lastAt: Milliseconds | undefined;
  private found: Freezes = { count: 0, total: ms(0), longest: ms(0) };

  /** @param frames rendered since the last call, this one included; of several only the mean duration is known */
  rendered(at: Milliseconds, frames = 1): void {
    const { lastAt } = this;
    this.lastAt = at;
    if (lastAt === undefined || at < lastAt) return;
    const duration = (at - lastAt) / frames;
    for (let i = 0; i < frames; i++) this.duration(duration);
  }

  /** The next duration says nothing: nobody looked, or it is another picture. */
  forgetLast(): void {
    this.lastAt = undefined;
  }

  get soFar(): Freezes {
    return this.found;
  }

  /** For how long the picture has stood still by now, if that will be a freeze. */
  ongoing(now: Milliseconds): Milliseconds | undefined {
    if (this.lastAt === undefined) return undefined;
    const duration = now - this.lastAt;
    return isFreeze(duration, [...this.durations.slice(1 - kept), duration]) ? ms(duration) : undefined;
  }

  private duration(duration: number): void {
    this.durations.push(duration);
    if (this.durations.length > kept) this.durations.shift();
    if (!isFreeze(duration, this.durations)) return;
    const { count, total, longest } = this.found;
    this.found = {
      count: count + 1,
      total: ms(total + duration),
      longest: ms(Math.max(longest, duration)),
    };
  }
}

function isFreeze(duration: number, durations: readonly number[]): boolean {
  if (durations.length < leastSamples) return false;
  const mean = durations.reduce((sum, each) => sum + each, 0) / durations.length;
  return duration >= Math.max(3 * mean, mean + 150);
}
