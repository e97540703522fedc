import type { AppState } from '../../app/state';
import type { MeasuredPath } from '../../protocol/messages';
import { isLoopbackName } from '../../shared/loopback';
import { eventsOf, unnamed } from '../call/observed';
import type { CallRecord } from '../call/model';
import { natOfPeer, networkOfPeer } from '../networks/analysis';
import { pathOf } from '../path/path-of';
import { topologyOf } from './analysis';
import type { ObservedSession } from './ends';
import { latestOf } from './latest';
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

/**
 * The record of the call's session, once it holds what this page observed of the pairs. The picture is then the one that
 * an export of the record, or a replay of it, gives.
 */
function recordOfCall({ call, live }: Pick<AppState, 'call' | 'live'>): ObservedSession | undefined {
  const { ownId, sessionId } = call?.remote ?? {};
  if (!live || ownId === undefined || live.id !== sessionId) return undefined;
  const told = live.record.events.some(({ type, from }) => type === 'pair' && from === ownId);
  return told && live.record.participants.length > 0 ? live.record : undefined;
}

/** What of the session that is followed the topology of the call depends on; the same objects while it stays as it is. */
export function topologyBasis(state: Pick<AppState, 'call' | 'live'>): readonly unknown[] {
  const record = recordOfCall(state);
  return record ? [state.live?.verdict?.path, record.participants, latestOf(record.events)] : [];
}

/** The topology of the current call; undefined before the first. */
export function topologyOfCall(state: AppState): TopologyModel | undefined {
  const { call, lab, live } = state;
  if (!call) return undefined;
  const report = natOfPeer(state);
  const beside: KnownBeside = {
    nat: { right: report },
    names: { right: call.remote.mediaPeer, network: networkOfPeer(state)?.name },
    serverUrls: (lab.iceServers?.servers ?? []).flatMap(({ urls }) => urls),
  };
  const record = recordOfCall(state);
  if (record) return topologyOfSession(record, { ...beside, path: pathOfVerdict(live?.verdict?.path) });
  const facts = factsOfSession(sessionOfCall(call), beside);
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

const paths: readonly MeasuredPath[] = ['direct', 'stun', 'relay-udp', 'relay-tcp', 'relay-tls'];

/** The way a verdict names, where it is one this page knows. */
export const pathOfVerdict = (path: string | undefined): MeasuredPath | undefined =>
  paths.find(known => known === path);
