import type { ServerMessage } from '../../protocol/messages';
import { pageNow } from '../../shared/units';
import type { IceServers } from '../lab-status/model';
import type { ClockSample } from '../signaling/clock-sync';
import { SignalingLink } from '../signaling/link';
import type { LinkState } from '../signaling/model';
import { initialData } from '../data/model';
import { RoomData } from '../data/room-data';
import { ScreenShare } from '../share/screen-share';
import { Guests } from './guests';
import { IceStock } from './ice-stock';
import { LocalMedia, mediaState, outgoing } from './local-media';
import { Mesh } from './mesh';
import { tellRoom } from './incoming';
import type { Member } from './roster';
import { RoomSeat } from './seat';
import { knownWith, roomOf, type RoomPhase, type RoomSettings, type RoomState } from './model';

export interface RoomHost {
  readonly room: RoomState;
  update(change: (room: RoomState) => void): void;
  settings(): RoomSettings;
  iceServers(): IceServers | undefined;
}

/**
 * The visitor's place in a room: joins, comes back after the service was lost, leaves. It has a WebSocket of its own, for
 * one socket is in one room at a time, and a call may be made beside it.
 */
export class RoomController {
  readonly mesh: Mesh;
  readonly media: LocalMedia;
  readonly data: RoomData;
  readonly share: ScreenShare;
  readonly guests: Guests;
  private readonly link: SignalingLink;
  private readonly ice: IceStock;
  private readonly seat: RoomSeat;
  private clock: ClockSample | undefined;
  private watch: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly host: RoomHost,
    socketUrl: string,
  ) {
    this.link = new SignalingLink(socketUrl, {
      onState: state => this.onLink(state),
      onMessage: incoming => this.onMessage(incoming),
      onClock: sample => {
        this.clock = sample;
        this.mesh.mayTell();
      },
    });
    this.seat = new RoomSeat(this.link);
    this.ice = new IceStock(() => host.iceServers());
    this.mesh = new Mesh({
      ice: this.ice,
      settings: () => host.settings(),
      outgoing: () => outgoing(host.room.media),
      speaker: () => host.room.media.chosen.speaker,
      clock: () => this.clock,
      send: message => this.seat.send(message),
      sendNow: message => this.seat.sendNow(message),
      canSignal: () => this.seat.isTaken,
      gone: member => this.guests.left(member, 'media-peer-lost', this.mesh.members),
      changed: () => this.peopleChanged(),
    });
    this.media = new LocalMedia({
      get state() {
        return host.room.media;
      },
      update: change => {
        host.update(room => change(room.media));
        this.tellState();
      },
      sends: (kind, track) => this.mesh.sendTrack(kind, track),
      speaks: () => this.mesh.speakerChanged(),
    });
    this.guests = new Guests(
      message => this.seat.send(message),
      notice => host.update(room => (room.notice = notice)),
      id => this.mesh.members.some(member => member.id === id),
    );
    this.share = new ScreenShare({
      // The mesh puts it on the connections, on those that come later too.
      senders: () => [],
      camera: () => undefined,
      changed: share => {
        host.update(room => (room.share = share));
        this.media.showScreen(share.kind === 'sharing' ? share.track : undefined);
      },
    });
    this.data = new RoomData({
      get state() {
        return host.room.data;
      },
      update: change => host.update(room => (room.data = change(room.data))),
      people: () => this.mesh.members.filter(isParticipant).map(({ id }) => id),
      signal: message => this.seat.sendNow(message),
      labNow: () => labNow(this.clock),
      now: pageNow,
    });
    this.mesh.use((peer, connection) =>
      isParticipant(peer) ? this.data.add(peer.id, connection, peer.polite) : undefined,
    );
  }

  get isInside(): boolean {
    return roomOf(this.host.room) !== undefined;
  }

  /** Makes ready what a join would have to wait for. */
  prepare(): void {
    this.link.open();
    this.ice.fill();
    void this.media.list();
  }

  /** Nobody looks at rooms any more; a room that was joined stays. */
  rest(): void {
    if (this.isInside) return;
    this.release();
    this.link.close({ kind: 'resting' });
  }

  join(room: string): void {
    this.leave();
    this.host.update(state => {
      state.phase = { kind: 'joining', room };
      state.marks = { click: pageNow() };
      state.notice = undefined;
    });
    // Nobody there has seen what went to another room, or what the lobby showed: what is ticked is sent, nothing else.
    void this.share.stop();
    const { form, media } = this.host.room;
    for (const kind of ['camera', 'microphone'] as const) {
      if (!form[kind]) this.media.turnOff(kind);
      else if (media[kind].kind !== 'on') void this.media.turnOn(kind);
    }
    this.ice.fill();
    this.watch = setInterval(() => this.mesh.look(), 1000);
    this.link.open();
    if (this.link.isOpen) this.enter();
  }

  /** Devices stay as they are for the next room; `rest` releases them. */
  leave(): void {
    if (!this.isInside) return;
    clearInterval(this.watch);
    // Last words of the connections first: they belong to the room.
    this.mesh.tell({ kind: 'over' });
    this.seat.leave();
    this.outside({ kind: 'outside' });
  }

  /** Nothing of the room stays. */
  private outside(phase: Extract<RoomPhase, { kind: 'outside' | 'refused' }>): void {
    this.guests.forget();
    this.host.update(state => {
      state.phase = phase;
      state.people = [];
      state.shown = undefined;
      state.notice = undefined;
      state.known = {};
    });
    this.data.close();
    this.host.update(state => (state.data = initialData()));
  }

  /** The page goes away. */
  close(): void {
    this.leave();
    this.release();
    this.link.close();
  }

  /** Gives back camera, microphone and screen. */
  release(): void {
    void this.share.stop();
    this.media.close();
  }

  retryNow(): void {
    this.link.retryNow();
  }

  /** The others are told whether somebody or everybody is recorded here. */
  record(on: boolean): void {
    if (this.host.room.recording === on) return;
    this.host.update(room => (room.recording = on));
    this.tellState();
  }

  private peopleChanged(): void {
    this.host.update(room => {
      room.people = this.mesh.people();
      room.known = knownWith(room.known, room.people);
    });
  }

  private onLink(state: LinkState): void {
    const linked = state.kind === 'open';
    if (this.host.room.linked !== linked) this.host.update(room => (room.linked = linked));
    if (state.kind === 'open') {
      if (this.isInside) this.enter();
    } else if (this.seat.isTaken) {
      this.lost(state.kind === 'waiting' ? state.closeCode : undefined);
    }
  }

  private enter(): void {
    const room = roomOf(this.host.room);
    if (room === undefined) return;
    this.seat.ask(room, this.host.settings().displayName);
  }

  private lost(code: number | undefined): void {
    this.seat.lost();
    this.mesh.toldLink('closed', code);
    this.host.update(state => {
      if (state.phase.kind === 'inside') state.phase = { ...state.phase, kind: 'returning' };
    });
  }

  private onMessage(incoming: ServerMessage): void {
    const room = roomOf(this.host.room);
    if (room === undefined) return;
    if (incoming.type === 'welcome') {
      if (incoming.room_id === room) this.welcomed(incoming);
      return;
    }
    if (incoming.type === 'error') return this.refused(incoming);
    // Until the welcome of this room, everything belongs to a room that was left.
    if (!this.seat.isTaken) return;
    const problem = tellRoom(incoming, this.mesh, this.guests, this.data);
    if (problem) this.notice('source', problem);
  }

  private welcomed(welcome: Extract<ServerMessage, { type: 'welcome' }>): void {
    const { peer_id: ownId, room_id: room } = welcome;
    const again = this.seat.welcomed(welcome);
    this.mesh.tell({ kind: 'seated', ownId });
    this.host.update(state => {
      state.phase = { kind: 'inside', room, ownId };
      state.marks.joined ??= pageNow();
    });
    if (again) {
      this.seat.sendUnsent();
      this.mesh.toldLink('resumed');
    }
    this.tellState();
    this.mesh.mayTell();
  }

  private refused({ code, detail, in_reply_to: to, id }: Extract<ServerMessage, { type: 'error' }>): void {
    const problem = { code, ...(detail === undefined ? {} : { detail }) };
    switch (to) {
      case 'join':
        return this.notAdmitted(problem);
      case 'chat':
        if (id) this.data.notTaken(id, code);
        return;
      case 'call':
        return this.guests.refused(problem);
      case 'set_source':
        return this.notice('source', problem);
      // Of somebody who just left, or of figures that come again.
      case 'offer':
      case 'answer':
      case 'ice_candidate':
      case 'evidence':
      case 'clock':
      case 'state':
      case 'leave':
        return;
      default:
        return this.notice('other', problem);
    }
  }

  /** A seat that is not ours any more is given up: we come as somebody new. */
  private notAdmitted(problem: { code: string; detail?: string }): void {
    const room = roomOf(this.host.room);
    const returning = this.seat.isReturning;
    this.seat.giveUp();
    if (returning) {
      this.guests.forget();
      return this.enter();
    }
    clearInterval(this.watch);
    this.mesh.tell({ kind: 'over' });
    this.outside({ kind: 'refused', room: room!, problem });
  }

  private notice(about: 'source' | 'other', problem: { code: string; detail?: string }): void {
    this.host.update(room => (room.notice = { about, problem }));
  }

  private tellState(): void {
    const { media, recording } = this.host.room;
    this.seat.tell(mediaState(media, recording));
  }
}

const isParticipant = ({ role }: { role: Member['role'] }): boolean => role === 'participant';

/** Half a round trip is how far the lab clock may be off. */
const labNow = (clock: ClockSample | undefined): { at: number; error: number } | undefined =>
  clock && { at: performance.now() + clock.offset, error: clock.roundTrip / 2 };
