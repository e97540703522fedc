import type { AppState } from '../../app/state';
import { networkOfPeer, natOfPeer } from '../networks/analysis';
import { pathOf } from '../path/path-of';
import { isLoopbackName } from '../../shared/loopback';
import { topologyOf } from './analysis';
import type { TopologyModel } from './model';

/** The topology of the current call; undefined before the first. */
export function topologyOfCall(state: AppState): TopologyModel | undefined {
  const { call, lab } = state;
  if (!call) return undefined;
  const report = natOfPeer(state);
  return topologyOf({
    candidates: call.candidates,
    candidateErrors: call.candidateErrors,
    pairs: call.pairs,
    selectedPairId: call.selectedPairId,
    path: pathOf(call, report),
    serverUrls: (lab.iceServers?.servers ?? []).flatMap(({ urls }) => urls),
    peerNat: report,
    peerName: call.remote.mediaPeer,
    peerNetwork: networkOfPeer(state)?.name,
    sameMachine: isLoopbackName(location.hostname),
  });
}
