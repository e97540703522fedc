import type { Store } from '../../app/store';
import { message } from '../../i18n/i18n';
import type { ServerMessage } from '../../protocol/messages';
import { pageNow, type Milliseconds } from '../../shared/units';
import type { LabClient } from '../lab-status/client';
import { natOfPeer } from '../networks/analysis';
import { pathOf } from '../path/path-of';
import type { PresetName } from '../quality/presets';
import type { SignalingLink } from '../signaling/link';
import type { ActiveCall } from './active-call';
import { CallRestart } from './call-restart';
import type { Tell } from './connection-observer';
import type { ExchangeEvents } from './exchange';
import { turnUserOf } from './environment';
import { EvidencePace } from './evidence';
import { HttpExchange } from './http-exchange';
import type { CallEnd } from './model';
import { rememberOwn } from './observed';
import { introduce, sendOffer } from './opening';
import { outcomeOf } from './outcome';
import { PeerSession } from './peer-session';
import { PeerStore, type PeerRecipe } from './prepared';
import { Recalls } from './recalls';
import { end, isOver, measured, newRecord } from './record';
import { CallWatch } from './watch';
import { WebSocketExchange } from './websocket-exchange';

/** Starts, watches, repeats and ends calls. One call at a time. */
export class CallController {
  private active: ActiveCall | undefined;
  private calls = 0;
  private readonly peers = new PeerStore();
  private readonly pace = new EvidencePace();
  private readonly recalls: Recalls;
  private readonly watch: CallWatch;

  constructor(
    private readonly store: Store,
    private readonly link: SignalingLink,
    private readonly lab: LabClient,
    private readonly video: HTMLVideoElement,
    /** Another call has other senders. */
    private readonly onSenders: () => void,
  ) {
    this.recalls = new Recalls(store.state);
    this.watch = new CallWatch(() => store.state.lab.status?.turn.state, {
      mediaAt: at => this.recalls.mediaAt(at),
      steady: ({ record }, now) => this.recalls.steady(record, now),
      lost: (call, why) => this.lose(call, why),
      ended: (call, why) => this.finish(call, 'ended', why),
    });
  }

  /** Makes the next call ready, as it would be made now. */
  prepare(): void {
    if (!this.active && this.store.state.lab.iceServers) this.peers.prepare(this.recipe());
  }

  start(clickedAt: Milliseconds = pageNow()): void {
    this.hangUp({ why: 'stopped-here' });
    this.recalls.reset();
    void this.call(clickedAt, 0);
  }

  stop(): void {
    this.recalls.cancel();
    const { call } = this.store.state;
    if (call?.phase === 'recalling') {
      call.phase = 'ended';
      call.end = { why: 'stopped-here' };
    }
    this.hangUp({ why: 'stopped-here' });
    this.video.srcObject = null;
    this.prepare();
    this.store.changed();
  }

  get running(): boolean {
    return this.active !== undefined;
  }

  get framesDecoded(): number {
    return this.active?.session.poller.framesDecoded ?? 0;
  }

  /** Begins ICE anew in the present call. */
  restartIce(trigger: 'button' | 'network'): void {
    this.active?.restart.request(trigger);
  }

  /** How the own picture is sent from now on. */
  sendWith(preset: PresetName): void {
    this.active?.session.sending.use(preset);
  }

  /** What sends the own picture in the present call. */
  get senders(): readonly RTCRtpSender[] {
    const sender = this.active?.session.sending.sender;
    return sender ? [sender] : [];
  }

  /** Frames of the own camera that the present call has encoded so far, asked from the browser now. */
  async framesSent(): Promise<number> {
    return (await this.active?.session.sending.framesEncoded()) ?? 0;
  }

  onMessage(incoming: ServerMessage): void {
    if (this.active?.exchange instanceof WebSocketExchange) this.active.exchange.receive(incoming);
  }

  onClock(): void {
    if (this.active?.exchange instanceof WebSocketExchange) this.active.exchange.clockKnown();
  }

  /** @param closeCode of the WebSocket that was lost */
  onLink(open: boolean, closeCode: number | undefined): void {
    const { active } = this;
    if (!active) return;
    if (!open) measured(active.record, 'signaling', message('event.linkLost'));
    if (active.exchange instanceof WebSocketExchange) {
      if (open) active.exchange.linkOpened();
      else active.exchange.linkLost(closeCode);
    }
  }

  private recipe(): PeerRecipe {
    const { settings, lab, camera } = this.store.state;
    return {
      iceServers: lab.iceServers?.servers ?? [],
      policy: settings.icePolicy,
      camera: camera.kind === 'on' ? camera.stream : undefined,
    };
  }

