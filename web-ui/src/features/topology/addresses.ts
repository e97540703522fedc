import { hostPort, isHidden } from '../candidates/analysis';
import type { CandidateRow } from '../candidates/model';
import type { Side } from './ends';
import type { AddressLine, TopologyFacts } from './model';

export function lineOf(row: CandidateRow): AddressLine {
  return {
    type: row.type,
    address: isHidden(row.address) ? undefined : hostPort(row.address, row.port),
    protocol: row.protocol,
    relayProtocol: row.relayProtocol,
    source: 'measured',
  };
}

/** Addresses of some types, each once; hidden ones differ by their port only and are counted as one. */
export function linesOf(facts: TopologyFacts, side: Side, types: readonly string[]): AddressLine[] {
  const rows = facts.candidates.filter(row => row.side === side && types.includes(row.type));
  const lines = rows.map(row => ({ ...lineOf(row), ...networkOf(facts, side, row) }));
  const seen = new Set<string>();
  return lines.filter(line => {
    const key = `${line.type} ${line.address} ${line.protocol}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** The interface of an address, as the pairs of it tell. Hidden ones only where all of them are of one kind. */
function networkOf({ pairs }: TopologyFacts, side: Side, row: CandidateRow): { networkType?: string } {
  if (side !== 'local' || row.type !== 'host') return {};
  const types = pairs
    .map(({ local }) => local)
    .filter(end => end?.type === 'host' && end.networkType !== undefined)
    .filter(end => isHidden(row.address) || (end!.address === row.address && end!.port === row.port))
    .map(end => end!.networkType!);
  const [first, ...others] = [...new Set(types)];
  return first !== undefined && others.length === 0 ? { networkType: first } : {};
}
