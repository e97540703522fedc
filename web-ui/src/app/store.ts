import { pageNow } from '../shared/units';
import type { AppState } from './state';

/** While a call is being set up its events go first; so short a wait still looks like at once. */
const afterStart = 150;
const whileConnecting = 100;

/** After so long without a drawing, in ms, what comes is no part of a burst that the next frame draws at once. */
const quiet = 50;

/** Holds the state and tells the page, once per frame, that it changed. */
export class Store {
  private cancel: (() => void) | undefined;
  private held = false;
  private lastDrawn = 0;
  private changes = 0;

  constructor(
    readonly state: AppState,
    private readonly render: (state: AppState) => void,
  ) {}

  /**
   * Another number after every change but those of the session that is followed. Those come often, and most of the page
   * does not look at them: what it drew at this number is still right.
   */
  get revision(): number {
    return this.changes;
  }

  update(change: (state: AppState) => void): void {
    change(this.state);
    this.changed();
  }

  /**
   * A change of the session that is followed and of nothing else. After a quiet moment it is drawn before the next frame
   * and not in it: following the newest row scrolls, of which the browser tells in the first frame after, and that is
   * then the one which shows the row.
   */
  updateLive(change: (state: Pick<AppState, 'live'>) => void): void {
    change(this.state);
    const ahead =
      !this.cancel && pageNow() - this.lastDrawn >= quiet && !document.hidden && this.holdFor() === 0;
    if (ahead) this.draw();
    else this.schedule();
  }

  /**
   * Rendering waits for the next frame, so a burst of events costs one rendering and no event waits for it. Layout
   * and painting would compete with the set-up of a call for the one thread both have.
   */
  changed(): void {
    this.changes++;
    this.schedule();
  }

  private schedule(): void {
    const wait = this.holdFor();
    if (this.cancel) {
      // Held back for a call that is set up by now.
      if (!this.held || wait > 0) return;
      this.cancel();
    }
    this.held = wait > 0;
    if (wait > 0 || document.hidden) {
      const timer = setTimeout(() => this.draw(), Math.max(wait, document.hidden ? 200 : 0));
      this.cancel = () => clearTimeout(timer);
    } else {
      const frame = requestAnimationFrame(() => this.draw());
      this.cancel = () => cancelAnimationFrame(frame);
    }
  }

  private holdFor(): number {
    const { call } = this.state;
    if (!call || (call.phase !== 'starting' && call.phase !== 'connecting')) return 0;
    return Math.max(0, Math.max(call.startedAt + afterStart, this.lastDrawn + whileConnecting) - pageNow());
  }

  private draw(): void {
    this.cancel = undefined;
    this.held = false;
    this.lastDrawn = pageNow();
    this.render(this.state);
  }
}
