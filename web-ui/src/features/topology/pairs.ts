import { hostPort, isHidden } from '../candidates/analysis';
import type { PairEnd, PairRow } from '../candidates/model';
import type { AddressLine, PairAnswer, TopologyPair, TopologyRoute } from './model';

/** What became of the checks of a pair, by its counters alone. */
export function answerOf(pair: PairRow): PairAnswer {
  const { requestsSent = 0, responsesReceived = 0, requestsReceived = 0 } = pair;
  if (responsesReceived > 0) return 'answered';
  // Checks of the other end alone say nothing of this one: it may have stopped asking once another pair worked.
  if (requestsSent === 0) return 'unasked';
  return requestsReceived > 0 ? 'one-way' : 'silent';
}

export const order: readonly TopologyRoute['state'][] = ['media', 'works', 'checking', 'failed', 'gone'];

export function stateOf(pair: PairRow, selectedPairId: string | undefined): TopologyRoute['state'] {
  if (pair.id === selectedPairId) return 'media';
  switch (pair.state) {
    case 'succeeded':
      return 'works';
    case 'failed':
      return 'failed';
    case 'gone':
      return 'gone';
    default:
      return 'checking';
  }
}

export const lineOfEnd = (end: PairEnd): AddressLine => ({
  type: end.type,
  address: isHidden(end.address) ? undefined : hostPort(end.address, end.port),
  protocol: end.protocol,
  relayProtocol: end.relayProtocol,
  source: 'measured',
  ...(end.networkType ? { networkType: end.networkType } : {}),
});

/** Each pair with both its ends, the one in use first, then the best. */
export function pairsOfTopology(
  pairs: readonly PairRow[],
  selectedPairId: string | undefined,
  routeOf: (pair: PairRow) => TopologyRoute['id'] | undefined,
): TopologyPair[] {
  return pairs
    .flatMap(pair => {
      const { local, remote } = pair;
      if (!local || !remote) return [];
      return [
        {
          id: pair.id,
          local: lineOfEnd(local),
          remote: lineOfEnd(remote),
          route: routeOf(pair),
          state: stateOf(pair, selectedPairId),
          answer: answerOf(pair),
          sent: pair.requestsSent,
          answered: pair.responsesReceived,
          received: pair.requestsReceived,
          roundTrip: pair.roundTripTime,
          vpn: local.networkType === 'vpn',
        },
      ];
    })
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
}
