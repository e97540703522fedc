/**
 * What one end of a connection observed of itself; `kind` decides which of the other fields are there. Words are those
 * of W3C webrtc and webrtc-stats, addresses are `address:port`; an absent address is hidden by the engine.
 */
export type PeerObservation =
  | { kind: 'state'; of: string; value: string }
  | EnvironmentSeen
  | DescriptionSeen
  | CandidateSeen
  | { kind: 'candidate_error'; url?: string; code: number; text?: string | null; address?: string | null }
  | StunSeen
  | PairSeen
  | {
      kind: 'selected_pair';
      local?: string | null;
      remote?: string | null;
      local_type?: string | null;
      remote_type?: string | null;
      protocol?: string | null;
      relay_protocol?: string | null;
    }
  | TransportSeen
  | { kind: 'first_rtp'; media: 'video' | 'audio' }
  | { kind: 'first_frame_sent' }
  | { kind: 'first_frame_decoded' }
  | MediaSeen
  /** What the video element does; `blocked` by the rules for playing without a gesture. */
  | { kind: 'playback'; value: 'playing' | 'blocked' | 'stalled' }
  | { kind: 'signaling_link'; value: 'open' | 'closed' | 'resumed'; code?: number | null }
  | { kind: 'peer_crashed'; exit_code?: number | null; signal?: string | null }
  /** Observations that were left out to keep within bounds. */
  | { kind: 'omitted'; count: number };

/** What this end runs in and was told; its first observation. */
export interface EnvironmentSeen {
  kind: 'environment';
  secure_context?: boolean | null;
  origin_kind?: 'loopback' | 'private' | 'public' | null;
  local_network_access?: 'granted' | 'denied' | 'prompt' | 'unsupported' | null;
  camera?: 'granted' | 'denied' | 'prompt' | 'none' | null;
  /** The part after `:` of the TURN user name in use; never the credential. */
  turn_user?: string | null;
  ice_policy?: 'all' | 'relay' | null;
  ice_servers: string[];
}

/** A description that was applied, or refused. */
export interface DescriptionSeen {
  kind: 'description';
  side: 'local' | 'remote';
  sdp_type: string;
  accepted: boolean;
  problem?: string | null;
  /** Hash function and hash of the certificate (RFC 8122). */
  fingerprint?: string | null;
  setup?: string | null;
  media: MediaSectionSeen[];
  /** 1, and one more with each new ufrag. */
  generation: number;
}

export interface MediaSectionSeen {
  kind: string;
  direction: string;
  /** Names such as `VP8`, in the order of preference. */
  codecs: string[];
  rejected: boolean;
}

/** A candidate of this end. */
export interface CandidateSeen {
  kind: 'candidate';
  /** Its line (RFC 8839 §5.1) without user fragment. */
  candidate: string;
  candidate_type: string;
  address?: string | null;
  port?: number | null;
  protocol?: string | null;
  relay_protocol?: string | null;
  url?: string | null;
  hidden: boolean;
  generation: number;
}

/** One STUN or TURN message, or one that did not come; only a media peer sees them. */
export type StunSeen =
  | (StunEnds & { kind: 'stun_sent'; use_candidate?: boolean | null; retransmission?: number | null })
  | (StunEnds & {
      kind: 'stun_received';
      /** 0 for success, else the STUN error code. */
      code: number;
      text?: string | null;
      rtt_ms?: number | null;
      mapped?: string | null;
      relayed?: string | null;
      lifetime_s?: number | null;
    })
  | (StunEnds & { kind: 'stun_timeout' })
  | {
      kind: 'check_received';
      id?: string | null;
      local?: string | null;
      remote?: string | null;
      use_candidate?: boolean | null;
    };

export interface StunEnds {
  method: string;
  toward: string;
  id?: string | null;
  local?: string | null;
  remote?: string | null;
  /** The peer's address of a permission or a channel. */
  target?: string | null;
}

/** Statistics of one candidate pair, when they changed. */
export interface PairSeen {
  kind: 'pair';
  pair: string;
  local?: string | null;
  remote?: string | null;
  local_type?: string | null;
  remote_type?: string | null;
  protocol?: string | null;
  relay_protocol?: string | null;
  state: string;
  nominated: boolean;
  requests_sent?: number | null;
  responses_received?: number | null;
  requests_received?: number | null;
  responses_sent?: number | null;
  consent_requests_sent?: number | null;
  rtt_ms?: number | null;
  bytes_sent?: number | null;
  bytes_received?: number | null;
  network_type?: string | null;
}

/** The transport of the connection, when it changed. */
export interface TransportSeen {
  kind: 'transport';
  dtls_state?: string | null;
  dtls_role?: string | null;
  tls_version?: string | null;
  srtp_cipher?: string | null;
  ice_role?: string | null;
  /** User fragment of this end; it changes with an ICE restart. */
  ufrag?: string | null;
  generation: number;
}

/** Figures of one second; what an end has not is absent. */
export interface MediaSeen {
  kind: 'media';
  bits_per_second_in?: number | null;
  bits_per_second_out?: number | null;
  rtt_ms?: number | null;
  packets_received?: number | null;
  packets_lost?: number | null;
  frames_decoded?: number | null;
  jitter_ms?: number | null;
  codec?: string | null;
}
