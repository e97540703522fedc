import type { PairRow } from '../candidates/model';

export interface CheckCounters {
  pairs: number;
  sent: number;
  answered: number;
  /** Checks of the peer that reached us. */
  received: number;
}

/** Sums over connectivity checks; pairs without counters count as pairs only. */
export function checkCounters(pairs: readonly PairRow[]): CheckCounters {
  const sum = { pairs: pairs.length, sent: 0, answered: 0, received: 0 };
  for (const pair of pairs) {
    sum.sent += pair.requestsSent ?? 0;
    sum.answered += pair.responsesReceived ?? 0;
    sum.received += pair.requestsReceived ?? 0;
  }
  return sum;
}

const relayed = (pair: PairRow): boolean =>
  pair.local?.type === 'relay' || pair.local?.relayProtocol !== undefined || pair.remote?.type === 'relay';

export const withoutRelay = (pairs: readonly PairRow[]): PairRow[] => pairs.filter(pair => !relayed(pair));
