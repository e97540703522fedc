import type { PeerObservation } from '../../protocol/messages';
import { hostPort, isHidden, relayProtocolOf } from '../candidates/analysis';
import type { CandidateRow, PairEnd } from '../candidates/model';
import type { ConnectionStates } from './model';

/** What changed between two looks at the states, in the words of the wire. */
export function stateChanges(before: ConnectionStates, now: ConnectionStates): PeerObservation[] {
  const states = [
    ['gathering', before.iceGathering, now.iceGathering],
    ['signaling', before.signaling, now.signaling],
    ['ice', before.iceConnection, now.iceConnection],
    ['connection', before.connection, now.connection],
  ] as const;
  return states
    .filter(([, was, is]) => was !== is)
    .map(([of, , value]) => ({ kind: 'state' as const, of, value }));
}

export const candidateErrorSeen = (
  event: Pick<RTCPeerConnectionIceErrorEvent, 'url' | 'errorCode' | 'errorText'>,
): PeerObservation => ({
  kind: 'candidate_error',
  ...(event.url ? { url: event.url } : {}),
  code: event.errorCode,
  text: event.errorText ?? '',
});

/** One end as a browser names it; which of the fields are there depends on the browser and on permissions. */
interface SeenEnd {
  type?: string | null;
  address?: string | null;
  port?: number | null | undefined;
  protocol?: string | null;
  relayProtocol?: string | null | undefined;
}

/** The pair an `RTCIceTransport` selected. The relay protocol may only be known from the candidates. */
export function selectedPairSeen(
  pair: { local?: SeenEnd | null; remote?: SeenEnd | null },
  candidates: readonly CandidateRow[],
): PeerObservation {
  const { local, remote } = pair;
  const known = candidates.find(
    row =>
      row.side === 'local' &&
      row.type === local?.type &&
      row.port === local.port &&
      row.relayProtocol !== undefined,
  );
  return seen(local ?? {}, remote ?? {}, relayProtocolOf(local?.relayProtocol) ?? known?.relayProtocol);
}

export const pairInStats = (local: PairEnd, remote: PairEnd): PeerObservation =>
  seen(local, remote, local.relayProtocol);

/** An address the browser hides is left out: there is nothing to tell. */
function seen(local: SeenEnd, remote: SeenEnd, relayProtocol: string | undefined): PeerObservation {
  const at = ({ address, port }: SeenEnd): string | undefined =>
    address && !isHidden(address) ? hostPort(address, port ?? undefined) : undefined;
  const fields = {
    local: at(local),
    remote: at(remote),
    local_type: local.type ?? undefined,
    remote_type: remote.type ?? undefined,
    protocol: local.protocol ?? undefined,
    relay_protocol: relayProtocol,
  };
  const told = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return { kind: 'selected_pair', ...told };
}
