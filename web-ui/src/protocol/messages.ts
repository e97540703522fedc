/** Wire messages of `/ws`, as in `docs/protocol.md`. Names and spelling are those of the wire. */

import type { PeerObservation } from './peer-observation';

export interface WireCandidate {
  /** Candidate line (RFC 8839 §5.1); empty ends the generation. */
  candidate: string;
  sdpMid?: string | null;
  sdpMLineIndex?: number | null;
  usernameFragment?: string | null;
}

export interface WireDescription<T extends 'offer' | 'answer'> {
  type: T;
  sdp: string;
}

export type StageName =
  'signaling' | 'gathering' | 'exchange' | 'checks' | 'nomination' | 'dtls' | 'first-rtp' | 'first-frame';

export type MeasuredPath = 'direct' | 'stun' | 'relay-udp' | 'relay-tcp' | 'relay-tls';

export type ClientMessage =
  | { type: 'join'; room_id: string; peer_id?: string; display_name?: string; resume?: string }
  | { type: 'offer'; target?: string; offer: WireDescription<'offer'> }
  | { type: 'answer'; target?: string; answer: WireDescription<'answer'> }
  | {
      type: 'ice_candidate';
      target?: string;
      candidate: WireCandidate;
      url?: string;
      relay_protocol?: string;
    }
  | { type: 'call'; media_peer?: string; source?: string }
  | {
      /** Shows something else on that media peer, for all who watch it; see docs/protocol.md for the ranges. */
      type: 'set_source';
      target: string;
      source: string;
      width?: number;
      height?: number;
      frames_per_second?: number;
      /** Where a file goes on, in ms from its start. */
      position_ms?: number;
      loop?: boolean;
    }
  | { type: 'chat'; target?: string; id: string; text: string }
  | ({ type: 'state' } & MediaState)
  | { type: 'leave'; reason?: 'left' | 'failed' }
  | { type: 'clock'; id: number; sent_at: number }
  | {
      type: 'outcome';
      stage: StageName;
      result: 'passed' | 'failed';
      path?: MeasuredPath;
      ms_to_first_frame?: number;
    }
  | {
      /** What this page measured of its connection with that remote; the time is on the lab clock. */
      type: 'evidence';
      remote: string;
      at: number;
      uncertainty_ms: number;
      event: PeerObservation;
    };

/** What a member of a room sends, in its own words. */
export interface MediaState {
  audio: 'on' | 'off' | 'none';
  video: 'on' | 'off' | 'none' | 'screen';
  recording: boolean;
}

/** What a media peer shows; sizes are absent without a picture, and while nobody watches and nobody chose one. */
export interface ShownSource {
  source: string;
  width?: number | null;
  height?: number | null;
  frames_per_second?: number | null;
}

export type LeaveReason =
  | 'left'
  | 'connection-lost'
  | 'media-peer-lost'
  | 'worker-crashed'
  | 'viewer-vanished'
  | 'stopped'
  | 'failed'
  | 'drained';

export interface RoomMember {
  peer_id: string;
  display_name?: string | null;
  role: 'participant' | 'media-peer';
  /** Absent while it has not said so. */
  state?: MediaState | null;
  /** Of media peers only. */
  shows?: ShownSource | null;
}

export interface WireLabStatus {
  turn?: { state: string; why?: string | null; next?: string | null } | null;
  media_peers?: WireMediaPeersStatus | null;
  mediaPeers?: WireMediaPeersStatus | null;
  nat_probe?: { state: string; why?: string | null } | null;
  natProbe?: { state: string; why?: string | null } | null;
  /** When the signaling service looked, ISO 8601. */
  at?: string | null;
}

export interface WireMediaPeersStatus {
  state: string;
  ready?: number;
  sessions?: number;
  capacity?: number;
}

