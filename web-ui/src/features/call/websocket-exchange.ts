import { message } from '../../i18n/i18n';
import type { ClientMessage, ServerMessage } from '../../protocol/messages';
import type { EnvironmentSeen, PeerObservation } from '../../protocol/peer-observation';
import { pageNow, type Milliseconds } from '../../shared/units';
import type { ClockSample } from '../signaling/clock-sync';
import type { SignalingLink } from '../signaling/link';
import { CallRoom } from './call-room';
import { EvidenceSender, type EvidencePace } from './evidence';
import { withoutSecrets, type ExchangeEvents } from './exchange';
import type { CallRecord } from './model';
import { derived, isOver, mark, measured } from './record';
import { recordEvidence } from './peer-evidence';

const answerWithin = 12_000;

/** Offer, answer and trickled candidates over the WebSocket, in a room of this call's own. */
export class WebSocketExchange {
  private readonly room: CallRoom;
  private offer: string | undefined;
  /** Offers of a restart that are not answered yet. */
  private openOffers = 0;
  private patience: ReturnType<typeof setTimeout> | undefined;
  private readonly evidence: EvidenceSender;

  constructor(
    private readonly link: SignalingLink,
    private readonly record: CallRecord,
    private readonly events: ExchangeEvents,
    clock: () => ClockSample | undefined,
    pace: EvidencePace,
  ) {
    this.room = new CallRoom(link, record);
    // Not before this page is back in its room: evidence belongs to it.
    this.evidence = new EvidenceSender(evidence => this.room.joined && this.link.send(evidence), clock, pace);
  }

  /** Sends join, call and offer back to back as soon as the link is open; usually at once. */
  begin(offerSdp: string): void {
    this.offer = offerSdp;
    this.patience = setTimeout(() => this.outOfPatience(), answerWithin);
    if (this.link.isOpen) this.open();
  }

  linkOpened(): void {
    if (isOver(this.record)) return;
    if (this.room.comeBack()) return;
    if (this.record.marks.offerSent === undefined && this.offer !== undefined) {
      this.open();
    } else if (this.record.marks.answerReceived === undefined) {
      this.events.failed({ why: 'no-answer' });
    }
  }

  /** Whether a restart can be offered now. */
  get canOfferAgain(): boolean {
    return this.room.joined && this.link.isOpen && this.record.remote.peerId !== undefined;
  }

  /** The offer of a restart; its answer comes as any answer. */
  offerAgain(sdp: string): void {
    const { peerId } = this.record.remote;
    const offer = { type: 'offer', sdp } as const;
    if (!this.room.send({ type: 'offer', ...(peerId ? { target: peerId } : {}), offer })) {
      this.events.restartRefused();
      return;
    }
    this.openOffers++;
    measured(this.record, 'browser', message('event.restartOffered'), message('basis.sent'));
  }

  /** The offer of a restart is taken back: an answer that still comes is none to the next one. */
  takeBack(): void {
    this.openOffers = 0;
  }

  observed(event: PeerObservation, at: Milliseconds, earlierBy?: Milliseconds): void {
    this.evidence.observe(event, at, earlierBy);
  }

  /** What this page runs in, as far as it is known at once. */
  environmentAtOnce(event: EnvironmentSeen): void {
    this.evidence.environmentAtOnce(event, this.record.startedAt);
  }

  /** What this page runs in, once it is known. */
  environment(event: EnvironmentSeen): void {
    this.evidence.environment(event, this.record.startedAt);
  }

  /** The clock of the lab is known (better). */
  clockKnown(): void {
    this.evidence.flush();
  }

  /** @param closeCode of the WebSocket (RFC 6455 §7.4); undefined if it just fell silent */
  linkLost(closeCode: number | undefined): void {
    if (this.room.joined) this.toldLink('closed', closeCode);
    this.room.lost();
    // Without an answer there is nothing to resume: a half-made call is made anew.
    if (this.record.marks.offerSent !== undefined && this.record.marks.answerReceived === undefined) {
      this.events.failed({ why: 'signaling-unreachable' });
    }
  }

  localCandidate(candidate: RTCIceCandidate | undefined): void {
    const wire: Extract<ClientMessage, { type: 'ice_candidate' }> = {
      type: 'ice_candidate',
      candidate: {
        candidate: candidate?.candidate ?? '',
        sdpMid: candidate?.sdpMid ?? '0',
        sdpMLineIndex: candidate?.sdpMLineIndex ?? 0,
        usernameFragment: candidate?.usernameFragment ?? null,
      },
    };
    const { peerId } = this.record.remote;
    if (peerId) wire.target = peerId;
    const extra = candidate as
      (RTCIceCandidate & { url?: string | null; relayProtocol?: string | null }) | undefined;
    if (extra?.url) wire.url = extra.url;
    if (extra?.relayProtocol) wire.relay_protocol = extra.relayProtocol;
    this.room.sendOrKeep(wire);
  }

  receive(incoming: ServerMessage): void {
    if (incoming.type === 'welcome') return this.welcomed(incoming);
    if (incoming.type === 'error') return this.refused(incoming);
    // Until the welcome of this room, everything belongs to a room that was left.
    if (!this.room.joined) return;
    this.inRoom(incoming);
  }

