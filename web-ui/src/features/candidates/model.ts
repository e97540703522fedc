import type { Milliseconds } from '../../shared/units';

export type CandidateType = 'host' | 'srflx' | 'prflx' | 'relay';
export type RelayProtocol = 'udp' | 'tcp' | 'tls';

/** A candidate as one side announced it, or as the statistics revealed it (peer-reflexive ones). */
export interface CandidateRow {
  /** Stable key within the call. */
  key: string;
  side: 'local' | 'remote';
  type: CandidateType;
  /** Empty: the browser does not tell it. A name that ends in `.local` stands for a hidden address. */
  address: string;
  port: number | undefined;
  protocol: 'udp' | 'tcp' | string;
  tcpType?: string;
  relayProtocol?: RelayProtocol;
  priority: number | undefined;
  foundation?: string;
  /** STUN or TURN server it came from. */
  url?: string;
  /** When it appeared, on the page's clock. */
  at: Milliseconds;
  /** `event`: announced by its owner · `stats`: found in the statistics. */
  seenBy: 'event' | 'stats';
  statsId?: string;
}

/** `icecandidateerror` of the browser, or the same told by the media peer. */
export interface CandidateError {
  side: 'local' | 'remote';
  url: string;
  code: number;
  text: string;
  at: Milliseconds;
}

export type PairState = 'frozen' | 'waiting' | 'in-progress' | 'failed' | 'succeeded' | 'gone';

/** One end of a pair as the statistics describe it. */
export interface PairEnd {
  statsId: string;
  type: CandidateType;
  address: string;
  port: number | undefined;
  protocol: string;
  tcpType?: string;
  relayProtocol?: RelayProtocol;
  url?: string;
  priority: number | undefined;
  /** Kind of the network interface (`vpn`, `wifi`, …); only some engines tell it, and only of their own end. */
  networkType?: string;
}

export interface PairRow {
  id: string;
  local: PairEnd | undefined;
  remote: PairEnd | undefined;
  state: PairState;
  nominated: boolean;
  /** Counters of connectivity checks; undefined if the browser does not count them. */
  requestsSent: number | undefined;
  responsesReceived: number | undefined;
  requestsReceived: number | undefined;
  responsesSent: number | undefined;
  /** Checks that keep the consent alive (RFC 7675). */
  consentRequestsSent?: number;
  /** Payload, without headers and checks. */
  bytesSent?: number;
  bytesReceived?: number;
  roundTripTime: Milliseconds | undefined;
  priority: number | undefined;
}
