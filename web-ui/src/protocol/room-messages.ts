/** Messages of `/ws` that only rooms use, as in `docs/protocol.md`. Names and spelling are those of the wire. */

/** What a member sends, in its own words. */
export interface WireMediaState {
  audio: 'on' | 'off' | 'none';
  video: 'on' | 'off' | 'none' | 'screen';
  /** It keeps a recording of the room, or of a stream of it. */
  recording: boolean;
}

/** What a media peer shows; sizes are known once somebody watches or chose one. */
export interface WireShown {
  source: string;
  width?: number | null | undefined;
  height?: number | null | undefined;
  frames_per_second?: number | null | undefined;
}

export interface RoomMember {
  peer_id: string;
  display_name?: string | null;
  role: 'participant' | 'media-peer';
  /** Absent while it has not said so. */
  state?: WireMediaState | null;
  shows?: WireShown | null;
}

export type RoomClientMessage =
  /** Text for one member, or without target for all others; `id` is the sender's, at most 64 characters. */
  | { type: 'chat'; target?: string; id: string; text: string }
  | ({ type: 'state' } & WireMediaState)
  /** Changes what a media peer of the room shows, for all who watch it there. */
  | {
      type: 'set_source';
      target: string;
      source: string;
      width?: number;
      height?: number;
      frames_per_second?: number;
      /** Where a file goes on, ms from its start. */
      position_ms?: number;
      loop?: boolean;
    };

export type RoomServerMessage =
  | { type: 'chat'; from: string; id: string; text: string; at: number; private: boolean }
  | { type: 'chat_taken'; id: string; at: number }
  | ({ type: 'peer_state'; from: string } & WireMediaState)
  | ({ type: 'source_changed'; from: string; problem?: string | null } & WireShown)
  /** A file that does not loop came to its end. */
  | { type: 'source_ended'; from: string; source: string };

type Fields = Record<string, unknown>;
const text = (value: unknown): boolean => typeof value === 'string';
const number = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);

/** What has to be there before a message of that type is believed. */
export const requiredInRooms: Record<RoomServerMessage['type'], (m: Fields) => boolean> = {
  chat: m => text(m['from']) && text(m['id']) && text(m['text']) && number(m['at']),
  chat_taken: m => text(m['id']) && number(m['at']),
  peer_state: m => text(m['from']) && text(m['audio']) && text(m['video']),
  source_changed: m => text(m['from']) && text(m['source']),
  source_ended: m => text(m['from']) && text(m['source']),
};
