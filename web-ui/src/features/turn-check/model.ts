import type { RequestProblem } from '../../shared/http';
import type { BitsPerSecond, Milliseconds, Ratio } from '../../shared/units';

/** Who looked: the NAT probe service of the lab, or this browser. The same server may work for one and not the other. */
export const vantages = ['server', 'browser'] as const;
export type Vantage = (typeof vantages)[number];

export const stageNames = ['reachable', 'credentials', 'permission', 'echo'] as const;
export type StageName = (typeof stageNames)[number];

/** `unknown`: asked, but the observer can not tell. `not-reached`: an earlier stage failed. `skipped`: has no meaning for this URL. */
export type StageResult =
  'waiting' | 'active' | 'passed' | 'failed' | 'unknown' | 'not-reached' | 'skipped' | 'cancelled';

export interface Stage {
  stage: StageName;
  result: StageResult;
  /** How long this stage took; absent where the observer can not see its moment. */
  ms?: Milliseconds;
  /** STUN error code of the server, or the code of the browser's event. */
  code?: string | number;
  relayedAddress?: string;
  mappedAddress?: string;
  lifetimeSeconds?: number;
  /** Whom the permission was asked for. */
  peer?: string;
  bytesSent?: number;
  bytesEchoed?: number;
  loss?: Ratio;
  rttP50?: Milliseconds;
  rttP99?: Milliseconds;
  throughput?: BitsPerSecond;
}

export interface Finding {
  code: string;
  params?: Record<string, string | number>;
  /** Words of the service, for codes without a translation. */
  text?: string;
  next?: string;
}

/** How the client reaches the server. The relayed side is UDP in every case. */
export type Transport = 'udp' | 'tcp' | 'tls';

/** What one observer saw of one URL. */
export interface UrlCheck {
  vantage: Vantage;
  url: string;
  transport: Transport;
  /** `unavailable`: this observer could not look; `problem` says why. */
  state: 'waiting' | 'running' | 'done' | 'cancelled' | 'unavailable';
  /** The name under which the observer asked, where it differs from `url`. */
  asked?: string;
  server?: string;
  passed?: boolean;
  stages: Stage[];
  findings: Finding[];
  problem?: RequestProblem;
}

/** What is typed in. Credentials stay here, in memory. */
export interface TurnForm {
  urls: string;
  username: string;
  credential: string;
  peer: string;
  bytes: string;
}

export type TurnField = keyof TurnForm;

export interface TurnRun {
  state: 'running' | 'finished' | 'cancelled';
  /** Wall clock of the browser, milliseconds since the epoch. */
  startedAt: number;
  took?: Milliseconds;
  /** Where the service stands, in its own words. */
  vantage?: string;
  checks: UrlCheck[];
}

export interface TurnState {
  form: TurnForm;
  /** The visitor has changed the URLs; until then they follow the lab's own. */
  edited: boolean;
  /** Messages at the fields are shown once a start was tried. */
  tried: boolean;
  run: TurnRun | undefined;
}

export const initialTurnState = (): TurnState => ({
  form: { urls: '', username: '', credential: '', peer: '', bytes: '100000' },
  edited: false,
  tried: false,
  run: undefined,
});
