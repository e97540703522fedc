import { pageNow, type Milliseconds } from '../../shared/units';
import { FreezeMeter } from '../restart/freeze';
import type { RestartTrigger } from '../restart/model';
import { IceRestart } from '../restart/restart';
import type { HttpExchange } from './http-exchange';
import type { CallEnd, CallRecord } from './model';
import type { PeerSession } from './peer-session';
import { WebSocketExchange } from './websocket-exchange';

/** So long after a restart was given up trouble means a new call and not one more restart, ms. */
const notAgainWithin = 15_000;

export interface CallRestartEvents {
  /** Servers with credentials that still count. */
  servers(): Promise<RTCIceServer[]>;
  /** A restart did not bring the picture back. */
  lost(why: CallEnd): void;
  changed(): void;
}

/** ICE restarts of one call: this page is the offerer. Over HTTP there is no way to offer again. */
export class CallRestart {
  private readonly ice: IceRestart;
  private givenUpAt: Milliseconds | undefined;

  constructor(
    private readonly record: CallRecord,
    session: PeerSession,
    private readonly exchange: WebSocketExchange | HttpExchange,
    video: HTMLVideoElement,
    on: CallRestartEvents,
  ) {
    const ports = {
      offer: async (): Promise<void> => {
        const servers = await on.servers();
        if (exchange instanceof WebSocketExchange)
          await session.offerAgain(servers, sdp => exchange.offerAgain(sdp));
      },
      takeBack: () => {
        if (exchange instanceof WebSocketExchange) exchange.takeBack();
        return session.takeBack();
      },
      canSignal: () => exchange instanceof WebSocketExchange && exchange.canOfferAgain,
      changed: (): void => {
        record.restart = this.ice.state;
        on.changed();
      },
      gaveUp: (trigger: RestartTrigger): void => {
        this.givenUpAt = pageNow();
        if (trigger === 'silence') on.lost({ why: 'frames-stalled' });
        else if (trigger === 'failed') on.lost({ why: 'ice-failed' });
      },
    };
    this.ice = new IceRestart(session.pc, ports, new FreezeMeter(video));
  }

  get active(): boolean {
    return this.ice.active;
  }

  /** Whether a lost path is met with a restart, so that the call needs no repetition yet. */
  takesOver({ why }: CallEnd): boolean {
    if (why !== 'frames-stalled' && why !== 'ice-failed') return false;
    if (!(this.exchange instanceof WebSocketExchange) || this.record.marks.firstFrame === undefined)
      return false;
    if (this.givenUpAt !== undefined && pageNow() - this.givenUpAt < notAgainWithin) return false;
    this.ice.request(why === 'frames-stalled' ? 'silence' : 'failed');
    return true;
  }

  request(trigger: 'button' | 'network'): void {
    if (this.exchange instanceof WebSocketExchange && this.record.phase === 'playing')
      this.ice.request(trigger);
  }

  /** The new offer, or the answer to it, was not taken. */
  refused(): void {
    this.ice.refused();
  }

  close(): void {
    this.ice.close();
  }
}
