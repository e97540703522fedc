import type { ClientMessage, MediaState, ServerMessage } from '../../protocol/messages';
import type { SignalingLink } from '../signaling/link';

/** Most messages that wait for the return to the room; beyond it the oldest are forgotten. */
const mostUnsent = 512;

/** The place of this page in one room: taken, lost with the socket, taken again by the same member, given up. */
export class RoomSeat {
  /** Proves to be who we were; in memory only. */
  private proof: { room: string; peerId: string; token: string } | undefined;
  private taken = false;
  /** The service was asked for it; it may count this page as a member before its answer is here. */
  private asked = false;
  private returning = false;
  private unsent: ClientMessage[] = [];
  private toldState = '';

  constructor(private readonly link: SignalingLink) {}

  /** The service counts this page among the members, as far as is known. */
  get isTaken(): boolean {
    return this.taken;
  }

  /** It was asked for as the one who had it before. */
  get isReturning(): boolean {
    return this.returning;
  }

  /** Asks for a place in a room, for the former one if there is one. */
  ask(room: string, displayName: string): void {
    const { proof } = this;
    this.returning = proof?.room === room;
    this.asked = this.link.send({
      type: 'join',
      room_id: room,
      ...(displayName ? { display_name: displayName } : {}),
      ...(proof && this.returning ? { peer_id: proof.peerId, resume: proof.token } : {}),
    });
  }

  /** @returns whether it is the former place; a new one has nothing to do with what waited */
  welcomed(welcome: Extract<ServerMessage, { type: 'welcome' }>): boolean {
    const { peer_id: peerId, room_id: room, resume: token } = welcome;
    const again = this.proof?.peerId === peerId;
    if (!again) this.unsent = [];
    this.proof = { room, peerId, token };
    this.taken = true;
    this.asked = false;
    this.toldState = '';
    return again;
  }

  /** What waited for the return goes now. */
  sendUnsent(): void {
    for (const message of this.unsent.splice(0)) this.link.send(message);
  }

  /** The socket is gone; the service keeps the place for a while. */
  lost(): void {
    this.taken = false;
    this.asked = false;
  }

  /** Says goodbye, also where the answer to the last question is still on its way. */
  leave(): void {
    if (this.taken || this.asked) this.link.send({ type: 'leave' });
    this.giveUp();
  }

  giveUp(): void {
    this.proof = undefined;
    this.taken = false;
    this.asked = false;
    this.returning = false;
    this.unsent = [];
    this.toldState = '';
  }

  /** Goes now, or as soon as this page is back in the room. */
  send(message: ClientMessage): void {
    if (!this.sendNow(message)) this.unsent = [...this.unsent, message].slice(-mostUnsent);
  }

  /** Goes now or not at all. */
  sendNow(message: ClientMessage): boolean {
    return this.taken && this.link.send(message);
  }

  /** What this page sends, if the others were not told so already. */
  tell(state: MediaState): void {
    const told = JSON.stringify(state);
    if (told !== this.toldState && this.sendNow({ type: 'state', ...state })) this.toldState = told;
  }
}
