import { pageNow, type Milliseconds } from '../../shared/units';
import type { StatsObject } from '../candidates/analysis';
import { mayStillTell, type FreezeMeter } from './freeze';
import { advanceRestart } from './machine';
import type { RestartEffect, RestartEvent, RestartState, RestartTrigger } from './model';
import { isAnswered, pairChanges, ufragInUse, ufragOf } from './ufrag';

/** Between two looks at a running restart, ms; events look at once. */
const lookEvery = 100;

/**
 * So long the browser is given to move to the new pair, ms. When both ends restart at once, one may keep to the old pair
 * as long as that works, though the new one answers as well.
 */
const movesWithin = 1500;

/** What a restart needs from its connection and tells it. */
export interface RestartPorts {
  /**
   * Makes and sends an offer with new credentials; with perfect negotiation `pc.restartIce()` is enough. A rejection is a
   * refusal.
   */
  offer(): Promise<void>;
  canSignal(): boolean;
  /** Gives up an unanswered offer, so that another may follow: what still answers it does not count. */
  takeBack(): Promise<void>;
  changed(state: RestartState): void;
  /** It was given up; where there is no picture, something else has to bring it back. */
  gaveUp(trigger: RestartTrigger): void;
}

/**
 * Restarts ICE of one connection (RFC 8445 §9) and says when the new generation carries the media. The old pair goes on
 * carrying it until then, and DTLS stays.
 */
export class IceRestart {
  private current: RestartState = { kind: 'idle', last: undefined };
  private timer: ReturnType<typeof setInterval> | undefined;
  private before: { ufrag: string | undefined; changes: number | undefined } | undefined;
  private generation = 1;
  private looking = false;
  private readonly ended = new AbortController();

  constructor(
    private readonly pc: RTCPeerConnection,
    private readonly ports: RestartPorts,
    private readonly freezes: FreezeMeter | undefined,
  ) {
    const { signal } = this.ended;
    const look = (): void => void this.look();
    pc.addEventListener('iceconnectionstatechange', look, { signal });
    pc.addEventListener(
      'signalingstatechange',
      () => {
        if (pc.signalingState === 'stable') this.take({ event: 'answered' });
        look();
      },
      { signal },
    );
  }

  get state(): RestartState {
    return this.current;
  }

  get active(): boolean {
    return this.current.kind !== 'idle';
  }

  request(trigger: RestartTrigger): void {
    this.take({ event: 'asked', trigger, canSignal: this.ports.canSignal() });
  }

  /** The service or the other side did not take the offer. */
  refused(): void {
    this.take({ event: 'refused' });
  }

  close(): void {
    this.ended.abort();
    clearInterval(this.timer);
    this.freezes?.close();
  }

  private take(event: RestartEvent): void {
    if (this.ended.signal.aborted) return;
    const { state, effects } = advanceRestart(this.current, event, pageNow());
    const before = this.current;
    if (state === before && effects.length === 0) return;
    this.current = state;
    if (state.kind === 'idle') clearInterval(this.timer);
    else if (before.kind === 'idle') this.timer = setInterval(() => this.tick(), lookEvery);
    // An unanswered offer is taken back before another follows, and before somebody hears that it is over.
    for (const effect of effects) void this.follow(effect, before);
    this.ports.changed(state);
    if (event.event === 'connected' && before.kind === 'running') this.measureFreeze(before.since);
  }

  private follow(effect: RestartEffect, before: RestartState): Promise<void> | void {
    switch (effect) {
      case 'offer':
        return this.offer();
      case 'take-back':
        return this.ports.takeBack();
      case 'give-up':
        if (before.kind !== 'idle') this.ports.gaveUp(before.trigger);
        return;
      default:
        effect satisfies never;
    }
  }

  private async offer(): Promise<void> {
    try {
      const report = await this.report();
      this.before = {
        ufrag: ufragOf(this.pc.currentLocalDescription?.sdp),
        changes: pairChanges(report),
      };
      await this.ports.offer();
    } catch {
      this.refused();
    }
  }

  private tick(): void {
    this.take({ event: 'tick', canSignal: this.ports.canSignal() });
    void this.look();
  }

  /** Whether the pair in use is one of the new generation by now, or could be. */
  private async look(): Promise<void> {
    const { pc, before, looking } = this;
    if (looking || this.current.kind !== 'running' || !before) return;
    const ufrag = ufragOf(pc.currentLocalDescription?.sdp);
    const connected = ['connected', 'completed'].includes(pc.iceConnectionState);
    if (pc.signalingState !== 'stable' || !connected || ufrag === undefined || ufrag === before.ufrag) return;
    this.looking = true;
    try {
      const report = await this.report();
      const used = ufragInUse(report);
      const changed = (pairChanges(report) ?? 0) > (before.changes ?? 0);
      const { current } = this;
      const stays =
        current.kind === 'running' &&
        pageNow() - current.attemptSince > movesWithin &&
        isAnswered(report, ufrag);
      if (used === ufrag || (used === undefined && changed) || stays) {
        this.before = undefined;
        this.take({ event: 'connected', generation: ++this.generation });
      }
    } finally {
      this.looking = false;
    }
  }

  private measureFreeze(from: Milliseconds): void {
    const to = pageNow();
    const measure = (): void => {
      const { current, freezes } = this;
      if (this.ended.signal.aborted || current.kind !== 'idle' || current.last?.kind !== 'restarted') return;
      const now = pageNow();
      const freeze = freezes
        ? freezes.measure(from, to, now)
        : ({ kind: 'unknown', why: 'no-frames' } as const);
      if (freezes && mayStillTell(freeze, to, now)) setTimeout(measure, lookEvery);
      if (!freeze || freeze.kind === current.last.freeze.kind) return;
      this.current = { kind: 'idle', last: { ...current.last, freeze } };
      this.ports.changed(this.current);
    };
    measure();
  }

  private async report(): Promise<StatsObject[]> {
    return [...(await this.pc.getStats()).values()] as StatsObject[];
  }
}
