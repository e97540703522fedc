import type { ClientMessage, ServerMessage } from '../../protocol/messages';
import {
  delivered,
  emptyChat,
  heard,
  looked,
  refused,
  taken,
  writable,
  wrote,
  type ChatState,
  type ChatWay,
} from './chat';
import type { Member } from './roster';

/** Carries chat besides the signaling service, for example data channels. */
export interface ChatCarrier {
  /**
   * Hands a line over for that member now.
   *
   * @returns false if it has no way to that member just now; the signaling service then takes it
   */
  carry(peer: string, line: { id: string; text: string; only: boolean }): boolean;
}

export interface RoomChatHost {
  update(change: (chat: ChatState) => ChatState): void;
  own(): { id: string; name: string | undefined };
  others(): readonly Member[];
  send(message: ClientMessage): boolean;
  /** ms since 1970 on the lab clock, as far as it is known. */
  labNow(): number;
}

/** Chat of one room: over a carrier to whom it reaches, and over the signaling service to all others. */
export class RoomChat {
  private carrier: ChatCarrier | undefined;
  private written = 0;

  constructor(private readonly host: RoomChatHost) {}

  /** From now on lines go this way first. */
  use(carrier: ChatCarrier): void {
    this.carrier = carrier;
  }

  /**
   * @param only the one reader; undefined for everybody
   * @returns whether there was something to send
   */
  write(typed: string, only?: string): boolean {
    const text = writable(typed);
    if (text === undefined) return false;
    const own = this.host.own();
    const id = `${own.id.slice(-12)}-${++this.written}-${Math.round(performance.now())}`;
    const readers = this.host
      .others()
      .filter(member => member.role === 'participant' && (only === undefined || member.id === only))
      .map(member => member.id);
    const rest = readers.filter(peer => !this.carrier?.carry(peer, { id, text, only: only !== undefined }));
    const way: ChatWay = readers.length > 0 && rest.length === 0 ? 'channel' : 'signaling';
    this.host.update(chat =>
      wrote(chat, { id, from: own.id, name: own.name, text, at: this.host.labNow(), only, way, readers }),
    );
    if (rest.length === 0) return true;
    // To all at once if nobody was reached another way.
    const all = only === undefined && rest.length === readers.length;
    const sent = all
      ? this.host.send({ type: 'chat', id, text })
      : rest.every(target => this.host.send({ type: 'chat', target, id, text }));
    if (!sent) this.refused(id, 'unreachable');
    return true;
  }

  receive(incoming: Extract<ServerMessage, { type: 'chat' | 'chat_taken' }>): void {
    if (incoming.type === 'chat_taken') {
      const { id, at } = incoming;
      return this.host.update(chat => taken(chat, id, at));
    }
    const { from, id, text, at } = incoming;
    this.heard({ from, id, text, at, only: incoming.private, way: 'signaling' });
  }

  /** A line of a member, whatever way it came. */
  heard(line: { from: string; id: string; text: string; at: number; only: boolean; way: ChatWay }): void {
    const name = this.host.others().find(({ id }) => id === line.from)?.name;
    const only = line.only ? this.host.own().id : undefined;
    this.host.update(chat => heard(chat, { ...line, name, only }));
  }

  /** A member has an own line. */
  delivered(id: string, by: string): void {
    this.host.update(chat => delivered(chat, id, by));
  }

  refused(id: string, code: string): void {
    this.host.update(chat => refused(chat, id, code));
  }

  looked(): void {
    this.host.update(looked);
  }

  clear(): void {
    this.host.update(() => emptyChat);
  }
}