  private async call(clickedAt: Milliseconds, attempt: number): Promise<void> {
    const { state } = this.store;
    const record = newRecord(++this.calls, attempt, state.settings, state.camera.kind === 'on', clickedAt);
    state.call = record;
    measured(
      record,
      'browser',
      message(attempt === 0 ? 'event.click' : 'event.callAgain'),
      message('basis.page'),
      clickedAt,
    );
    await this.freshServers();
    if (state.call !== record || isOver(record)) return;

    const recipe = this.recipe();
    const { pc, offer } = this.peers.take(recipe);
    const session = new PeerSession(pc, record, this.video, {
      changed: () => this.onSessionChanged(active),
      localCandidate: candidate => {
        if (active.exchange instanceof WebSocketExchange) active.exchange.localCandidate(candidate);
      },
      observed: (event, at, earlierBy) => this.observed(active, event, at, earlierBy),
      labClock: () => state.link.clock,
      stamped: true,
      firstFrame: () => this.onFirstFrame(active),
      failed: why => this.lose(active, { why }),
    });
    session.sending.use(state.settings.sendingPreset);
    const events = this.exchangeEvents(() => active);
    const exchange =
      record.settings.signalingMode === 'http'
        ? new HttpExchange(record, events, turnUserOf(recipe.iceServers), report => {
            state.nat = { loading: false, report, problem: undefined };
          })
        : new WebSocketExchange(this.link, record, events, () => state.link.clock, this.pace);
    const active: ActiveCall = {
      record,
      session,
      exchange,
      peerLeft: undefined,
      restart: new CallRestart(record, session, exchange, this.video, {
        servers: () => this.servers(),
        lost: why => this.lose(active, why),
        changed: () => this.store.changed(),
      }),
      sessionState: { state: 'unasked' },
      outcomeSent: false,
      watch: undefined,
    };
    this.active = active;
    this.onSenders();
    this.watch.start(active);
    this.store.changed();
    await sendOffer(active, await offer, state);
    await introduce(active, recipe);
  }

  private observed({ record, exchange }: ActiveCall, ...[event, at, earlierBy]: Parameters<Tell>): void {
    rememberOwn(record, event, at, earlierBy);
    if (exchange instanceof WebSocketExchange) exchange.observed(event, at, earlierBy);
  }

  private async servers(): Promise<RTCIceServer[]> {
    await this.freshServers();
    return this.store.state.lab.iceServers?.servers ?? [];
  }

  private freshServers(): Promise<void> | undefined {
    const servers = this.store.state.lab.iceServers;
    // Only wait if there is nothing usable: a click should not pay for a request.
    return servers && servers.expiresAt > Date.now() + 5000 ? undefined : this.lab.freshIceServers();
  }

  private exchangeEvents(active: () => ActiveCall): ExchangeEvents {
    return {
      answer: sdp => {
        active()
          .session.applyAnswer(sdp)
          .catch((error: unknown) => {
            if (active().restart.active) active().restart.refused();
            else this.lose(active(), { why: 'bad-answer', detail: String(error) });
          });
      },
      remoteCandidate: (candidate, url, relayProtocol) =>
        active().session.addRemoteCandidate(candidate, url, relayProtocol),
      peerLeft: reason => (active().peerLeft = reason),
      peerBack: () => (active().peerLeft = undefined),
      failed: why => this.lose(active(), why),
      restartRefused: () => active().restart.refused(),
      observed: (event, at, earlierBy) => this.observed(active(), event, at, earlierBy),
      changed: () => this.store.changed(),
    };
  }

  private onSessionChanged(active: ActiveCall): void {
    this.reportOutcome(active);
    this.store.changed();
  }

  private onFirstFrame({ record }: ActiveCall): void {
    this.recalls.firstFrame(record);
    // Used credentials are not used again; the next call finds new ones.
    this.lab.renewIceServers();
  }

  private reportOutcome(active: ActiveCall): void {
    const { record } = active;
    if (active.outcomeSent) return;
    const outcome = outcomeOf(record, pathOf(record, natOfPeer(this.store.state))?.kind);
    if (outcome) active.outcomeSent = this.link.send(outcome);
  }

  /** A call that ended without being asked to: again by itself if it had worked before, else it failed. */
  private lose(active: ActiveCall, why: CallEnd): void {
    if (isOver(active.record) || active.restart.takesOver(why)) return;
    if (!this.recalls.worthwhile(active.record, why)) return this.finish(active, 'failed', why);
    this.finish(active, 'recalling', why);
    const attempt = active.record.attempt + 1;
    this.recalls.next(why, () => void this.call(pageNow(), attempt));
  }

  private finish(active: ActiveCall, phase: 'ended' | 'failed' | 'recalling', why: CallEnd): void {
    if (!end(active.record, phase, why)) return;
    measured(active.record, 'browser', message('event.callEnded'), message('basis.page'));
    this.reportOutcome(active);
    clearInterval(active.watch);
    active.restart.close();
    active.session.lastWords();
    active.exchange.close(phase === 'failed');
    active.session.close();
    if (this.active === active) this.active = undefined;
    if (phase !== 'recalling') this.prepare();
    this.store.changed();
  }

  private hangUp(why: CallEnd): void {
    if (this.active) this.finish(this.active, 'ended', why);
  }

  /** The page goes away: say goodbye at once. */
  leave(): void {
    this.hangUp({ why: 'stopped-here' });
    this.peers.drop();
  }
}
