import type { CellBody, FromPeer, MatrixBody } from '../../protocol/networks';
import type { RequestProblem } from '../../shared/http';

/** Which cell, whoever makes the call. */
export type CellKey = Pick<CellBody, 'from' | 'to' | 'fromPeer'>;

export interface MatrixState {
  document: MatrixBody | undefined;
  /** The stream of events: `lost` opens again by itself. */
  stream: 'closed' | 'connecting' | 'open' | 'lost';
  /** What the visitor asked for and the service has not answered yet. */
  asked: 'run' | 'stop' | undefined;
  /** Why the last request was refused. */
  problem: RequestProblem | undefined;
  /** Which of the two matrices is shown. */
  shown: FromPeer;
  selected: CellKey | undefined;
  /** What was copied last, until something else is done. */
  copied: 'markdown' | 'json' | undefined;
}

export const emptyMatrix = (): MatrixState => ({
  document: undefined,
  stream: 'closed',
  asked: undefined,
  problem: undefined,
  shown: 'media-peer',
  selected: undefined,
  copied: undefined,
});

/** What is drawn for an outcome, a forecast, or a cell without one. */
export type Mark = 'direct' | 'stun' | 'relay' | 'failed' | 'unknown' | 'running' | 'waiting';
