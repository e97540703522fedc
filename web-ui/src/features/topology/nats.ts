import { message, type Message } from '../../i18n/i18n';
import type { NatReportBody } from '../../protocol/rest';
import { isHidden } from '../candidates/analysis';
import type { CandidateRow } from '../candidates/model';
import { linesOf } from './addresses';
import { splitHostPort, type Side } from './ends';
import type { AddressLine, TopologyFacts, TopologyNode } from './model';
import { lineOfEnd } from './pairs';

/** The boxes before an end, from the end outwards, and what is said of them in a sentence. */
export interface NatsBefore {
  nodes: TopologyNode[];
  said: Message;
}

type Kind = 'browser-nat' | 'peer-nat';

/** Measured by the probe in that network, or told by addresses that differ from the own ones of the end. */
export function natsBefore(facts: TopologyFacts, side: Side): NatsBefore {
  const report = side === 'local' ? facts.ownNat : facts.peerNat;
  const isBrowser = side === 'local' && facts.ownRole !== 'peer';
  const before = isBrowser && report === undefined ? natByAddresses(facts) : natByReport(facts, side, report);
  return split(before, facts, side);
}

/**
 * An outside address that differs from all addresses of the browser means a NAT. Where the browser hides its own, it
 * also announces the mapped address if it equals them, so only a changed port shows a NAT then. A peer-reflexive
 * local end shows one where the path was judged so.
 */
function natByAddresses(facts: TopologyFacts): NatsBefore {
  const local = facts.candidates.filter(({ side }) => side === 'local');
  const mapped = local.filter(({ type }) => type === 'srflx');
  const hosts = local.filter(({ type }) => type === 'host');
  const selected = facts.pairs.find(({ id }) => id === facts.selectedPairId);
  if (selected?.local?.type === 'prflx' && prflxIsMapped(facts)) {
    const addresses = [...linesOf(facts, 'local', ['srflx']), lineOfEnd(selected.local)];
    return box('browser-nat', 'derived', message('topology.natFromPrflx'), addresses);
  }
  if (mapped.length === 0) {
    const direct = facts.path?.kind === 'direct';
    return { nodes: [], said: message(direct ? 'topology.natNotOnPath' : 'topology.natUnknown') };
  }
  const addresses = linesOf(facts, 'local', ['srflx']);
  if (mapped.every(row => hosts.some(host => host.address === row.address && host.port === row.port))) {
    return { nodes: [], said: message('topology.natNone') };
  }
  // On one machine with the lab, an address the browser did not list may also be that of another interface.
  if (facts.sameMachine) return box('browser-nat', 'unknown', message('topology.natMaybe'), addresses);
  const hidden = hosts.length === 0 || hosts.some(({ address }) => isHidden(address));
  const keptPort = mapped.every(row => hosts.some(host => host.port === row.port));
  if (hidden && (keptPort || hosts.length === 0)) {
    return box('browser-nat', 'unknown', message('topology.natHidden'), addresses);
  }
  return box('browser-nat', 'derived', message('topology.natFromSrflx'), addresses);
}

const box = (
  kind: Kind,
  source: 'derived' | 'unknown',
  said: Message,
  addresses: AddressLine[],
): NatsBefore => ({
  nodes: [{ id: kind, kind, source, name: undefined, addresses, notes: [said] }],
  said,
});

/** Whether the peer-reflexive local end of the selected pair was judged to be a mapping of a NAT. */
export const prflxIsMapped = ({ path }: TopologyFacts): boolean =>
  path?.kind === 'stun' &&
  (path.because.key === 'path.because.localPrflx' ||
    path.because.key === 'path.because.localPrflxSamePort' ||
    path.because.key === 'path.because.verdict');

