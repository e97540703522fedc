import { ms, type Milliseconds } from '../../shared/units';
import type {
  CandidateError,
  CandidateRow,
  CandidateType,
  PairEnd,
  PairRow,
  PairState,
  RelayProtocol,
} from './model';

/** One statistics object; which fields are there depends on the browser. */
export type StatsObject = { id: string; type: string } & Record<string, unknown>;

const types: readonly string[] = ['host', 'srflx', 'prflx', 'relay'];
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const count = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/**
 * A name that stands for an address the browser does not want to tell (RFC 8828, mDNS candidates). Chromium writes
 * `redacted-ip.invalid` for a peer-reflexive end (RFC 6761 reserves `.invalid`).
 */
export const isHidden = (address: string): boolean =>
  address === '' || address.endsWith('.local') || address.endsWith('.invalid') || address === '(redacted)';

/** Address and port as they are written together (RFC 5952 §6 for IPv6). */
export function hostPort(address: string, port: number | undefined): string {
  // Some interfaces of the browser give the brackets already.
  const host = address.includes(':') && !address.startsWith('[') ? `[${address}]` : address;
  return port === undefined ? host : `${host}:${port}`;
}

/** Type preference in the upper 8 bits of a candidate's priority (RFC 8445 §5.1.2.1). */
export const typePreference = (priority: number): number => Math.floor(priority / 2 ** 24);

/**
 * Transport between a relayed candidate's owner and its TURN server, read from the type preference that
 * libwebrtc uses (relay over UDP 2, over TCP 1). Its 0 stands for TLS but is also what RFC 8445 recommends for
 * any relayed candidate, so 0 tells nothing.
 */
export function relayProtocolFromPriority(priority: number | undefined): RelayProtocol | undefined {
  if (priority === undefined) return undefined;
  const preference = typePreference(priority);
  return preference === 2 ? 'udp' : preference === 1 ? 'tcp' : undefined;
}

export function relayProtocolOf(value: unknown): RelayProtocol | undefined {
  return value === 'udp' || value === 'tcp' || value === 'tls' ? value : undefined;
}

/** A candidate line (RFC 8839 §5.1) as a row; undefined if it is not one. */
export function parseCandidate(
  line: string,
  side: 'local' | 'remote',
  at: Milliseconds,
  key: string,
): CandidateRow | undefined {
  const parts = line
    .replace(/^(a=)?candidate:/, '')
    .trim()
    .split(/\s+/);
  const [foundation, , protocol, priority, address, port, typ, type] = parts;
  if (typ !== 'typ' || type === undefined || !types.includes(type) || !protocol || address === undefined)
    return undefined;
  const row: CandidateRow = {
    key,
    side,
    type: type as CandidateType,
    address,
    port: count(Number(port)),
    protocol: protocol.toLowerCase(),
    priority: count(Number(priority)),
    at,
    seenBy: 'event',
  };
  if (foundation) row.foundation = foundation;
  const tcpType = parts[parts.indexOf('tcptype') + 1];
  if (parts.includes('tcptype') && tcpType) row.tcpType = tcpType;
  return row;
}

/** Rows of the candidates written into a session description (no trickle). */
export function candidatesInSdp(sdp: string, side: 'local' | 'remote', at: Milliseconds): CandidateRow[] {
  const rows: CandidateRow[] = [];
  const seen = new Set<string>();
  for (const line of sdp.split(/\r?\n/)) {
    if (!line.startsWith('a=candidate:') || seen.has(line)) continue;
    seen.add(line);
    const row = parseCandidate(line, side, at, `${side}-sdp-${rows.length}`);
    if (row) rows.push(row);
  }
  return rows;
}

function pairEnd(stats: StatsObject | undefined): PairEnd | undefined {
  if (!stats) return undefined;
  const type = text(stats['candidateType']);
  if (type === undefined || !types.includes(type)) return undefined;
  const end: PairEnd = {
    statsId: stats.id,
    type: type as CandidateType,
    address: text(stats['address']) ?? text(stats['ip']) ?? '',
    port: count(stats['port']),
    protocol: text(stats['protocol']) ?? '',
    priority: count(stats['priority']),
  };
  const relayProtocol = relayProtocolOf(stats['relayProtocol']);
  if (relayProtocol) end.relayProtocol = relayProtocol;
  const url = text(stats['url']);
  if (url) end.url = url;
  const tcpType = text(stats['tcpType']);
  if (tcpType) end.tcpType = tcpType;
  const networkType = text(stats['networkType']);
  if (networkType) end.networkType = networkType;
  return end;
}

