/** Bodies of the REST interfaces this page uses (camelCase on the wire). */

export interface IceServersBody {
  iceServers: { urls: string[] | string; username?: string; credential?: string }[];
  ttlSeconds?: number;
  expiresAt?: string | number;
  /** The second port of the STUN server (RFC 5780). */
  alternatePort?: number;
  turn?: { available: boolean; why?: string | null; next?: string | null };
}

export interface MediaPeersBody {
  mediaPeers: MediaPeerBody[];
}

export interface MediaPeerBody {
  id: string;
  name?: string;
  state?: string;
  sessions?: number;
  capacity?: number;
  sources?: MediaSourceBody[];
}

/** Something a media peer can show. */
export interface MediaSourceBody {
  id: string;
  label?: string;
  kind?: 'pattern' | 'file' | 'camera' | 'tone';
  /** Length of a file, when it is known. */
  durationMs?: number;
  /** Absent without a picture, or when not known. */
  width?: number;
  height?: number;
  framesPerSecond?: number;
  hasAudio?: boolean;
  /** Whether `GET /api/media-peers/{peer}/sources/{id}/thumbnail` has a small picture of it. */
  thumbnail?: boolean;
  /** Why it can not be shown, in English; absent when it can. */
  problem?: string;
}

export interface StatusBody {
  turn?: { state: string; why?: string | null; next?: string | null };
  mediaPeers?: { state: string; ready?: number; sessions?: number; capacity?: number };
  natProbe?: { state: string; why?: string | null };
}

export interface SessionAnswerBody {
  sessionId: string;
  type: 'answer';
  sdp: string;
  nat?: NatReportBody | null;
  mediaPeer?: string;
  source?: string;
}

export interface SessionBody {
  sessionId: string;
  state?: 'active' | 'ended';
  /** Of the session record, which has no `state`. */
  endedAt?: string | number | null;
  reason?: string | null;
}

/** A value, or the reason why it is not known. */
export type Measured = string | Unknown;

export interface Unknown {
  /** The reason as an English sentence. */
  unknown: string;
  /** The same for translation. */
  code?: string;
  params?: Record<string, string>;
}

/** A sentence of the NAT probe beside its verdicts. */
export interface NatFinding {
  code?: string;
  params?: Record<string, string>;
  text?: string;
}

/** What followed one Binding request. */
export interface NatObservation {
  question?: string;
  transport?: string;
  outcome?: string;
  server?: string;
  mapped?: string;
  from?: string;
  rttMs?: number;
  waitedMs?: number;
  errorCode?: number;
  detail?: string;
}

/** Bounds in seconds; without an upper one it lived to the end of the measurement. */
export interface MappingLifetime {
  atLeastSeconds: number;
  atMostSeconds?: number;
  at?: string;
}

export interface NatReportBody {
  vantage?: string;
  at?: string | number;
  family?: string;
  localAddress?: Measured | null;
  mappedAddress?: Measured | null;
  mapping?: Measured;
  filtering?: Measured;
  nat?: Measured;
  udp?: Measured;
  tcp?: Measured;
  /** STUN over TLS. */
  tls?: Measured | null;
  portPreservation?: Measured;
  /** How long an unused mapping lives, by a measurement that runs only when asked for. */
  mappingLifetime?: MappingLifetime | Unknown | null;
  findings?: NatFinding[];
  observations?: NatObservation[];
}

/** A refusal as `application/problem+json` (RFC 9457). */
export interface ProblemBody {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  traceId?: string;
}
