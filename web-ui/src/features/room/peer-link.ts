import { EvidenceSender } from '../call/evidence';
import type { CallRecord } from '../call/model';
import { rememberOwn } from '../call/observed';
import { recordEvidence } from '../call/peer-evidence';
import { PeerSession } from '../call/peer-session';
import { mark, newRecord } from '../call/record';
import type { IceRestart } from '../restart/restart';
import type { ServerMessage } from '../../protocol/messages';
import type { PresetName } from '../quality/presets';
import { pageNow, type Milliseconds } from '../../shared/units';
import { layOut, send, takeOver, wireCandidate, type ConnectionPart } from './connection';
import { watchDeadline } from './deadline';
import type { PeerLinkEvents, PeerLinkSetup } from './link-ports';
import { LinkServers } from './link-servers';
import { meshRestart } from './mesh-restart';
import {
  isPolite,
  negotiate,
  newNegotiation,
  type Beginning,
  type Description,
  type Negotiation,
  type NegotiationEffect,
  type NegotiationEvent,
} from './negotiation';

/** An answer takes milliseconds, seconds where a machine is busy; to begin anew then would only add to its work. */
const answerWithin = 10_000;

/**
 * The connection with one member of the room: carries out what `negotiate` says, keeps the same record as a call does,
 * and tells the record of the session what it measured.
 */
export class PeerLink {
  readonly pc: RTCPeerConnection;
  readonly record: CallRecord;
  readonly session: PeerSession;
  readonly video = document.createElement('video');
  /** The browser wants a gesture before it lets this be heard. */
  soundBlocked = false;
  private negotiation: Negotiation;
  private laidOut = false;
  private closed = false;
  private readonly patience: ReturnType<typeof setTimeout> | undefined;
  private overdue: ReturnType<typeof setTimeout> | undefined;
  private readonly endDeadline: () => void;
  private readonly evidence: EvidenceSender;
  private readonly parts: ConnectionPart[];
  private readonly restart: IceRestart;
  private readonly servers: LinkServers;

  constructor(
    private readonly setup: PeerLinkSetup,
    private readonly on: PeerLinkEvents,
  ) {
    const { member, ownId, patience } = setup;
    this.servers = new LinkServers(setup.servers, setup.settings.icePolicy);
    const polite = isPolite(ownId, member.id);
    this.record = newRecord(setup.number, 0, setup.settings, false, pageNow());
    this.record.phase = 'connecting';
    this.record.remote = { ownId, peerId: member.id };
    this.negotiation = newNegotiation(polite, patience > 0);
    this.evidence = new EvidenceSender(message => on.sendNow(message), setup.clock, setup.pace);
    this.video.autoplay = true;
    this.video.playsInline = true;
    this.pc = new RTCPeerConnection({
      ...this.servers.configuration,
      bundlePolicy: 'max-bundle',
      rtcpMuxPolicy: 'require',
    });
    this.session = new PeerSession(this.pc, this.record, this.video, {
      changed: () => on.changed(),
      localCandidate: candidate => this.candidate(candidate),
      observed: (event, at, earlierBy) => {
        rememberOwn(this.record, event, at, earlierBy);
        this.evidence.observe(event, at, earlierBy);
        if (event.kind === 'playback' && event.value === 'blocked') this.playSilently();
      },
      firstFrame: () => on.changed(),
      // ICE may come back, DTLS does not (RFC 9147 knows no way).
      failed: why =>
        why === 'dtls-failed' ? this.broke('dtlsState failed') : this.restart.request('failed'),
      labClock: setup.clock,
      stamped: member.role === 'media-peer',
    });
    this.session.sending.use(setup.settings.sendingPreset);
    this.restart = meshRestart(this.pc, this.video, {
      renewServers: () => {
        if (this.servers.renew(this.pc)) void this.introduce(pageNow());
      },
      canSignal: () => on.canSignal(),
      changed: state => {
        this.record.restart = state;
        on.changed();
      },
      noPath: () => this.broke('iceConnectionState failed'),
    });
    this.endDeadline = watchDeadline(this.record, on.canSignal, why => this.broke(why));
    this.pc.onnegotiationneeded = () => this.handle({ kind: 'needed' });
    this.parts = setup.parts.flatMap(
      make => make({ id: member.id, polite, role: member.role }, this.pc) ?? [],
    );
    if (patience > 0) this.patience = setTimeout(() => this.begin(), patience);
    else this.begin();
    void this.introduce(this.record.startedAt);
  }

  get peer(): string {
    return this.setup.member.id;
  }

  receive(incoming: Extract<ServerMessage, { type: 'offer' | 'answer' | 'ice_candidate' }>): void {
    switch (incoming.type) {
      case 'offer':
      case 'answer': {
        const { sdp } = incoming.type === 'offer' ? incoming.offer : incoming.answer;
        mark(this.record, 'answerReceived');
        return this.handle({ kind: 'description', description: { type: incoming.type, sdp } });
      }
      case 'ice_candidate':
        return this.handle({
          kind: 'candidate',
          candidate: {
            ...incoming.candidate,
            url: incoming.url ?? undefined,
            relayProtocol: incoming.relay_protocol ?? undefined,
          },
        });
      default:
        incoming satisfies never;
    }
  }

  /** What the other end began this connection with, before we had it. */
  take({ description, candidates }: Beginning): void {
    this.handle({ kind: 'description', description });
    for (const candidate of candidates) this.handle({ kind: 'candidate', candidate });
  }

