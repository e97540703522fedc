import type { NetworkBody } from '../../protocol/networks';
import type { Measured, NatReportBody, Unknown } from '../../protocol/rest';
import type { CallRecord } from '../call/model';
import { unknownOf } from '../matrix/analysis';
import { readUnknown, type NatField } from '../nat-report/analysis';
import type { NatState } from '../nat-report/model';
import type { NetworksState } from './model';

type UnknownField = Extract<NatField, { known: false }>;

const reasonKey = ({ code, params, unknown }: Unknown): string =>
  code ? `${code} ${JSON.stringify(params ?? {})}` : unknown;

/** Why fields of a report are unknown: each reason once, in the order of the fields. */
export function unknownReasons(report: NatReportBody): UnknownField[] {
  const fields: (Measured | null | undefined)[] = [
    report.nat,
    report.mapping,
    report.filtering,
    report.mappedAddress,
    report.udp,
    report.tcp,
    report.tls,
  ];
  const seen = new Map<string, UnknownField>();
  for (const measured of fields) {
    if (typeof measured !== 'object' || measured === null) continue;
    const field = readUnknown(measured);
    if (!field.known) seen.set(reasonKey(measured), field);
  }
  return [...seen.values()];
}

/** What decides which NAT report is that of the peer of the call. */
export interface PeerOfCall {
  call: Pick<CallRecord, 'remote'> | undefined;
  networks: NetworksState;
  nat: NatState;
}

/** The network position of the media peer that was called, by the id or name the service told. */
export function networkOfPeer({ call, networks: { networks } }: PeerOfCall): NetworkBody | undefined {
  const peer = call?.remote.mediaPeer;
  if (peer === undefined) return undefined;
  const has = (network: NetworkBody, field: 'id' | 'name'): boolean =>
    network.mediaPeers?.some(candidate => candidate[field] === peer) ?? false;
  return networks?.find(network => has(network, 'id')) ?? networks?.find(network => has(network, 'name'));
}

/**
 * The NAT report of the network the peer is in. The report of the lab's own probe stands for it only where there is
 * no other network it could be in.
 */
export function natOfPeer(state: PeerOfCall): NatReportBody | undefined {
  const network = networkOfPeer(state);
  if (network)
    return unknownOf(network.nat) ? undefined : ((network.nat as NatReportBody | null) ?? undefined);
  const several = (state.networks.networks?.length ?? 0) > 1;
  return several && state.call?.remote.mediaPeer !== undefined ? undefined : state.nat.report;
}
