import type { Message } from '../../i18n/i18n';
import type { MeasuredPath } from '../../protocol/messages';
import type { CandidateRow, CandidateType, PairEnd, RelayProtocol } from '../candidates/model';

export type PathKind = MeasuredPath | 'unknown';

/** Which way the media takes, how that is known, and what remains unknown. */
export interface PathFinding {
  kind: PathKind;
  /** Media passes a TURN server, even where the transport to it is unknown (`kind` is then `unknown`). */
  relayed: boolean;
  /** Which end has the TURN server; both may. */
  relayAt: readonly ('local' | 'remote')[];
  source: 'measured' | 'derived' | 'unknown';
  /** The rule that decided. */
  because: Message;
}

/** What the classification may look at. */
export interface PathFacts {
  local: PairEnd;
  remote: PairEnd;
  /** Candidates both sides announced: type, port, relay protocol. */
  announced: readonly CandidateRow[];
  /** The browser still gathers: it may tell of more candidates. */
  gathering?: boolean | undefined;
  /** The page was opened on localhost: browser and lab share a machine. */
  sameMachine: boolean;
  /** Type of the peer's own candidate in the pair, as the peer told. */
  peerType?: CandidateType | undefined;
  /** Transport between the peer and its TURN server, as the peer told of its own end of the pair. */
  peerRelay?: RelayProtocol | undefined;
  /** `nat` of the peer's NAT report if it was measured. */
  peerNat: 'none' | 'present' | undefined;
}