  /** The service keeps a record of this connection. */
  recordedAs(sessionId: string): void {
    this.record.remote = { ...this.record.remote, sessionId };
    this.evidence.recordedWith(this.peer);
    this.on.changed();
  }

  observedByPeer(evidence: Extract<ServerMessage, { type: 'evidence' }>): void {
    recordEvidence(this.record, evidence);
    this.on.changed();
  }

  /** This page is in its room (again), or knows the lab clock better. */
  mayTell(): void {
    this.evidence.flush();
  }

  toldLink(value: 'closed' | 'resumed', code: number | undefined): void {
    this.evidence.observe(
      { kind: 'signaling_link', value, ...(code === undefined ? {} : { code }) },
      pageNow(),
    );
    if (value === 'resumed') this.handle({ kind: 'messages-lost' });
  }

  /** Another track of this page, or none, goes to this member from now on. */
  sendTrack(kind: 'audio' | 'video', track: MediaStreamTrack | undefined): void {
    if (this.setup.member.role === 'participant') send(this.pc, kind, track);
  }

  /** What gives way first when there is less room for the own picture. */
  sendWith(preset: PresetName): void {
    this.session.sending.use(preset);
  }

  /** New ICE credentials, new candidates, the same connection (RFC 8445 §9). */
  restartIce(trigger: 'button' | 'network'): void {
    if (!this.closed) this.restart.request(trigger);
  }

  /** Heard again, after a gesture. */
  unmute(): void {
    this.soundBlocked = false;
    this.video.muted = false;
    void this.video.play().catch(() => this.playSilently());
    this.on.changed();
  }

  get framesDecoded(): number {
    return this.session.poller.framesDecoded;
  }

  /** Frames that the page has shown, where the browser counts them. */
  get framesShown(): number {
    return this.video.getVideoPlaybackQuality().totalVideoFrames;
  }

  /** The element holds on to an old frame: it gets its stream once more. */
  showAnew(): void {
    const { srcObject } = this.video;
    this.video.srcObject = null;
    this.video.srcObject = srcObject;
    void this.video.play().catch(() => this.playSilently());
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    clearTimeout(this.patience);
    clearTimeout(this.overdue);
    this.endDeadline();
    this.pc.onnegotiationneeded = null;
    this.restart.close();
    for (const part of this.parts) part.close();
    this.session.lastWords();
    this.evidence.close();
    this.session.close();
    this.video.srcObject = null;
  }

  private broke(why: string): void {
    if (!this.closed) this.on.over({ broken: why });
  }

  /** Our turn to make the first offer. */
  private begin(): void {
    if (this.closed) return;
    if (!this.laidOut && this.pc.remoteDescription === null) {
      this.laidOut = true;
      layOut(this.pc, this.setup.outgoing(), this.setup.member.role === 'media-peer');
    }
    this.handle({ kind: 'patience-over' });
  }

  private handle(event: NegotiationEvent): void {
    if (this.closed) return;
    const { state, effects } = negotiate(this.negotiation, event);
    this.negotiation = state;
    if (!state.waiting) clearTimeout(this.patience);
    for (const effect of effects) this.carryOut(effect);
  }

  private carryOut(effect: NegotiationEffect): void {
    switch (effect.kind) {
      case 'set-local':
        if (this.negotiation.step === 'answering') takeOver(this.pc, this.setup.outgoing());
        this.session.describe().then(
          ({ type, sdp }) => this.handle({ kind: 'local-set', description: { type: type as 'offer', sdp } }),
          (error: unknown) => this.handle({ kind: 'rejected', detail: String(error) }),
        );
        return;
      case 'set-remote':
        this.session.applyRemote(effect.description).then(
          () => this.handle({ kind: 'remote-set', description: effect.description }),
          (error: unknown) => this.handle({ kind: 'rejected', detail: String(error) }),
        );
        return;
      case 'send':
        return this.tell(effect.description);
      case 'send-again': {
        const local = this.pc.localDescription;
        if (local) this.tell({ type: 'offer', sdp: local.sdp });
        return;
      }
      case 'add-candidate': {
        const { url, relayProtocol, ...candidate } = effect.candidate;
        return this.session.addRemoteCandidate(candidate, url, relayProtocol);
      }
      case 'ignored':
        return;
      case 'begin-anew':
        return this.on.over({ anew: effect.beginning });
      case 'broken':
        return this.on.over({ broken: effect.detail });
      default:
        effect satisfies never;
    }
  }

  private tell({ type, sdp }: Description): void {
    const target = this.peer;
    if (type === 'offer') {
      mark(this.record, 'offerSent');
      this.on.send({ type, target, offer: { type, sdp } });
      clearTimeout(this.overdue);
      this.overdue = setTimeout(() => this.handle({ kind: 'answer-overdue' }), answerWithin);
    } else {
      this.on.send({ type, target, answer: { type, sdp } });
    }
  }

  private candidate(candidate: RTCIceCandidate | undefined): void {
    if (!this.closed) this.on.send({ type: 'ice_candidate', target: this.peer, ...wireCandidate(candidate) });
  }

  private playSilently(): void {
    if (this.soundBlocked) return;
    this.soundBlocked = true;
    this.video.muted = true;
    void this.video.play().catch(() => undefined);
    this.on.changed();
  }

  /** What this page runs in: the first thing the record of the session hears, and again when it uses other credentials. */
  private async introduce(at: Milliseconds): Promise<void> {
    this.evidence.environmentAtOnce(this.servers.seenAtOnce(), at);
    const seen = await this.servers.seen();
    if (this.closed) return;
    rememberOwn(this.record, seen, at, undefined);
    this.evidence.environment(seen, at);
  }
}
