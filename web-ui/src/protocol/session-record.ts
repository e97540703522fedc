import type { NatReportBody, Unknown } from './rest';

/** `GET /api/sessions/{id}`: what every observer of one session reported, on the lab clock. */
export interface SessionRecordBody {
  id: string;
  format: string;
  version: number;
  startedAt?: string | number | null;
  endedAt?: string | number | null;
  participants?: SessionParticipant[];
  events?: SessionEvent[];
}

export interface SessionParticipant {
  peerId: string;
  role?: 'browser' | 'media-peer' | string;
  name?: string | null;
  network?: string | null;
  nat?: NatReportBody | Unknown | null;
}

/** What all events have; the rest depends on `type`. */
export interface SessionEvent {
  n: number;
  /** Milliseconds since 1970 on the lab clock. */
  at: number;
  uncertaintyMs?: number | null;
  source?: { kind?: string; where?: string; by?: string | null } | null;
  from?: string | null;
  to?: string | null;
  type: string;
  [field: string]: unknown;
}
