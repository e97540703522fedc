import type { Milliseconds } from '../../shared/units';
import type { PartState } from '../lab-status/model';
import type { CallEnd, CallRecord, SignalingMode } from './model';

/** What the watch over a call knows at one moment. */
export interface RecoveryFacts {
  mode: SignalingMode;
  /** Media has arrived at least once. */
  hadMedia: boolean;
  /** How long none has arrived. */
  silentFor: Milliseconds | undefined;
  /** The page is not shown: frames are only counted once a second. */
  hidden: boolean;
  iceConnection: RTCIceConnectionState;
  /** The reason if the media peer is said to have left. */
  peerLeft: string | undefined;
  /** What the service said of the session, HTTP signaling only. */
  session: { state: 'active' | 'unknown' | 'unasked' } | { state: 'ended'; reason: string | undefined };
}

export type RecoveryStep =
  | { step: 'nothing' }
  | { step: 'ask-session' }
  | { step: 'call-again'; end: CallEnd }
  | { step: 'end'; end: CallEnd };

/** After so long without a picture, in milliseconds, a call is no longer repeated by itself. */
export const giveUpRecallsAfter = 120_000;
/** After so long with a picture the next trouble starts from the beginning. */
export const steadyAfter = 10_000;

const stalledAfter = 2000;
const silentAfterLeave = 600;
const silentAfterLeaveHidden = 2500;
/** Somebody ended it on purpose; calling again would be rude. */
const final: readonly string[] = ['left', 'stopped'];

/**
 * What to do about a call that may have lost its peer. Signaling alone never ends a call: as long as frames
 * arrive, a `peer_left` was a hiccup of the signaling and the picture stays.
 */
export function decideRecovery(facts: RecoveryFacts): RecoveryStep {
  const { peerLeft, silentFor, session } = facts;
  const silence = silentFor ?? (facts.hadMedia ? 0 : Infinity);
  if (peerLeft !== undefined && silence > (facts.hidden ? silentAfterLeaveHidden : silentAfterLeave)) {
    const end: CallEnd = { why: 'peer-left', reason: peerLeft };
    return final.includes(peerLeft) ? { step: 'end', end } : { step: 'call-again', end };
  }
  if (!facts.hadMedia || silence <= stalledAfter) return { step: 'nothing' };
  if (facts.iceConnection === 'disconnected' || facts.iceConnection === 'failed') {
    return { step: 'call-again', end: { why: 'frames-stalled' } };
  }
  if (facts.mode === 'http') {
    if (session.state === 'ended') {
      const end: CallEnd = { why: 'session-ended', reason: session.reason };
      return session.reason !== undefined && final.includes(session.reason)
        ? { step: 'end', end }
        : { step: 'call-again', end };
    }
    if (session.state === 'unasked') return { step: 'ask-session' };
  }
  return { step: 'nothing' };
}

/** Browsers look for a silent TURN server for 40 seconds; nobody should have to wait that long for the verdict. */
const relayWithin = 10_000;
const relayWithinIfDown = 3000;
/** So long a call without a way is held for the record of its session, which says why. */
const recordedWithin = 2000;

/** Relay only, and no relayed address was obtained or is to be expected: nothing can follow. */
export function lacksRelay(record: CallRecord, now: Milliseconds, turn: PartState | undefined): boolean {
  if (record.settings.icePolicy !== 'relay') return false;
  if (record.candidates.some(row => row.side === 'local')) return false;
  if (record.states.iceGathering === 'complete') {
    const { remote, settings, startedAt } = record;
    const recorded = settings.signalingMode === 'http' || remote.sessionId !== undefined;
    return recorded || now - startedAt > recordedWithin;
  }
  const patience = turn === 'down' || turn === 'absent' ? relayWithinIfDown : relayWithin;
  return record.marks.offerSent !== undefined && now - record.startedAt > patience;
}
