import type { Milliseconds } from '../../shared/units';
import type { CallEnd, SignalingMode } from './model';

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
