import { ms, pageNow, type Milliseconds } from '../../shared/units';
import type { PartState } from '../lab-status/model';
import type { ActiveCall } from './active-call';
import { HttpExchange } from './http-exchange';
import type { CallEnd } from './model';
import { isOver } from './record';
import { decideRecovery, lacksRelay, type RecoveryStep } from './recovery';

const watchEvery = 200;
/** A session that still lives is asked again after this, if the silence lasts. */
const askAgainAfter = 2000;
const flowing = 500;

export interface WatchEvents {
  /** Frames or packets arrived at this moment. */
  mediaAt(at: Milliseconds): void;
  /** The picture has been there for a while. */
  steady(call: ActiveCall, now: Milliseconds): void;
  lost(call: ActiveCall, why: CallEnd): void;
  ended(call: ActiveCall, why: CallEnd): void;
}

/** Looks at a running call five times a second, and says when it is over without having been asked to end. */
export class CallWatch {
  constructor(
    private readonly turn: () => PartState | undefined,
    private readonly on: WatchEvents,
  ) {}

  start(call: ActiveCall): void {
    call.watch = setInterval(() => this.look(call), watchEvery);
  }

  private look(active: ActiveCall): void {
    const { record, session } = active;
    if (isOver(record)) return;
    const now = pageNow();
    if (lacksRelay(record, now, this.turn())) return this.on.lost(active, { why: 'no-relay-candidates' });
    const silentFor = session.silentFor(now);
    if (silentFor !== undefined) this.on.mediaAt(ms(now - silentFor));
    this.on.steady(active, now);
    const decision = decideRecovery({
      mode: record.settings.signalingMode,
      hadMedia: record.marks.firstRtp !== undefined,
      silentFor,
      hidden: document.hidden,
      iceConnection: session.pc.iceConnectionState,
      peerLeft: active.peerLeft,
      session: active.sessionState,
    });
    if (silentFor !== undefined && silentFor < flowing) active.sessionState = { state: 'unasked' };
    this.follow(active, decision);
  }

  private follow(active: ActiveCall, decision: RecoveryStep): void {
    switch (decision.step) {
      case 'nothing':
        return;
      case 'ask-session':
        return this.askSession(active);
      case 'call-again':
        return this.on.lost(active, decision.end);
      case 'end':
        return this.on.ended(active, decision.end);
      default:
        decision satisfies never;
    }
  }

  private askSession(active: ActiveCall): void {
    if (!(active.exchange instanceof HttpExchange)) return;
    active.sessionState = { state: 'unknown' };
    void active.exchange.sessionState().then(answer => {
      active.sessionState = answer;
      if (answer.state !== 'ended')
        setTimeout(() => (active.sessionState = { state: 'unasked' }), askAgainAfter);
    });
  }
}
