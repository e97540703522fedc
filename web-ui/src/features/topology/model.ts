import type { Message } from '../../i18n/i18n';
import type {
  CandidateError,
  CandidateRow,
  CandidateType,
  PairRow,
  RelayProtocol,
} from '../candidates/model';
import type { PathFinding } from '../path/model';
import type { NatReportBody } from '../../protocol/rest';

/** What the picture may be made of: addresses that were told or seen in this call, and the peer's NAT report. */
export interface TopologyFacts {
  candidates: readonly CandidateRow[];
  candidateErrors: readonly CandidateError[];
  pairs: readonly PairRow[];
  selectedPairId: string | undefined;
  path: PathFinding | undefined;
  /** URLs of the STUN and TURN servers the page was given. */
  serverUrls: readonly string[];
  /** Report of the network of the peer; undefined if there is none. */
  peerNat: NatReportBody | undefined;
  peerName: string | undefined;
  peerNetwork: string | undefined;
  /** The page was opened on localhost: browser and lab share a machine. */
  sameMachine: boolean;
}

export type Certainty = 'measured' | 'derived' | 'unknown';

/** An address of a part, as who told or saw it. */
export interface AddressLine {
  type: CandidateType | 'mapped';
  /** Undefined: hidden by the browser. */
  address: string | undefined;
  protocol: string | undefined;
  relayProtocol: RelayProtocol | undefined;
  source: Certainty;
}

export interface TopologyNode {
  id: string;
  kind: 'browser' | 'browser-nat' | 'server' | 'peer-nat' | 'peer';
  /** Whether the part itself was seen, or follows from an address. */
  source: Certainty;
  /** A name besides the kind: host of a server, label of a network. */
  name: string | undefined;
  addresses: AddressLine[];
  notes: Message[];
}

/** One way between the ends, of all pairs that would take it. */
export interface TopologyRoute {
  id: 'through' | 'relay-local' | 'relay-remote' | 'relay-both' | 'around';
  legs: { from: string; to: string; turn: boolean }[];
  pairs: number;
  /** `media`: one of its pairs is selected · the others by the best state of their pairs. */
  state: 'media' | 'works' | 'checking' | 'failed' | 'gone';
}

/** A question to a server that must have been asked, since its answer is a candidate. */
export interface TopologyAsk {
  from: 'browser' | 'peer';
  server: string;
  what: 'stun' | 'turn';
}

export interface TopologyModel {
  nodes: TopologyNode[];
  routes: TopologyRoute[];
  asks: TopologyAsk[];
  /** What is known of the NAT before each end, also where there is no box to draw. */
  nat: { browser: Message; peer: Message };
}

export interface Point {
  x: number;
  y: number;
}

export interface PlacedNode extends Point {
  node: TopologyNode;
  width: number;
  height: number;
}

export interface TopologyLayout {
  width: number;
  height: number;
  nodes: PlacedNode[];
  routes: { route: TopologyRoute; legs: { turn: boolean; points: Point[] }[] }[];
  asks: { ask: TopologyAsk; points: Point[] }[];
}
