import type { AppState } from '../../app/state';
import { isLoopbackName } from '../../shared/loopback';
import { eventsOf, unnamed } from '../call/observed';
import type { CallRecord } from '../call/model';
import { natOfPeer, networkOfPeer } from '../networks/analysis';
import { pathOf } from '../path/path-of';
import { topologyOf } from './analysis';
import type { ObservedSession } from './ends';
import type { TopologyModel } from './model';
import { factsOfSession, type KnownBeside } from './session-facts';

/** The topology of what was observed of a session; undefined while nobody took part in it. */
export function topologyOfSession(session: ObservedSession, beside?: KnownBeside): TopologyModel | undefined {
  const facts = factsOfSession(session, beside);
  return facts && topologyOf(facts);
}

/** What this page itself knows of its call, as a session: its own half, and what the peer told it. */
export const sessionOfCall = (call: CallRecord): ObservedSession => ({
  participants: [
    { peerId: call.remote.ownId ?? unnamed.browser, role: 'browser' },
    { peerId: call.remote.peerId ?? unnamed.peer, role: 'media-peer', name: call.remote.mediaPeer ?? null },
  ],
  events: eventsOf(call),
});

/** The topology of the current call; undefined before the first. */
export function topologyOfCall(state: AppState): TopologyModel | undefined {
  const { call, lab } = state;
  if (!call) return undefined;
  const report = natOfPeer(state);
  const facts = factsOfSession(sessionOfCall(call), {
    nat: { right: report },
    names: { right: call.remote.mediaPeer, network: networkOfPeer(state)?.name },
    serverUrls: (lab.iceServers?.servers ?? []).flatMap(({ urls }) => urls),
  });
  if (!facts) return undefined;
  // Of its own half the page knows more than a record holds: ports of hidden addresses, and pairs that are gone.
  return topologyOf({
    ...facts,
    pairs: call.pairs,
    selectedPairId: call.selectedPairId,
    candidates: call.candidates,
    path: pathOf(call, report),
    sameMachine: isLoopbackName(location.hostname),
  });
}
