import { connectionOf, pictureOf, type Picture } from './person';
import { ownIdOf, roomOf, type Person, type RoomState } from './model';
import type { RoomController } from './controller';
import type { Milliseconds } from '../../shared/units';

/** One other member, as tests and benches may rely on. */
export interface LabRoomPeer {
  readonly id: string;
  readonly name: string | undefined;
  readonly role: 'participant' | 'media-peer';
  readonly connection: RTCPeerConnectionState;
  readonly ice: RTCIceConnectionState;
  readonly signaling: RTCSignalingState;
  readonly picture: Picture;
  /** From `getStats`, at most a second old. */
  readonly framesDecoded: number;
  /** Moments of its connection, ms on `performance.now()`. */
  readonly marks: Readonly<Partial<Record<string, Milliseconds>>>;
  readonly session: string | undefined;
  /** Number of the connection with it; another one after it was made anew. */
  readonly number: number | undefined;
  readonly media: Person['media'];
}

export interface LabRoom {
  /** The room this page is in or about to be in. */
  readonly name: string | undefined;
  readonly ownId: string | undefined;
  readonly phase: RoomState['phase']['kind'];
  /** Moments of the present visit, ms on `performance.now()`: `click` of Join, `joined` when the service answered. */
  readonly marks: Readonly<RoomState['marks']>;
  peers(): readonly LabRoomPeer[];
  /** Frames of that member, asked from `getStats` now; 0 for nobody. */
  framesDecoded(peer: string): Promise<number>;
  /** ICE restart of the connection with that member, as by the button. */
  restart(peer: string): void;
}

/** The part of `window.webrtcLab` that is about rooms; described in `docs/ui-state.md`. */
export const labRoom = (state: () => RoomState, controller: RoomController): LabRoom => ({
  get name() {
    return roomOf(state());
  },
  get ownId() {
    return ownIdOf(state());
  },
  get phase() {
    return state().phase.kind;
  },
  get marks() {
    return { ...state().marks };
  },
  peers: () => state().people.map(person => peerOf(person, controller)),
  framesDecoded: async peer => {
    const report = await controller.mesh.link(peer)?.pc.getStats();
    let frames = 0;
    report?.forEach((row: { type: string; kind?: string; framesDecoded?: number }) => {
      if (row.type === 'inbound-rtp' && row.kind === 'video') frames += row.framesDecoded ?? 0;
    });
    return frames;
  },
  restart: peer => controller.mesh.restart(peer),
});

const peerOf = (person: Person, { mesh }: RoomController): LabRoomPeer => ({
  id: person.id,
  name: person.name,
  role: person.role,
  connection: connectionOf(person),
  ice: person.record?.states.iceConnection ?? 'new',
  signaling: person.record?.states.signaling ?? 'stable',
  picture: pictureOf(person),
  framesDecoded: mesh.link(person.id)?.framesDecoded ?? 0,
  marks: { ...person.record?.marks },
  session: person.record?.remote.sessionId,
  number: person.record?.number,
  media: person.media,
});
