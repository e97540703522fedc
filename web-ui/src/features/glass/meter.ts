import { isLoopbackName } from '../../shared/loopback';
import { ms, pageNow, type Milliseconds } from '../../shared/units';
import type { StatsObject } from '../candidates/analysis';
import type { ClockSample } from '../signaling/clock-sync';
import { GlassAccount } from './account';
import type { Bounds, ToldClock } from './alignment';
import type { GlassStats, GlassView, InboundTotals } from './model';
import { ReadingPace } from './pace';
import { StampReader, type Read } from './reader';
import { notShownBetween, statsBetween, totalsIn, type Passed } from './stats';

/** What a meter has to know of the clocks besides the picture. */
export interface GlassClocks {
  /** The lab's clock against this page's, from the link to the signaling service. */
  lab(): ClockSample | undefined;
  /** What the sender told of its own clock (`withTold`). */
  told(): readonly ToldClock[];
}

/**
 * Watches one video element: every frame it shows, and the stamp in its pixels. One meter for one connection; it costs
 * nothing once it is stopped.
 */
export class GlassMeter {
  private readonly account: GlassAccount;
  private readonly pace = new ReadingPace();
  private readonly ended = new AbortController();
  private readonly reader: StampReader;
  /** Frames are counted in their order, whenever their pixels come. */
  private inOrder: Promise<void> = Promise.resolve();
  private totals: InboundTotals | undefined;
  private firstPassed: Passed | undefined;
  private stats: GlassStats | undefined;
  private callback = 0;

  /**
   * @param began when the connection was asked for, on this page's clock: no frame of it was drawn before
   * @param trackId the inbound track in getStats, where the connection has several
   */
  constructor(
    private readonly video: HTMLVideoElement,
    private readonly clocks: GlassClocks,
    began: Milliseconds | undefined,
    private readonly trackId?: string,
  ) {
    this.account = new GlassAccount(began);
    this.reader = new StampReader(video);
  }

  start(): void {
    if (!this.supported || this.ended.signal.aborted) return;
    const { signal } = this.ended;
    const interrupted = (): void => this.account.interrupted();
    // Frames of a hidden page, or of a picture that is paused, are not told of.
    document.addEventListener('visibilitychange', interrupted, { signal });
    this.video.addEventListener('pause', interrupted, { signal });
    this.next();
  }

  stop(): void {
    this.ended.abort();
    if (this.supported) this.video.cancelVideoFrameCallback(this.callback);
  }

  /** A report of the connection, each second or so. */
  report(report: readonly StatsObject[]): void {
    const totals = totalsIn(report, this.trackId);
    if (!totals) return;
    const passed = { decoded: totals.framesDecoded, shown: this.account.shownSoFar };
    this.stats = statsBetween(this.totals, totals, notShownBetween(this.firstPassed, passed));
    if (passed.shown > 0) this.firstPassed ??= passed;
    this.totals = totals;
  }

  view(now: Milliseconds = pageNow()): GlassView {
    return {
      supported: this.supported,
      figures: this.account.figures({
        told: this.clocks.told(),
        lab: this.clocks.lab(),
        wall: isLoopbackName(location.hostname) ? wallClock() : undefined,
        now,
      }),
      stats: this.stats,
      pace: this.pace.pace,
      cost: this.pace.cost,
    };
  }

  private get supported(): boolean {
    return 'requestVideoFrameCallback' in this.video;
  }

  private next(): void {
    this.callback = this.video.requestVideoFrameCallback((_, frame) => {
      if (this.ended.signal.aborted) return;
      this.next();
      this.shown(frame);
    });
  }

  private shown(frame: VideoFrameCallbackMetadata): void {
    const presented = ms(frame.presentationTime);
    const read: Promise<Read> | undefined = this.pace.due(presented) ? this.reader.read(frame) : undefined;
    this.inOrder = this.inOrder.then(async () => {
      const seen = await read;
      if (seen?.reading) this.pace.read(presented, seen.cost, seen.reading.kind === 'stamp');
      this.account.shown({
        presented,
        visible: ms(Math.max(frame.presentationTime, frame.expectedDisplayTime)),
        received: frame.receiveTime === undefined ? undefined : ms(frame.receiveTime),
        count: frame.presentedFrames,
        reading: seen?.reading,
      });
    });
  }
}

/** Page time − wall clock of this machine, whose milliseconds are rounded down. */
function wallClock(): Bounds {
  const before = performance.now();
  const wall = Date.now();
  return { least: before - (wall + 1), most: performance.now() - wall };
}
