import type { AppState } from './state';

/** Holds the state and tells the page, once per frame, that it changed. */
export class Store {
  private scheduled = false;

  constructor(
    readonly state: AppState,
    private readonly render: (state: AppState) => void,
  ) {}

  update(change: (state: AppState) => void): void {
    change(this.state);
    this.changed();
  }

  /** Rendering waits for the next frame, so a burst of events costs one rendering and no event waits for it. */
  changed(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    const draw = (): void => {
      this.scheduled = false;
      this.render(this.state);
    };
    if (document.hidden) setTimeout(draw, 200);
    else requestAnimationFrame(draw);
  }
}