const optional = <K extends string>(name: K, value: number | undefined): Partial<Record<K, number>> =>
  value === undefined ? {} : ({ [name]: value } as Record<K, number>);

/** The candidate pairs of one report. */
export function pairsIn(report: readonly StatsObject[]): PairRow[] {
  const byId = new Map(report.map(stats => [stats.id, stats]));
  return report
    .filter(stats => stats.type === 'candidate-pair')
    .map(stats => {
      const seconds = count(stats['currentRoundTripTime']);
      return {
        id: stats.id,
        local: pairEnd(byId.get(text(stats['localCandidateId']) ?? '')),
        remote: pairEnd(byId.get(text(stats['remoteCandidateId']) ?? '')),
        state: (text(stats['state']) ?? 'waiting') as PairState,
        nominated: stats['nominated'] === true,
        requestsSent: count(stats['requestsSent']),
        responsesReceived: count(stats['responsesReceived']),
        requestsReceived: count(stats['requestsReceived']),
        responsesSent: count(stats['responsesSent']),
        ...optional('consentRequestsSent', count(stats['consentRequestsSent'])),
        ...optional('bytesSent', count(stats['bytesSent'])),
        ...optional('bytesReceived', count(stats['bytesReceived'])),
        roundTripTime: seconds === undefined ? undefined : ms(seconds * 1000),
        priority: count(stats['priority']),
      };
    });
}

/** Pairs vanish from later reports (pruned, replaced): keep the last that was known of them, marked as gone. */
export function mergePairs(before: readonly PairRow[], now: readonly PairRow[]): PairRow[] {
  const present = new Map(now.map(pair => [pair.id, pair]));
  const kept = before.map(pair => present.get(pair.id) ?? { ...pair, state: 'gone' as const });
  const known = new Set(before.map(pair => pair.id));
  return [...kept, ...now.filter(pair => !known.has(pair.id))];
}

/** Strictly what the transport says; no guessing from `nominated` or `succeeded`. */
export function selectedPairIdIn(report: readonly StatsObject[]): string | undefined {
  return text(report.find(stats => stats.type === 'transport')?.['selectedCandidatePairId']);
}

/**
 * Adds what the statistics know beyond the events: the server of a candidate, the relay protocol, and
 * candidates nobody announced (peer-reflexive ones). Returns a new list only if something changed.
 */
export function mergeCandidates(
  rows: CandidateRow[],
  report: readonly StatsObject[],
  at: Milliseconds,
): CandidateRow[] {
  const result = [...rows];
  let changed = false;
  for (const stats of report) {
    if (stats.type !== 'local-candidate' && stats.type !== 'remote-candidate') continue;
    const end = pairEnd(stats);
    if (!end || end.port === 0 || end.port === 9) continue;
    const side = stats.type === 'local-candidate' ? 'local' : 'remote';
    const index = result.findIndex(
      row => row.side === side && (row.statsId === end.statsId || same(row, end)),
    );
    const row = result[index];
    if (row) {
      if (row.statsId && (row.url || !end.url) && (row.relayProtocol || !end.relayProtocol)) continue;
      const merged: CandidateRow = { ...row, statsId: end.statsId };
      if (end.url && !merged.url) merged.url = end.url;
      if (end.relayProtocol && !merged.relayProtocol) merged.relayProtocol = end.relayProtocol;
      result[index] = merged;
    } else {
      result.push(rowOf(end, side, at));
    }
    changed = true;
  }
  return changed ? result : rows;
}

function same(row: CandidateRow, end: PairEnd): boolean {
  if (row.type !== end.type || row.port !== end.port || row.protocol !== end.protocol) return false;
  if (row.statsId !== undefined) return false;
  return row.address === end.address || isHidden(row.address) || isHidden(end.address);
}

function rowOf(end: PairEnd, side: 'local' | 'remote', at: Milliseconds): CandidateRow {
  const { statsId, networkType: _, ...rest } = end;
  return { ...rest, key: `${side}-${statsId}`, side, at, seenBy: 'stats', statsId };
}

/**
 * Whether no end has a relayed candidate although there is a path and no server was reported to fail: libwebrtc ends
 * the gathering of a connection that works, with the answer of the TURN server still on its way.
 */
export const hasPathBeforeRelay = (call: {
  candidates: readonly CandidateRow[];
  candidateErrors: readonly CandidateError[];
  selectedPairId?: string | undefined;
}): boolean =>
  call.selectedPairId !== undefined &&
  call.candidateErrors.length === 0 &&
  !call.candidates.some(row => row.type === 'relay');
