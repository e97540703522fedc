import type { MeasuredPath } from './messages';
import type { NatReportBody, Unknown } from './rest';

/** Bodies of `/api/networks`, `/api/matrix` and their events (camelCase on the wire). */
export interface NetworksBody {
  networks: NetworkBody[];
}

/** A network position that has a media peer or a probe. Its name is a label and says nothing about its NAT. */
export interface NetworkBody {
  name: string;
  /** The extra network whose rules a run switches, so that a kind of network can meet a second one of its kind. */
  second?: boolean;
  mediaPeers?: { id: string; name?: string | null; state?: string | null }[];
  natProbe?: { state: string; why?: string | null } | null;
  nat?: NatReportBody | Unknown | null;
}

export type MatrixPhase = 'never' | 'running' | 'finished' | 'stopped';
export type FromPeer = 'media-peer' | 'browser';
export type CellOutcome = MeasuredPath | 'failed';

export interface MatrixBody {
  state: MatrixPhase | string;
  run?: number | null;
  startedAt?: string | number | null;
  finishedAt?: string | number | null;
  networks: string[];
  done: number;
  total: number;
  cells: CellBody[];
}

export interface CellBody {
  from: string;
  to: string;
  fromPeer: FromPeer;
  state: 'waiting' | 'running' | 'done' | string;
  forecast?: CellOutcome | (Unknown & { decidedBy?: string | null }) | null;
  forecastReasons?: ForecastReason[] | null;
  outcome?: CellOutcome | Unknown | null;
  agree?: boolean | null;
  connected?: boolean | null;
  msToConnect?: number | null;
  msToFirstFrame?: number | null;
  session?: string | null;
  /** The candidate of `from` in the selected pair, and that of `to`, each as that end saw itself. */
  local?: CellEnd | null;
  remote?: CellEnd | null;
  /** Why it has not run. */
  why?: string | null;
}

export interface CellEnd {
  address?: string | null;
  type?: string | null;
  relayProtocol?: string | null;
}

export interface ForecastReason {
  code?: string;
  params?: Record<string, string> | null;
  text?: string;
}