export type ServerMessage =
  | {
      type: 'welcome';
      peer_id: string;
      room_id: string;
      resume: string;
      heartbeat_ms?: number;
      heartbeat_timeout_ms?: number;
    }
  | { type: 'room_peers'; peers: string[]; members?: RoomMember[] }
  | {
      type: 'peer_joined';
      peer_id: string;
      display_name?: string | null;
      role?: string;
      state?: MediaState | null;
      shows?: ShownSource | null;
    }
  | ({ type: 'peer_state'; from: string } & MediaState)
  /** `problem`: why this is not what was asked for, in English. */
  | ({ type: 'source_changed'; from: string; problem?: string | null } & ShownSource)
  /** A file that does not loop came to its end; its last picture stays. */
  | { type: 'source_ended'; from: string; source: string }
  /** `at` is on the lab clock. */
  | { type: 'chat'; from: string; id: string; text: string; at: number; private: boolean }
  | { type: 'chat_taken'; id: string; at: number }
  | { type: 'peer_left'; peer_id: string; reason?: LeaveReason | string }
  | { type: 'offer'; from: string; offer: WireDescription<'offer'> }
  | { type: 'answer'; from: string; answer: WireDescription<'answer'> }
  | {
      type: 'ice_candidate';
      from: string;
      candidate: WireCandidate;
      url?: string | null;
      relay_protocol?: string | null;
    }
  | { type: 'called'; peer_id: string; media_peer: string; source: string }
  | {
      type: 'evidence';
      peer_id: string;
      source: string;
      at: number;
      uncertainty_ms: number;
      event: PeerObservation;
      /** The same moment on the observer's own clock, that of its frame stamps. */
      sender_at?: number | null;
    }
  /** The service keeps a record of the session with that remote, and takes evidence for it. */
  | { type: 'session'; session_id: string; remote: string }
  | { type: 'clock'; id: number; sent_at: number; received_at: number; replied_at: number }
  | ({ type: 'lab_status' } & WireLabStatus)
  | {
      type: 'error';
      code: string;
      title?: string;
      detail?: string;
      in_reply_to?: string | null;
      /** Of a refused chat message. */
      id?: string | null;
    };

type Fields = Record<string, unknown>;
const text = (value: unknown): boolean => typeof value === 'string';
const number = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);
const flag = (value: unknown): boolean => typeof value === 'boolean';
const fields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** What has to be there before a message of that type is believed; everything else is optional. */
const required: Record<ServerMessage['type'], (m: Fields) => boolean> = {
  welcome: m => text(m['peer_id']) && text(m['room_id']) && text(m['resume']),
  room_peers: m => Array.isArray(m['peers']),
  peer_joined: m => text(m['peer_id']),
  peer_state: m => text(m['from']) && text(m['audio']) && text(m['video']) && flag(m['recording']),
  source_changed: m => text(m['from']) && text(m['source']),
  source_ended: m => text(m['from']) && text(m['source']),
  chat: m => text(m['from']) && text(m['id']) && text(m['text']) && number(m['at']),
  chat_taken: m => text(m['id']) && number(m['at']),
  peer_left: m => text(m['peer_id']),
  offer: m => text(m['from']) && fields(m['offer']) && text(m['offer']['sdp']),
  answer: m => text(m['from']) && fields(m['answer']) && text(m['answer']['sdp']),
  ice_candidate: m => text(m['from']) && fields(m['candidate']) && text(m['candidate']['candidate']),
  called: m => text(m['peer_id']),
  evidence: m =>
    text(m['peer_id']) &&
    number(m['at']) &&
    number(m['uncertainty_ms']) &&
    fields(m['event']) &&
    text(m['event']['kind']),
  session: m => text(m['session_id']) && text(m['remote']),
  clock: m => number(m['id']) && number(m['received_at']) && number(m['replied_at']),
  lab_status: () => true,
  error: m => text(m['code']),
};

/** One message from its JSON text; `undefined` if it is not one this page knows (newer servers may add some). */
export function decodeServerMessage(json: string): ServerMessage | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (!fields(value) || typeof value['type'] !== 'string' || !Object.hasOwn(required, value['type'])) {
    return undefined;
  }
  const check = required[value['type'] as ServerMessage['type']];
  return check(value) ? (value as unknown as ServerMessage) : undefined;
}
