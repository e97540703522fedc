import type { Milliseconds } from '../../shared/units';
import { pageNow } from '../../shared/units';
import type { Tell } from './connection-observer';

type Playback = 'playing' | 'blocked' | 'stalled';

/** Tells what the video element does with the picture of one call, on change. */
export class PlaybackObserver {
  private readonly ended = new AbortController();
  private last: Playback | undefined;

  constructor(
    video: HTMLVideoElement,
    private readonly tell: Tell,
  ) {
    const { signal } = this.ended;
    video.addEventListener('playing', () => this.saw('playing'), { signal });
    // Before it ever played it waits for the first frame; that is no standstill.
    const stalled = (): void => {
      if (this.last === 'playing') this.saw('stalled');
    };
    video.addEventListener('waiting', stalled, { signal });
    video.addEventListener('stalled', stalled, { signal });
  }

  /** `play` was refused; only the rules for playing without a gesture count as blocked. */
  refused(error: unknown): void {
    if (error instanceof DOMException && error.name === 'NotAllowedError') this.saw('blocked');
  }

  /** A frame is shown, whatever the events of the element said. */
  frameShown(at: Milliseconds): void {
    if (this.last === undefined) this.saw('playing', at);
  }

  close(): void {
    this.ended.abort();
  }

  private saw(value: Playback, at: Milliseconds = pageNow()): void {
    if (this.last === value || this.ended.signal.aborted) return;
    this.last = value;
    this.tell({ kind: 'playback', value }, at);
  }
}
