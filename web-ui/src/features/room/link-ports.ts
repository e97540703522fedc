import type { ClientMessage } from '../../protocol/messages';
import type { Milliseconds } from '../../shared/units';
import type { EvidencePace } from '../call/evidence';
import type { IceServers } from '../lab-status/model';
import type { ClockSample } from '../signaling/clock-sync';
import type { Outgoing, PartFactory } from './connection';
import type { RoomSettings } from './model';
import type { Beginning } from './negotiation';
import type { Member } from './roster';

/** What a connection with one member is made of. */
export interface PeerLinkSetup {
  readonly number: number;
  readonly ownId: string;
  readonly member: Pick<Member, 'id' | 'role'>;
  /** How long the other end has to begin, in ms; 0 if it is our turn. */
  readonly patience: Milliseconds;
  /** STUN and TURN servers with credentials of their own. */
  readonly servers: () => IceServers | undefined;
  readonly settings: RoomSettings;
  readonly outgoing: () => Outgoing;
  readonly parts: readonly PartFactory[];
  readonly clock: () => ClockSample | undefined;
  readonly pace: EvidencePace;
}

/** What it asks of the room, and tells it. */
export interface PeerLinkEvents {
  /** Goes now, or as soon as this page is back in the room. */
  send(message: ClientMessage): void;
  /** Whether it could go now. */
  sendNow(message: ClientMessage): boolean;
  changed(): void;
  /** This page is in its room, so that a description reaches the other end. */
  canSignal(): boolean;
  /** This connection is of no use any more; the other end may have begun anew already. */
  over(why: { anew: Beginning } | { broken: string }): void;
}