/** Measured by the probe in the end's network, or told by the end's own server-reflexive candidate. */
function natByReport(facts: TopologyFacts, side: Side, report: NatReportBody | undefined): NatsBefore {
  const mapped = linesOf(facts, side, ['srflx']);
  const reported = report?.nat === 'present';
  if (!reported && mapped.length > 0 && mapped.every(line => isOwn(line, facts, side))) {
    return { nodes: [], said: message('topology.peerNatOwnAddress') };
  }
  if (mapped.length === 0 && !reported) {
    const said =
      report === undefined
        ? 'topology.peerNatUnknown'
        : report.nat === 'none'
          ? 'topology.peerNatNone'
          : 'topology.peerNatUndecided';
    return { nodes: [], said: message(said) };
  }
  const notes: Message[] = [];
  if (reported) {
    const { mapping, filtering } = report;
    if (typeof mapping === 'string') notes.push(message('topology.mapping', { value: mapping }));
    if (typeof filtering === 'string') notes.push(message('topology.filtering', { value: filtering }));
  }
  const ofReport =
    mapped.length === 0 && typeof report?.mappedAddress === 'string'
      ? [outside('mapped', report.mappedAddress)]
      : [];
  const kind = side === 'local' ? 'browser-nat' : 'peer-nat';
  return {
    nodes: [
      {
        id: kind,
        kind,
        source: reported ? 'measured' : 'derived',
        name: side === 'local' ? facts.ownNetwork : facts.peerNetwork,
        addresses: [...mapped, ...ofReport],
        notes,
      },
    ],
    said: message(reported ? 'topology.peerNatMeasured' : 'topology.peerNatFromSrflx'),
  };
}

/** One machine with several interfaces: the packet left by another one, and nothing translated it. */
const isOwn = ({ address }: AddressLine, { candidates }: TopologyFacts, side: Side): boolean =>
  candidates.some(
    row => row.side === side && row.type === 'host' && row.address === splitHostPort(address).address,
  );

const outside = (type: 'mapped' | 'seen', address: string): AddressLine => ({
  type,
  address,
  protocol: undefined,
  relayProtocol: undefined,
  source: 'measured',
});

/** Addresses between a home router and the NAT of its carrier (RFC 6598 §7); nobody else may use them so. */
export const isShared = (address: string): boolean =>
  /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.\d+\.\d+$/.test(address);

/**
 * One measurement sees the outermost NAT only. Two are drawn where others saw the end both under a shared address
 * (RFC 6598), which lies behind a carrier's NAT, and under another one; else the one box says “one or more”.
 */
function split(before: NatsBefore, facts: TopologyFacts, side: Side): NatsBefore {
  const [node] = before.nodes;
  if (!node || node.source === 'unknown') return before;
  const own = facts.candidates.filter(row => row.side === side && row.type === 'host');
  const outer = node.addresses.filter(line => line.address === undefined || !isSharedLine(line));
  const inner = [
    ...node.addresses.filter(isSharedLine),
    ...(facts.seenAs?.[side] ?? []).map(address => outside('seen', address)).filter(isSharedLine),
  ];
  const isTwo = inner.length > 0 && outer.length > 0 && !own.some(unclear);
  if (!isTwo)
    return { ...before, nodes: [{ ...node, notes: [...node.notes, message('topology.oneOrMore')] }] };
  const home: TopologyNode = {
    id: node.id,
    kind: node.kind,
    source: 'derived',
    name: undefined,
    addresses: inner,
    notes: [message('topology.innerNat')],
  };
  const carrier: TopologyNode = {
    ...node,
    id: `${node.id}-outer`,
    addresses: outer,
    notes: [...node.notes, message('topology.outerNat')],
  };
  return { ...before, nodes: [home, carrier] };
}

const isSharedLine = ({ address }: AddressLine): boolean => isShared(splitHostPort(address).address);

/** An own address that is shared, or hidden and so perhaps shared: some VPNs number their members like that. */
const unclear = ({ address }: CandidateRow): boolean => isHidden(address) || isShared(address);
