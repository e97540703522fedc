import type { Message } from '../../i18n/i18n';
import type { LeaveReason, MeasuredPath, StageName } from '../../protocol/messages';
import type { RequestProblem } from '../../shared/http';
import type { Milliseconds } from '../../shared/units';
import type {
  CandidateError,
  CandidateRow,
  CandidateType,
  PairRow,
  RelayProtocol,
} from '../candidates/model';
import type { ToldClock } from '../glass/alignment';
import type { GlassView } from '../glass/model';
import type { QualitySample } from '../quality/model';
import type { SendingQuality } from '../quality/view';
import type { RestartState } from '../restart/model';
import type { Shown } from '../sources/model';
import type { RawMessage } from '../raw-messages/model';
import type { LabEvent } from '../timeline/model';
import type { ObservedEvent } from './observed';

export type IcePolicy = 'all' | 'relay';
export type SignalingMode = 'websocket' | 'http';

/** What the visitor chose for the next call. */
export interface CallSettings {
  icePolicy: IcePolicy;
  signalingMode: SignalingMode;
  /** Media peer id, or `auto`: the signaling service chooses. */
  peer: string;
  source: string;
}

/** The moments of one call on the page's clock. */
export const markNames = [
  'click',
  'offerSent',
  'joined',
  'called',
  'firstLocalCandidate',
  'gatheringComplete',
  'answerReceived',
  'answerApplied',
  'checksStarted',
  'iceConnected',
  'nominated',
  'dtlsConnected',
  'firstRtp',
  'firstFrame',
] as const;
export type MarkName = (typeof markNames)[number];
export type Marks = Partial<Record<MarkName, Milliseconds>>;

/**
 * - `starting`: the offer is not sent yet · `connecting`: it is · `playing`: frames were decoded
 * - `recalling`: this call ended without being asked to, the next one is about to start
 * - `ended`: stopped by the visitor or by the peer · `failed`: it never worked or can not go on
 */
export type CallPhase = 'starting' | 'connecting' | 'playing' | 'recalling' | 'ended' | 'failed';

/** Why a call ended, as far as it was told or measured. */
export type CallEnd =
  | { why: 'stopped-here' }
  | { why: 'peer-left'; reason: LeaveReason | string }
  | { why: 'session-ended'; reason: string | undefined }
  | { why: 'frames-stalled' }
  | { why: 'ice-failed' }
  | { why: 'dtls-failed' }
  | { why: 'no-relay-candidates' }
  | { why: 'no-answer' }
  | { why: 'signaling-unreachable' }
  | { why: 'refused'; problem: RequestProblem }
  | { why: 'bad-answer'; detail: string };

export interface ConnectionStates {
  connection: RTCPeerConnectionState;
  iceConnection: RTCIceConnectionState;
  iceGathering: RTCIceGatheringState;
  signaling: RTCSignalingState;
  dtls: RTCDtlsTransportState | undefined;
}

/** Everything observed of one call; views and verdicts are derived from it. */
export interface CallRecord {
  readonly number: number;
  /** How many times this call was repeated by itself before. */
  readonly attempt: number;
  readonly settings: Readonly<CallSettings>;
  readonly withCamera: boolean;
  readonly startedAt: Milliseconds;
  phase: CallPhase;
  end?: CallEnd;
  marks: Marks;
  /** Marks seen by sampling: they happened at most this much earlier. */
  sampled: Marks;
  states: ConnectionStates;
  /** The media peer as the signaling service named it, and this page's own id beside it. */
  remote: { ownId?: string; peerId?: string; mediaPeer?: string; source?: string; sessionId?: string };
  /** The peer's own end of the selected pair as it told: its candidate, and how it reaches its TURN server. */
  peerEnd?: { type: CandidateType | undefined; relay: RelayProtocol | undefined };
  candidates: CandidateRow[];
  candidateErrors: CandidateError[];
  pairs: PairRow[];
  selectedPairId?: string;
  selectedPairChanges?: number;
  dtlsDetails?: { role?: string; version?: string; cipher?: string };
  events: LabEvent[];
  /** What both ends observed, in the words of the session record. */
  observed: readonly ObservedEvent[];
  raw: RawMessage[];
  quality: QualitySample[];
  /** What the media peer told of its own clock against the lab's, the latest last. */
  toldClocks: readonly ToldClock[];
  /** What the pixels tell, since the first frame. */
  glass?: GlassView;
  /** What the media peer shows by now, as it said when it was changed. */
  shown?: Shown;
  /** What this page sends, if it sends a picture. */
  sending?: SendingQuality;
  /** Restarts of ICE in this call. */
  restart?: RestartState;
  frame: { width: number; height: number } | undefined;
  hasAudio: boolean;
  /** The network path the browser reported once, for the outcome message. */
  measuredPath?: MeasuredPath;
}

export interface StageView {
  name: StageName;
  status: 'waiting' | 'active' | 'done' | 'failed' | 'not-reached' | 'not-observable';
  /** Since the click. */
  at?: Milliseconds;
  /** The moment was seen by sampling; it happened at most this much earlier. */
  earlierBy?: Milliseconds;
  note?: Message;
}
