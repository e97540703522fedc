/** Bodies of `POST /api/turn/checks` (camelCase on the wire); as an event stream: `stage` events, at last `report`. */

export interface TurnServerBody {
  urls: string[];
  username?: string;
  credential?: string;
}

/** Without `servers` the service checks the lab's own. */
export interface TurnCheckRequest {
  servers?: TurnServerBody[];
  /** Address that shall be permitted and written to instead of the service's own echo peer. */
  peer?: string;
  bytes?: number;
}

export interface TurnStageBody {
  stage?: string;
  result?: string;
  ms?: number;
  code?: string | number;
  relayedAddress?: string;
  mappedAddress?: string;
  lifetimeSeconds?: number;
  peer?: string;
  bytesSent?: number;
  bytesEchoed?: number;
  lossPercent?: number;
  rttMsP50?: number;
  rttMsP99?: number;
  throughputBitsPerSecond?: number;
}

export interface TurnFindingBody {
  code?: string;
  params?: Record<string, string | number>;
  /** The sentence and the next step in English, for codes this page does not know. */
  text?: string;
  next?: string;
}

export interface TurnCheckBody {
  url: string;
  transport?: string;
  server?: string;
  passed?: boolean;
  stages?: TurnStageBody[];
  findings?: TurnFindingBody[];
}

export interface TurnReportBody {
  at?: string;
  tookMs?: number;
  vantage?: string;
  passed?: boolean;
  checks?: TurnCheckBody[];
}

/** A stage that has just been decided, while the check still runs. */
export interface TurnStageEvent {
  url: string;
  transport?: string;
  stage: TurnStageBody | string;
}
