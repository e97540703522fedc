import { advance, hashOf, nextAt, play, previousAt, seek } from './analysis';
import type { ReplayState, Span, Speed, Track } from './model';

/** What the visitor can do with a replay. */
export interface ReplayActions {
  toggle(): void;
  seek(t: number): void;
  next(): void;
  previous(): void;
  first(): void;
  last(): void;
  speed(speed: Speed): void;
  span(span: Span): void;
}

export interface ReplayHost {
  state(): ReplayState | undefined;
  track(): Track | undefined;
  update(state: ReplayState): void;
}

/** The address is written when the place has rested this long: browsers allow a page some 100 writes in 30 s. */
const addressAfter = 400;

/** Lets the time of a recorded session pass again, and keeps the place in the address. */
export class ReplayController implements ReplayActions {
  private frame: number | undefined;
  private before = 0;
  private address: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReplayHost) {}

  toggle(): void {
    this.change((state, track) => (state.playing ? { ...state, playing: false } : play(state, track)));
    this.run();
  }

  seek(t: number): void {
    this.change((state, track) => seek(state, track, t));
  }

  next(): void {
    this.change((state, track) => ({ ...seek(state, track, nextAt(track, state.position)), playing: false }));
  }

  previous(): void {
    this.change((state, track) => ({
      ...seek(state, track, previousAt(track, state.position)),
      playing: false,
    }));
  }

  first(): void {
    this.change((state, track) => ({ ...seek(state, track, track.begin), playing: false }));
  }

  last(): void {
    this.change(state => ({ ...state, position: undefined, playing: false }));
  }

  speed(speed: Speed): void {
    this.change(state => ({ ...state, speed }));
  }

  span(span: Span): void {
    this.change(state => ({ ...state, span }));
  }

  /** Another page is looked at. */
  stop(): void {
    if (this.frame !== undefined) cancelAnimationFrame(this.frame);
    this.frame = undefined;
    clearTimeout(this.address);
    const state = this.host.state();
    if (state?.playing) this.host.update({ ...state, playing: false });
  }

  private change(next: (state: ReplayState, track: Track) => ReplayState): void {
    const state = this.host.state();
    const track = this.host.track();
    if (!state || !track) return;
    this.host.update(next(state, track));
    this.remember();
  }

  private run(): void {
    if (this.frame !== undefined || !this.host.state()?.playing) return;
    this.before = performance.now();
    const step = (now: number): void => {
      this.frame = undefined;
      const state = this.host.state();
      const track = this.host.track();
      if (!state?.playing || !track) return;
      this.host.update(advance(state, track, Math.max(0, now - this.before)));
      this.before = now;
      if (this.host.state()?.playing) this.frame = requestAnimationFrame(step);
      else this.remember();
    };
    this.frame = requestAnimationFrame(step);
  }

  private remember(): void {
    clearTimeout(this.address);
    this.address = setTimeout(() => {
      const state = this.host.state();
      if (!state || state.playing) return;
      const hash = hashOf(state.position);
      if (hash === location.hash) return;
      history.replaceState(history.state, '', `${location.pathname}${location.search}${hash}`);
    }, addressAfter);
  }
}
