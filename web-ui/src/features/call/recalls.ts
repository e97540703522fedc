import type { AppState } from '../../app/state';
import { ms, pageNow, type Milliseconds } from '../../shared/units';
import { recallDelay } from '../signaling/backoff';
import type { CallEnd, CallRecord } from './model';
import { giveUpRecallsAfter, steadyAfter } from './recovery';

/** Calls that follow a lost one by themselves: whether there is one more, when it comes, and how long the gap was. */
export class Recalls {
  private failures = 0;
  private troubleSince: Milliseconds | undefined;
  private lastMediaAt: Milliseconds | undefined;
  private again: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly state: Pick<AppState, 'recalls'>) {}

  /** A call that was asked for has nothing to make up for. */
  reset(): void {
    this.cancel();
    this.failures = 0;
    this.troubleSince = undefined;
    this.lastMediaAt = undefined;
    this.state.recalls = [];
  }

  /** Not even the one that is due. */
  cancel(): void {
    clearTimeout(this.again);
  }

  /** Frames or packets arrived at this moment. */
  mediaAt(at: Milliseconds): void {
    this.lastMediaAt = at;
  }

  /** After a while with a picture the next trouble starts from the beginning. */
  steady({ marks }: CallRecord, now: Milliseconds): void {
    if (marks.firstFrame !== undefined && now - marks.firstFrame > steadyAfter) this.failures = 0;
  }

  /** The picture is there (again): the trouble is over. */
  firstFrame({ marks }: CallRecord): void {
    const last = this.state.recalls.at(-1);
    if (last && last.gap === undefined && this.lastMediaAt !== undefined && marks.firstFrame !== undefined) {
      last.gap = ms(marks.firstFrame - this.lastMediaAt);
    }
    this.troubleSince = undefined;
  }

  /**
   * Whether a call that is lost at this moment is worth another: one that had worked before, or whose peer went away,
   * until the trouble has lasted for too long.
   */
  worthwhile(record: CallRecord, { why }: CallEnd): boolean {
    const now = pageNow();
    const worked = record.marks.firstFrame !== undefined || record.attempt > 0;
    const peerWent = why === 'peer-left' || why === 'session-ended';
    const since = (this.troubleSince ??= now);
    return (worked || peerWent) && now - since <= giveUpRecallsAfter;
  }

  /** Calls again, at once at first, then slower. */
  next(why: CallEnd, call: () => void): void {
    this.state.recalls.push({ end: why, gap: undefined });
    const delay = recallDelay(this.failures++, Math.random());
    if (delay === 0) call();
    else this.again = setTimeout(call, delay);
  }
}
