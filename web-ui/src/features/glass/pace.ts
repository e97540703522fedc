import type { Milliseconds } from '../../shared/units';

/** Most that reading one frame may cost; half of the readings of the last second stay below. */
const budget = 1;
/** Every frame again only when it has become clearly cheaper. */
const cheapAgain = 0.7;
const kept = 30;
const limitedTo = 100;
/** Frames without a stamp in a row after which they are looked at once a second only. */
const patience = 60;
const seldom = 1000;

export type Pace = 'every' | 'limited' | 'seldom';

/**
 * Which frames are read: every one as long as that is cheap, else ten a second; once a second where no frame has a stamp.
 */
export class ReadingPace {
  private costs: number[] = [];
  private lastAt = -Infinity;
  private without = 0;
  private dear = false;

  get pace(): Pace {
    if (this.without >= patience) return 'seldom';
    return this.dear ? 'limited' : 'every';
  }

  /** Half of the latest readings cost less, ms. */
  get cost(): number | undefined {
    return this.costs.length === 0
      ? undefined
      : [...this.costs].sort((a, b) => a - b)[Math.floor(this.costs.length / 2)];
  }

  due(at: Milliseconds): boolean {
    const pause = { every: 0, limited: limitedTo, seldom }[this.pace];
    return at - this.lastAt >= pause;
  }

  /** @param cost time of the page's thread, ms */
  read(at: Milliseconds, cost: number, stamp: boolean): void {
    this.lastAt = at;
    this.without = stamp ? 0 : this.without + 1;
    this.costs.push(cost);
    if (this.costs.length > kept) this.costs.shift();
    // A few first readings include what is made once.
    if (this.costs.length === kept) this.dear = this.cost! > (this.dear ? cheapAgain : budget);
  }
}
