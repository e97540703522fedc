import { message } from '../../i18n/i18n';
import { isHidden, relayProtocolFromPriority } from '../candidates/analysis';
import type { CandidateRow, CandidateType, PairEnd, RelayProtocol } from '../candidates/model';
import type { PathFacts, PathFinding, PathKind } from './model';

/**
 * Classifies the selected pair. The rules stand in `docs/facts.md` under "Kind of path".
 * A pair is judged by both its ends; the type of one end never decides for the other.
 */
export function classifyPath(facts: PathFacts): PathFinding {
  return withPeerRelay(byOwnPair(facts), facts.peerRelay);
}

const strictness: readonly RelayProtocol[] = ['udp', 'tcp', 'tls'];

/** A relayed path is named by the strictest transport to a TURN server at either end; the peer told of its own. */
function withPeerRelay(path: PathFinding, peer: RelayProtocol | undefined): PathFinding {
  if (!path.relayed || !peer) return path;
  const own = strictness.findIndex(protocol => relayKind(protocol) === path.kind);
  if (strictness.indexOf(peer) <= own) return path;
  const relayAt = path.relayAt.includes('remote') ? path.relayAt : ([...path.relayAt, 'remote'] as const);
  return { ...finding(relayKind(peer), 'measured', 'path.because.peerRelay'), relayed: true, relayAt };
}

function byOwnPair(facts: PathFacts): PathFinding {
  const { local } = facts;
  const localRelayed = local.type === 'relay' || local.relayProtocol !== undefined;
  const remote = resolveRemote(facts);

  if (localRelayed) return localRelay(local, remote.type === 'relay');
  if (remote.type === 'relay') return remoteRelay(remote);
  if (local.type === 'srflx' || remote.type === 'srflx') {
    const because = remote.because === 'path.because.peerMapped' ? remote.because : 'path.because.mapped';
    return finding('stun', remote.derived ? 'derived' : 'measured', because);
  }
  const otherInterface =
    local.type === 'prflx' && facts.sameMachine && (keepsItsPort(facts) || hidesItself(facts));
  if (local.type === 'prflx' && !otherInterface) {
    if (facts.sameMachine && facts.gathering && ownHosts(facts).length === 0)
      return finding('unknown', 'unknown', 'path.because.localPrflxHostsUntold');
    return keepsItsPort(facts)
      ? finding('stun', 'derived', 'path.because.localPrflxSamePort')
      : finding('stun', 'measured', 'path.because.localPrflx');
  }
  if (remote.type !== 'host') return finding('unknown', 'unknown', 'path.because.remotePrflxHidden');
  if (otherInterface) return finding('direct', 'derived', 'path.because.otherInterface');
  return remote.derived
    ? finding('direct', 'derived', remote.because)
    : finding('direct', 'measured', 'path.because.hosts');
}

/**
 * The peer saw the browser under an address the browser did not list, but on the port of one of its host candidates:
 * a NAT that keeps ports, or one more interface of its machine. Browsers list only the interface of the default
 * route unless a camera is allowed, and leave the choice of the source address to the system.
 */
function keepsItsPort(facts: PathFacts): boolean {
  const { port, protocol } = facts.local;
  return ownHosts(facts).some(row => row.port === port && row.protocol === protocol);
}

/**
 * All host candidates of the browser are hidden, or it ended gathering without one, as it does when the names that
 * hide them come too late. It then also sends from sockets that it announces no host candidate for, so that another
 * port proves nothing on the machine that the page and the lab share.
 */
function hidesItself(facts: PathFacts): boolean {
  const own = ownHosts(facts);
  return own.length > 0 ? own.every(row => isHidden(row.address)) : !facts.gathering;
}

/** Host candidates that the browser has told of; their names take it a while, sometimes longer than the connection. */
const ownHosts = ({ announced }: PathFacts): CandidateRow[] =>
  announced.filter(row => row.side === 'local' && row.type === 'host');

interface RemoteEnd {
  type: CandidateType;
  derived: boolean;
  because:
    'path.because.samePort' | 'path.because.peerHasNoNat' | 'path.because.peerMapped' | 'path.because.hosts';
  relayProtocol: RelayProtocol | undefined;
  priority: number | undefined;
}

