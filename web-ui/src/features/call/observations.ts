import type { CandidateSeen, DescriptionSeen, PeerObservation } from '../../protocol/peer-observation';
import { ms } from '../../shared/units';
import { hostPort, isHidden, parseCandidate, relayProtocolOf } from '../candidates/analysis';
import type { CandidateRow, PairEnd } from '../candidates/model';
import { summarize } from './description-summary';
import type { Generations } from './generations';
import type { ConnectionStates } from './model';

/** Longest text that goes into a record. */
const longestText = 256;
const clip = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').slice(0, longestText);

/** What changed between two looks at the states, in the words of the wire. */
export function stateChanges(before: ConnectionStates, now: ConnectionStates): PeerObservation[] {
  const states = [
    ['gathering', before.iceGathering, now.iceGathering],
    ['signaling', before.signaling, now.signaling],
    ['ice', before.iceConnection, now.iceConnection],
    ['dtls', before.dtls, now.dtls],
    ['connection', before.connection, now.connection],
  ] as const;
  return states.flatMap(([of, was, value]) =>
    was === value || value === undefined ? [] : [{ kind: 'state' as const, of, value }],
  );
}

export const candidateErrorSeen = ({
  url,
  errorCode,
  errorText,
  address,
  port,
}: Pick<
  RTCPeerConnectionIceErrorEvent,
  'url' | 'errorCode' | 'errorText' | 'address' | 'port'
>): PeerObservation => ({
  kind: 'candidate_error',
  ...(url ? { url } : {}),
  code: errorCode,
  text: clip(errorText ?? ''),
  // Browsers mask an address they have not told otherwise, for example as `192.168.1.x`.
  ...(address && !isHidden(address) ? { address: hostPort(address, port ?? undefined) } : {}),
});

/** What `icecandidate` gave, beside the end of a generation. */
export interface LocalCandidate {
  candidate: string;
  url?: string | null;
  relayProtocol?: string | null;
  usernameFragment?: string | null;
}

/** A candidate of this browser; its line without the user fragment, which belongs to the credentials of ICE. */
export function candidateSeen(
  { candidate, url, relayProtocol, usernameFragment }: LocalCandidate,
  generations: Generations,
): CandidateSeen | undefined {
  const row = parseCandidate(candidate, 'local', ms(0), '');
  if (!row) return undefined;
  const hidden = isHidden(row.address);
  const transport = relayProtocolOf(relayProtocol);
  return {
    kind: 'candidate',
    candidate: candidate.replace(/ ufrag \S+/, ''),
    candidate_type: row.type,
    ...(hidden ? {} : { address: row.address }),
    ...(row.port === undefined ? {} : { port: row.port }),
    protocol: row.protocol,
    ...(transport ? { relay_protocol: transport } : {}),
    ...(url ? { url } : {}),
    hidden,
    generation: generations.of(usernameFragment),
  };
}

/** A description this browser applied, or refused with this problem. */
export function descriptionSeen(
  side: 'local' | 'remote',
  { type, sdp = '' }: RTCSessionDescriptionInit,
  generations: Generations,
  problem?: string,
): DescriptionSeen {
  const { fingerprint, setup, ufrag, media } = summarize(sdp);
  return {
    kind: 'description',
    side,
    sdp_type: type,
    accepted: problem === undefined,
    ...(problem === undefined ? {} : { problem: clip(problem) }),
    ...(fingerprint ? { fingerprint } : {}),
    ...(setup ? { setup } : {}),
    media,
    generation: generations.of(ufrag),
  };
}

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
