import type { NetworkBody } from '../../protocol/networks';
import type { RequestProblem } from '../../shared/http';

export interface NetworksState {
  /** Undefined until the service answered once. */
  networks: NetworkBody[] | undefined;
  /** Why the last request brought nothing; what was known before stays. */
  problem: RequestProblem | undefined;
  /** Measurements of single networks that run, and what became of the failed ones. */
  probes: Readonly<Record<string, { running: true } | { running: false; problem: RequestProblem }>>;
}

export const emptyNetworks = (): NetworksState => ({ networks: undefined, problem: undefined, probes: {} });
