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
import type { BitsPerSecond, Milliseconds } from '../../shared/units';

/** A question to a STUN or TURN server that an end was seen to ask. */
export interface Asked {
  from: 'local' | 'remote';
  what: 'stun' | 'turn';
  /** Where it was sent. */
  remote: string | undefined;
  state: 'answered' | 'refused' | 'silent';
}

/** What the picture may be made of: addresses that were told or seen in this call, and the NAT reports of its ends. */
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
  /** What the left end is; a browser unless it is said otherwise. */
  ownRole?: 'browser' | 'peer';
  peerRole?: 'browser' | 'peer';
  ownName?: string | undefined;
  ownNetwork?: string | undefined;
  /** Report of the network of the left end, where there is one. */
  ownNat?: NatReportBody | undefined;
  asked?: readonly Asked[];
  /** `address:port` under which others saw each end. */
  seenAs?: Readonly<Record<'local' | 'remote', readonly string[]>>;
  /** The media on the pair in use, in its last second. */
  live?: { bitrate: BitsPerSecond | undefined; roundTrip: Milliseconds | undefined };
  /** Whether each end told what it observed; without, its half of the picture is missing. */
  halves?: Readonly<Record<'local' | 'remote', boolean>>;
}

export type Certainty = 'measured' | 'derived' | 'unknown';

/** An address of a part, as who told or saw it. */
export interface AddressLine {
  type: CandidateType | 'mapped' | 'seen';
  /** Undefined: hidden by the browser. */
  address: string | undefined;
  protocol: string | undefined;
  relayProtocol: RelayProtocol | undefined;
  source: Certainty;
  /** Kind of the network interface, where the engine tells it (`vpn`, `wifi`, …). */
  networkType?: string;
}

export interface TopologyNode {
  id: string;
  kind: 'browser' | 'browser-nat' | 'server' | 'peer-nat' | 'peer';
  /** Whether the part itself was seen, or follows from an address. */
  source: Certainty;
  /** What an end is; it is drawn at the side of its `kind`. */
  role?: 'browser' | 'peer';
  /** A name besides the kind: host of a server, label of a network. */
  name: string | undefined;
  addresses: AddressLine[];
  notes: Message[];
}

/**
 * What became of the checks of a pair, by its counters: `answered` at least one · `one-way` checks of the other end
 * arrived but no answer to the own ones · `silent` asked, and nothing came · `unasked` this end sent none, or counts none
 */
export type PairAnswer = 'answered' | 'one-way' | 'silent' | 'unasked';

/** One tried pair. */
export interface TopologyPair {
  id: string;
  local: AddressLine;
  remote: AddressLine;
  route: TopologyRoute['id'] | undefined;
  state: TopologyRoute['state'];
  answer: PairAnswer;
  sent: number | undefined;
  answered: number | undefined;
  received: number | undefined;
  roundTrip: Milliseconds | undefined;
  /** Its local end is on a VPN adapter. */
  vpn: boolean;
}

/** One way between the ends, of all pairs that would take it. */
export interface TopologyRoute {
  id: 'through' | 'relay-local' | 'relay-remote' | 'relay-both' | 'around';
  legs: { from: string; to: string; turn: boolean }[];
  pairs: number;
  /** `media`: one of its pairs is selected · the others by the best state of their pairs. */
  state: 'media' | 'works' | 'checking' | 'failed' | 'gone';
  /** How many of its pairs were answered, and so on. */
  answers: Readonly<Record<PairAnswer, number>>;
}

/** A question to a server that was seen, or must have been asked, since its answer is a candidate. */
export interface TopologyAsk {
  from: 'browser' | 'peer';
  server: string;
  what: 'stun' | 'turn';
  /** `measured`: the messages themselves were seen, which only a media peer can. */
  source: 'measured' | 'derived';
  state: 'answered' | 'refused' | 'silent';
}

export interface TopologyModel {
  nodes: TopologyNode[];
  routes: TopologyRoute[];
  asks: TopologyAsk[];
  pairs: TopologyPair[];
  live: NonNullable<TopologyFacts['live']>;
  /** Ends whose own observations are missing. */
  missing: ('browser' | 'peer')[];
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
  routes: { route: TopologyRoute; legs: { turn: boolean; points: Point[] }[]; label: Point | undefined }[];
  asks: { ask: TopologyAsk; points: Point[] }[];
}
