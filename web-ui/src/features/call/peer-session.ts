import { message } from '../../i18n/i18n';
import { ms, type Milliseconds } from '../../shared/units';
import type { WireCandidate } from '../../protocol/messages';
import { GlassMeter } from '../glass/meter';
import type { ClockSample } from '../signaling/clock-sync';
import {
  logAnswerCandidates,
  logCandidateError,
  logLocalCandidate,
  logRemoteCandidate,
} from './candidate-log';
import { ConnectionObserver, type Tell } from './connection-observer';
import type { CallRecord } from './model';
import { Picture } from './picture';
import { mark, measured } from './record';
import { CallSending } from './sending';
import { StatsPoller } from './stats-poller';

const iceMayComeBack = 1000;

export interface PeerSessionEvents {
  changed(): void;
  localCandidate(candidate: RTCIceCandidate | undefined): void;
  /** Something worth a line in the record of the session. */
  observed: Tell;
  /** The lab's clock against this page's. */
  labClock(): ClockSample | undefined;
  /** Frames may carry stamps: those of media peers do. */
  readonly stamped: boolean;
  firstFrame(): void;
  failed(why: 'ice-failed' | 'dtls-failed'): void;
}

/** One peer connection of one call: listens to everything it tells and writes it into the record. */
export class PeerSession {
  readonly poller: StatsPoller;
  readonly sending: CallSending;
  private readonly observer: ConnectionObserver;
  private readonly picture: Picture;
  private glass: GlassMeter | undefined;
  private closed = false;
  private answered = false;
  private early: RTCIceCandidateInit[] = [];
  private watchedTransport = false;

  constructor(
    readonly pc: RTCPeerConnection,
    private readonly record: CallRecord,
    private readonly video: HTMLVideoElement,
    private readonly on: PeerSessionEvents,
  ) {
    this.observer = new ConnectionObserver(on.observed);
    this.sending = new CallSending(pc, record, on.changed);
    this.poller = new StatsPoller(pc, record, this.observer, this.sending, {
      ...on,
      second: report => {
        this.glass?.report(report);
        if (this.glass) record.glass = this.glass.view();
      },
    });
    this.picture = new Picture(record, video, this.observer, {
      ...on,
      firstFrame: () => {
        on.firstFrame();
        if (on.stamped) this.watchGlass();
        void this.poller.poll();
      },
    });
    pc.onicecandidate = event => this.onCandidate(event.candidate);
    pc.onicecandidateerror = event => this.onCandidateError(event);
    pc.onconnectionstatechange = () => this.onConnectionState();
    pc.oniceconnectionstatechange = () => this.onStates();
    pc.onicegatheringstatechange = () => this.onGathering();
    pc.onsignalingstatechange = () => this.onStates();
    pc.ontrack = event => this.picture.add(event.track);
  }

  /** Starts gathering and checks. */
  async setLocal(offer: RTCSessionDescriptionInit): Promise<void> {
    await this.observer.applying('local', offer, this.pc.setLocalDescription(offer));
    if (this.closed) return;
    this.watchTransport();
    this.poller.start();
  }

  /**
   * An offer with new ICE credentials (W3C webrtc-pc §4.7.10), applied and told in the words of the record.
   *
   * @param send puts it on the wire before its candidates
   */
  async offerAgain(iceServers: RTCIceServer[], send: (sdp: string) => void): Promise<void> {
    const { pc } = this;
    if (iceServers.length > 0) pc.setConfiguration({ ...pc.getConfiguration(), iceServers });
    pc.restartIce();
    const offer = await pc.createOffer();
    if (this.closed) return;
    // Candidates of the new generation may arrive before the answer that names it.
    this.answered = false;
    send(offer.sdp ?? '');
    await this.observer.applying('local', offer, pc.setLocalDescription(offer));
  }

  /** The offer of a restart is taken back; the description before it counts again. */
  async takeBack(): Promise<void> {
    this.answered = true;
    this.early = [];
    if (this.pc.signalingState === 'have-local-offer')
      await this.pc.setLocalDescription({ type: 'rollback' }).catch(() => undefined);
  }

  applyAnswer(sdp: string): Promise<void> {
    return this.applyRemote({ type: 'answer', sdp });
  }

  /** Lets the engine make and apply what is due, an offer or an answer (W3C webrtc §4.4.1.5), and gives it. */
  async describe(): Promise<RTCSessionDescription> {
    await this.pc.setLocalDescription();
    const made = this.pc.localDescription!;
    await this.observer.applying('local', made, Promise.resolve());
    if (this.closed) return made;
    if (made.type === 'answer') mark(this.record, 'answerApplied');
    this.watchTransport();
    this.poller.start();
    return made;
  }

  /** An offer rolls an own offer back that is not answered yet. */
  async applyRemote(description: { type: 'offer' | 'answer'; sdp: string }): Promise<void> {
    const applied = this.observer.applying('remote', description, this.pc.setRemoteDescription(description));
    this.answered = true;
    // The browser queues these behind the description; waiting for it here would only cost time.
    for (const candidate of this.early.splice(0)) this.pc.addIceCandidate(candidate).catch(() => undefined);
    logAnswerCandidates(this.record, description.sdp);
    await applied;
    if (this.closed) return;
    if (description.type === 'answer') mark(this.record, 'answerApplied');
    this.watchTransport();
    this.on.changed();
  }

