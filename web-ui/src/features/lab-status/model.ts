import type { MediaPeerBody } from '../../protocol/rest';
import type { RequestProblem } from '../../shared/http';

export type PartState = 'up' | 'down' | 'absent' | 'unknown';

/** State of the parts of the lab as the signaling service told it; each may be unknown. */
export interface LabStatus {
  turn: { state: PartState; why: string | undefined; next: string | undefined };
  mediaPeers: {
    state: PartState;
    ready: number | undefined;
    sessions: number | undefined;
    capacity: number | undefined;
  };
  natProbe: { state: PartState; why: string | undefined };
}

export interface IceServers {
  servers: RTCIceServer[];
  /** Milliseconds since the epoch. */
  expiresAt: number;
  /** The second port of the STUN server (RFC 5780), if the service names it. */
  alternatePort?: number;
}

export interface LabState {
  status: LabStatus | undefined;
  iceServers: IceServers | undefined;
  mediaPeers: MediaPeerBody[] | undefined;
  /** Why the last question to the signaling service brought nothing. */
  problem: RequestProblem | undefined;
  /** The first round of questions has been answered or given up. */
  asked: boolean;
}