/**
 * A peer-reflexive remote candidate was learnt from the peer's own checks; the browser hides its address. If the
 * peer announced exactly one kind of candidate on that port, it is that one, unless it may be a host behind a NAT that keeps ports; if the peer measured that there is no
 * NAT before it, its checks came from a host address. Otherwise it stays what it is.
 */
function resolveRemote({ remote, announced, peerNat, peerType, peerRelay }: PathFacts): RemoteEnd {
  const told = announced.filter(
    row => row.side === 'remote' && row.seenBy === 'event' && samePlace(row, remote),
  );
  const measured = {
    type: remote.type,
    derived: false,
    because: 'path.because.hosts' as const,
    relayProtocol: remote.relayProtocol ?? told.find(row => row.type === 'relay')?.relayProtocol,
    priority: remote.priority,
  };
  const peerTranslated = peerNat !== 'none' && !peerRelay && (peerType === 'srflx' || peerType === 'prflx');
  // It may announce as a host address of its own what leads to it through a NAT.
  if (remote.type === 'host' && peerTranslated)
    return { ...measured, type: 'srflx', because: 'path.because.peerMapped' };
  if (remote.type !== 'prflx') return measured;
  if (peerRelay) return { ...measured, type: 'relay', relayProtocol: peerRelay };
  // What the peer found out about its own end is no guess: a host candidate there means that nothing was translated.
  if (peerType === 'host') return { ...measured, type: 'host' };
  // Where its probe measured that there is no NAT, another address is another interface of the peer's machine.
  if (peerTranslated) return { ...measured, type: 'srflx' };
  const types = new Set(told.map(row => row.type));
  const [row] = told;
  // A NAT may keep the port of a host candidate.
  if (row && types.size === 1 && !(row.type === 'host' && peerNat === 'present')) {
    return {
      type: row.type,
      derived: true,
      because: 'path.because.samePort',
      relayProtocol: row.relayProtocol,
      priority: row.priority,
    };
  }
  if (types.size === 0 && peerNat === 'none') {
    return { ...measured, type: 'host', derived: true, because: 'path.because.peerHasNoNat' };
  }
  return measured;
}

function samePlace(row: CandidateRow, end: PairEnd): boolean {
  if (row.port === undefined || row.port !== end.port || row.protocol !== end.protocol) return false;
  return isHidden(row.address) || isHidden(end.address) || row.address === end.address;
}

function localRelay(local: PairEnd, remoteToo: boolean): PathFinding {
  const at = remoteToo ? (['local', 'remote'] as const) : (['local'] as const);
  if (local.relayProtocol) {
    const because = local.type === 'prflx' ? 'path.because.prflxRelayed' : 'path.because.localRelay';
    return { ...finding(relayKind(local.relayProtocol), 'measured', because), relayed: true, relayAt: at };
  }
  const guess = relayProtocolFromPriority(local.priority);
  return guess
    ? { ...finding(relayKind(guess), 'derived', 'path.because.relayPriority'), relayed: true, relayAt: at }
    : { ...finding('unknown', 'unknown', 'path.because.relayTransportUnknown'), relayed: true, relayAt: at };
}

function remoteRelay(remote: RemoteEnd): PathFinding {
  const relayed = { relayed: true, relayAt: ['remote'] as const };
  if (remote.relayProtocol) {
    const source = remote.derived ? 'derived' : 'measured';
    return { ...finding(relayKind(remote.relayProtocol), source, 'path.because.remoteRelay'), ...relayed };
  }
  const guess = relayProtocolFromPriority(remote.priority);
  return guess
    ? { ...finding(relayKind(guess), 'derived', 'path.because.relayPriority'), ...relayed }
    : { ...finding('unknown', 'unknown', 'path.because.remoteRelayUnknown'), ...relayed };
}

const relayKind = (protocol: RelayProtocol): PathKind => `relay-${protocol}`;

function finding(
  kind: PathKind,
  source: PathFinding['source'],
  because: Parameters<typeof message>[0],
): PathFinding {
  return { kind, relayed: false, relayAt: [], source, because: message(because) };
}