  addRemoteCandidate(
    candidate: WireCandidate,
    url: string | undefined,
    relayProtocol: string | undefined,
  ): void {
    const init: RTCIceCandidateInit = {
      candidate: candidate.candidate,
      sdpMid: candidate.sdpMid ?? null,
      sdpMLineIndex: candidate.sdpMLineIndex ?? null,
      ...(candidate.usernameFragment ? { usernameFragment: candidate.usernameFragment } : {}),
    };
    logRemoteCandidate(this.record, candidate, url, relayProtocol);
    if (this.answered) this.pc.addIceCandidate(init).catch(() => undefined);
    else this.early.push(init);
    this.on.changed();
  }

  /** How long no media has arrived; undefined before the first. */
  silentFor(now: Milliseconds): Milliseconds | undefined {
    const last = Math.max(this.picture.lastFrameAt ?? -1, this.poller.lastMediaAt ?? -1);
    return last < 0 ? undefined : ms(now - last);
  }

  /** Tells what is left to tell; to be called while it still can be sent. */
  lastWords(): void {
    if (!this.closed) this.observer.lastWords();
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.poller.stop();
    this.picture.close();
    this.glass?.stop();
    this.pc.close();
    // A closed connection announces nothing any more. Of a failed one the last words are worth keeping.
    if (this.record.phase !== 'failed') {
      this.record.states = { ...this.readStates(), connection: 'closed', iceConnection: 'closed' };
    }
  }

  /** Not before the first frame: the set-up has the page's thread to itself until then. */
  private watchGlass(): void {
    const { record } = this;
    const clocks = { lab: () => this.on.labClock(), told: () => record.toldClocks };
    this.glass = new GlassMeter(this.video, clocks, record.marks.offerSent ?? record.startedAt);
    this.glass.start();
  }

  private onCandidate(candidate: RTCIceCandidate | null): void {
    if (this.closed) return;
    if (candidate?.candidate) {
      logLocalCandidate(this.record, candidate);
      this.observer.candidate(candidate);
    }
    this.on.localCandidate(candidate ?? undefined);
    this.on.changed();
  }

  private onCandidateError(event: RTCPeerConnectionIceErrorEvent): void {
    if (this.closed) return;
    logCandidateError(this.record, event);
    this.observer.candidateError(event);
    this.on.changed();
  }

  private onGathering(): void {
    if (this.closed) return;
    if (this.pc.iceGatheringState === 'complete') {
      mark(this.record, 'gatheringComplete');
      measured(this.record, 'browser', message('event.gatheringComplete'));
    }
    this.onStates();
  }

  private onStates(): void {
    if (this.closed) return;
    const before = this.record.states;
    const now = this.readStates();
    this.record.states = now;
    this.observer.states(before, now);
    if (before.iceConnection !== now.iceConnection) {
      measured(this.record, 'browser', message('event.iceState', { state: now.iceConnection }));
      if (now.iceConnection === 'checking') mark(this.record, 'checksStarted');
      if (now.iceConnection === 'connected' || now.iceConnection === 'completed')
        mark(this.record, 'iceConnected');
    }
    this.on.changed();
  }

  private onConnectionState(): void {
    if (this.closed) return;
    const state = this.pc.connectionState;
    measured(this.record, 'browser', message('event.connectionState', { state }));
    if (state === 'connected') mark(this.record, 'dtlsConnected');
    this.onStates();
    if (state === 'failed') this.onFailed();
  }

  /**
   * DTLS does not come back from its failure. ICE may: with trickle it can run out of pairs for a moment, and the
   * next candidate brings new ones. The time also brings the counters that say why.
   */
  private onFailed(): void {
    if (this.readStates().dtls === 'failed') return this.on.failed('dtls-failed');
    setTimeout(() => {
      if (!this.closed && this.pc.connectionState === 'failed') this.on.failed('ice-failed');
    }, iceMayComeBack);
  }

  /** The transports exist once the description is set; their events are the most exact clock there is. */
  private watchTransport(): void {
    const transport = this.pc.getReceivers()[0]?.transport;
    if (this.watchedTransport || !transport) return;
    this.watchedTransport = true;
    transport.addEventListener('statechange', () => this.onDtls(transport.state));
    const ice = transport.iceTransport;
    ice?.addEventListener('selectedcandidatepairchange', () => {
      if (this.closed) return;
      const first = mark(this.record, 'nominated');
      measured(
        this.record,
        'browser',
        message(first ? 'event.nominated' : 'event.pairChanged'),
        message('basis.iceTransport'),
      );
      const pair = ice.getSelectedCandidatePair?.();
      if (pair) this.observer.selectedPair(pair, this.record);
      this.on.changed();
    });
  }

  private onDtls(state: RTCDtlsTransportState): void {
    if (this.closed) return;
    measured(this.record, 'browser', message('event.dtlsState', { state }), message('basis.dtlsTransport'));
    if (state === 'connected') mark(this.record, 'dtlsConnected');
    this.onStates();
  }

  private readStates(): CallRecord['states'] {
    const { pc } = this;
    return {
      connection: pc.connectionState,
      iceConnection: pc.iceConnectionState,
      iceGathering: pc.iceGatheringState,
      signaling: pc.signalingState,
      dtls: pc.getReceivers()[0]?.transport?.state ?? this.record.states.dtls,
    };
  }
}
