import { message } from '../../i18n/i18n';
import type { ClientMessage, ServerMessage } from '../../protocol/messages';
import { pageNow } from '../../shared/units';
import type { SignalingLink } from '../signaling/link';
import { asNoted } from './exchange';
import type { CallRecord } from './model';
import { addRaw, mark, measured } from './record';

type CandidateMessage = Extract<ClientMessage, { type: 'ice_candidate' }>;

/**
 * The room of one call, which nobody else is asked into: joins it, comes back to it after the link was lost, and keeps
 * the candidates of the meantime. What goes through it is noted in the record.
 */
export class CallRoom {
  private readonly id = `call-${crypto.getRandomValues(new Uint32Array(3)).join('-')}`;
  private present = false;
  private resume: { peerId: string; token: string } | undefined;
  private waiting: CandidateMessage[] = [];

  constructor(
    private readonly link: SignalingLink,
    private readonly record: CallRecord,
  ) {}

  /** Whether the service counts this page among its members, as far as is known. */
  get joined(): boolean {
    return this.present;
  }

  join(): void {
    this.send({ type: 'join', room_id: this.id });
  }

  /** Asks for the place this page had before the link was lost; false if it never had one. */
  comeBack(): boolean {
    if (!this.resume) return false;
    this.send({ type: 'join', room_id: this.id, peer_id: this.resume.peerId, resume: this.resume.token });
    return true;
  }

  /** How this page is in now; undefined if the welcome is to another room. */
  welcomed(welcome: Extract<ServerMessage, { type: 'welcome' }>): 'open' | 'resumed' | undefined {
    if (welcome.room_id !== this.id) return undefined;
    const again = this.resume !== undefined;
    this.present = true;
    this.resume = { peerId: welcome.peer_id, token: welcome.resume };
    this.record.remote = { ...this.record.remote, ownId: welcome.peer_id };
    mark(this.record, 'joined');
    measured(
      this.record,
      'signaling',
      message(again ? 'event.rejoined' : 'event.joined'),
      message('basis.received'),
    );
    this.note('received', 'welcome', { ...welcome, resume: `<${welcome.resume.length}>` });
    this.sendWaiting();
    return again ? 'resumed' : 'open';
  }

  /** The link is gone, and with it the membership. */
  lost(): void {
    this.present = false;
  }

  /** Sends now or not at all. */
  send(outgoing: ClientMessage): boolean {
    if (!this.link.send(outgoing)) return false;
    this.note('sent', outgoing.type, asNoted(outgoing));
    return true;
  }

  /** Between the loss of the link and the return to the room it waits; the media does not. */
  sendOrKeep(candidate: CandidateMessage): void {
    const lost = this.resume !== undefined && !this.present;
    if (lost || !this.send(candidate)) this.waiting.push(candidate);
  }

  sendWaiting(): void {
    for (const candidate of this.waiting.splice(0)) this.send(candidate);
  }

  note(direction: 'sent' | 'received', type: string, value: object): void {
    addRaw(this.record, { at: pageNow(), direction, type, via: 'websocket', value });
  }
}