  /** Says goodbye; whether because the call failed tells the record what ended it. */
  close(failed: boolean): void {
    clearTimeout(this.patience);
    this.evidence.close();
    if (this.record.marks.offerSent !== undefined)
      this.room.send({ type: 'leave', reason: failed ? 'failed' : 'left' });
  }

  private toldLink(value: 'open' | 'closed' | 'resumed', code?: number): void {
    this.events.observed(
      { kind: 'signaling_link', value, ...(code === undefined ? {} : { code }) },
      pageNow(),
    );
  }

  private open(): void {
    const { peer, source } = this.record.settings;
    this.room.join();
    this.room.send({
      type: 'call',
      ...(peer === 'auto' ? {} : { media_peer: peer }),
      ...(source ? { source } : {}),
    });
    this.room.send({ type: 'offer', offer: { type: 'offer', sdp: this.offer! } });
    mark(this.record, 'offerSent');
    measured(this.record, 'browser', message('event.offerSent'), message('basis.sent'));
    this.room.sendWaiting();
  }

  private welcomed(welcome: Extract<ServerMessage, { type: 'welcome' }>): void {
    const how = this.room.welcomed(welcome);
    if (!how) return;
    this.toldLink(how);
    this.evidence.flush();
    this.events.changed();
  }

  private inRoom(incoming: ServerMessage): void {
    const { record } = this;
    switch (incoming.type) {
      case 'called':
        record.remote = {
          ...record.remote,
          peerId: incoming.peer_id,
          mediaPeer: incoming.media_peer,
          source: incoming.source,
        };
        mark(record, 'called');
        measured(
          record,
          'signaling',
          message('event.called', { name: incoming.media_peer }),
          message('basis.received'),
        );
        break;
      case 'session':
        if (record.remote.peerId !== undefined && incoming.remote !== record.remote.peerId) return;
        record.remote = { ...record.remote, peerId: incoming.remote, sessionId: incoming.session_id };
        this.evidence.recordedWith(incoming.remote);
        break;
      case 'answer':
        if (record.marks.answerReceived !== undefined) return this.answeredAgain(incoming);
        clearTimeout(this.patience);
        mark(record, 'answerReceived');
        record.remote = { ...record.remote, peerId: incoming.from };
        derived(record, 'peer', message('event.peerAnswered'), message('basis.answer'));
        measured(record, 'signaling', message('event.answerReceived'), message('basis.received'));
        this.room.note('received', 'answer', {
          ...incoming,
          answer: { type: 'answer', sdp: withoutSecrets(incoming.answer.sdp) },
        });
        this.events.answer(incoming.answer.sdp);
        return;
      case 'ice_candidate':
        if (record.remote.peerId !== undefined && incoming.from !== record.remote.peerId) return;
        this.events.remoteCandidate(
          incoming.candidate,
          incoming.url ?? undefined,
          incoming.relay_protocol ?? undefined,
        );
        break;
      case 'peer_left':
        if (incoming.peer_id === record.remote.peerId) {
          const reason = incoming.reason ?? 'left';
          measured(record, 'signaling', message('event.peerLeft', { reason }), message('basis.received'));
          this.events.peerLeft(reason);
        }
        break;
      case 'peer_joined':
        if (incoming.peer_id === record.remote.peerId) this.events.peerBack();
        break;
      case 'room_peers':
        if (record.remote.peerId !== undefined && incoming.peers.includes(record.remote.peerId))
          this.events.peerBack();
        break;
      case 'evidence':
        if (record.remote.peerId === undefined || incoming.peer_id === record.remote.peerId)
          recordEvidence(record, incoming);
        this.events.changed();
        // Kept with the observations; among the messages there would soon be no room for others.
        return;
      default:
        return;
    }
    this.room.note('received', incoming.type, incoming);
    this.events.changed();
  }

  /** Each offer has its answer, in their order; only the last one is of the description that counts. */
  private answeredAgain(incoming: Extract<ServerMessage, { type: 'answer' }>): void {
    if (this.openOffers === 0 || --this.openOffers > 0) return;
    const { sdp } = incoming.answer;
    measured(this.record, 'signaling', message('event.restartAnswered'), message('basis.received'));
    this.room.note('received', 'answer', {
      ...incoming,
      answer: { type: 'answer', sdp: withoutSecrets(sdp) },
    });
    this.events.answer(sdp);
  }

  private refused(error: Extract<ServerMessage, { type: 'error' }>): void {
    if (isOver(this.record)) return;
    this.room.note('received', 'error', error);
    measured(
      this.record,
      'signaling',
      message('event.refused', { code: error.code }),
      message('basis.received'),
    );
    const answered = this.record.marks.answerReceived !== undefined;
    const aside = ['clock', 'ice_candidate', 'evidence', 'outcome'].includes(error.in_reply_to ?? '');
    if (answered && error.in_reply_to === 'offer' && this.openOffers > 0) {
      this.openOffers = 0;
      this.events.restartRefused();
    }
    if (!answered && !aside) {
      const detail = error.detail === undefined ? {} : { detail: error.detail };
      this.events.failed({ why: 'refused', problem: { code: error.code, ...detail } });
    }
    this.events.changed();
  }

  private outOfPatience(): void {
    if (this.record.marks.answerReceived !== undefined) return;
    this.events.failed({
      why: this.record.marks.joined === undefined ? 'signaling-unreachable' : 'no-answer',
    });
  }
}
