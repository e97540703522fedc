import type { WireCandidate } from '../../protocol/messages';
import { fragmentsIn, originIn } from './sdp';

/** What one end tells the other of itself (W3C webrtc §4.7). */
export interface Description {
  readonly type: 'offer' | 'answer';
  readonly sdp: string;
}

/** A candidate of the other end, with what it told beside the line itself. */
export interface RemoteCandidate extends WireCandidate {
  readonly url?: string | undefined;
  readonly relayProtocol?: string | undefined;
}

/** What the connection works on just now; it does one thing at a time. */
export type Step = 'offering' | 'taking-offer' | 'answering' | 'taking-answer';

/**
 * Perfect negotiation of one connection (W3C webrtc §10.7) as a value: both ends may offer at any time, and of two
 * offers that cross each other that of the impolite end counts.
 */
export interface Negotiation {
  /** Gives way when offers cross. */
  readonly polite: boolean;
  /** The other end is expected to begin; own wishes wait until it did, or until patience is over. */
  readonly waiting: boolean;
  /** An offer is wanted as soon as it is possible. */
  readonly wish: boolean;
  readonly signaling: 'stable' | 'have-local-offer';
  readonly step: Step | undefined;
  /** The own offer has waited for its answer for longer than a way and back can take. */
  readonly overdue: boolean;
  /** An offer of the other end that was left alone, for the own one counts. */
  readonly crossing: Description | undefined;
  /** An offer that came while the connection was at work. */
  readonly queued: Description | undefined;
  /** Session id of the other end's descriptions: it stays the same during the life of a connection (RFC 9429 §5.2.1). */
  readonly origin: string | undefined;
  /** ICE user fragments of the remote description that is set; candidates belong to one of them. */
  readonly fragments: readonly string[];
  /** Candidates of a description that is not set yet. */
  readonly early: readonly RemoteCandidate[];
  /** Nothing more follows: it broke, or the other end has another connection. */
  readonly over: boolean;
}

export type NegotiationEvent =
  /** `negotiationneeded` */
  | { kind: 'needed' }
  | { kind: 'patience-over' }
  | { kind: 'description'; description: Description }
  | { kind: 'candidate'; candidate: RemoteCandidate }
  /** `setLocalDescription` resolved. */
  | { kind: 'local-set'; description: Description }
  /** The offer that was sent last is not answered after a while. */
  | { kind: 'answer-overdue' }
  /** `setRemoteDescription` resolved. */
  | { kind: 'remote-set'; description: Description }
  /** One of the two was rejected. */
  | { kind: 'rejected'; detail: string }
  /** Messages may have been lost on their way: what waits for an answer is told again. */
  | { kind: 'messages-lost' };

export type NegotiationEffect =
  /** `setLocalDescription()` without an argument: the engine knows whether an offer or an answer is due. */
  | { kind: 'set-local' }
  /** `setRemoteDescription`; it rolls an own offer back by itself. */
  | { kind: 'set-remote'; description: Description }
  | { kind: 'send'; description: Description }
  /** The local description once more, as it is. */
  | { kind: 'send-again' }
  | { kind: 'add-candidate'; candidate: RemoteCandidate }
  /** Left alone, by the rules. */
  | { kind: 'ignored'; what: 'crossing-offer' | 'stale-answer' }
  /** The other end began anew: this connection is of no use; what came of the other one is for the next. */
  | { kind: 'begin-anew'; beginning: Beginning }
  | { kind: 'broken'; during: Step | undefined; detail: string };

/** A description of the other end's next connection, and those of its candidates that came before it. */
export interface Beginning {
  readonly description: Description;
  readonly candidates: readonly RemoteCandidate[];
}

export interface Turn {
  readonly state: Negotiation;
  readonly effects: readonly NegotiationEffect[];
}

/** Most candidates that wait for their description; beyond it the oldest are forgotten. */
export const mostEarly = 256;

/** Of two ends one is polite: the one whose id is the greater one, compared by UTF-16 code units. */
export const isPolite = (own: string, other: string): boolean => own > other;

export const newNegotiation = (polite: boolean, waiting: boolean): Negotiation => ({
  polite,
  waiting,
  wish: false,
  signaling: 'stable',
  step: undefined,
  overdue: false,
  crossing: undefined,
  queued: undefined,
  origin: undefined,
  fragments: [],
  early: [],
  over: false,
});

/** What follows from an event; the effects are to be carried out in their order. */
export function negotiate(state: Negotiation, event: NegotiationEvent): Turn {
  if (state.over) return { state, effects: [] };
  switch (event.kind) {
    case 'needed':
      return needed(state);
    case 'patience-over':
      return next({ ...state, waiting: false });
    case 'description':
      return described(state, event.description);
    case 'candidate':
      return candidate(state, event.candidate);
    case 'local-set':
      return localSet(state, event.description);
    case 'answer-overdue':
      return overdue(state);
    case 'remote-set':
      return remoteSet(state, event.description);
    case 'rejected':
      return broken(state, event.detail);
    case 'messages-lost':
      return state.step === undefined && state.signaling === 'have-local-offer'
        ? { state, effects: [{ kind: 'send-again' }] }
        : { state, effects: [] };
    default:
      return event satisfies never;
  }
}

/** Whoever offered itself and leaves ours unanswered never got it, and would wait for an answer without end. */
function overdue(state: Negotiation): Turn {
  if (state.signaling !== 'have-local-offer' || state.step !== undefined) return { state, effects: [] };
  return state.crossing
    ? beginAnew(state, state.crossing)
    : { state: { ...state, overdue: true }, effects: [] };
}

/**
 * While an exchange is open the engine asks again when it is over. Between its end and the moment we hear of that end
 * it may ask only once, so that wish is kept.
 */
function needed(state: Negotiation): Turn {
  const isKept = state.step !== 'offering' && state.step !== 'taking-offer';
  const open = state.step === undefined && state.signaling === 'have-local-offer';
  return isKept && !open ? next({ ...state, wish: true }) : { state, effects: [] };
}

function described(state: Negotiation, description: Description): Turn {
  const origin = originIn(description.sdp);
  if (state.origin !== undefined && origin !== undefined && origin !== state.origin) {
    return beginAnew(state, description);
  }
  return description.type === 'offer' ? offered(state, description) : answered(state, description);
}

function offered(state: Negotiation, description: Description): Turn {
  const makingOffer = state.step === 'offering';
  const ready = !makingOffer && (state.signaling === 'stable' || state.step === 'taking-answer');
  if (!ready && !state.polite) {
    if (state.overdue) return beginAnew(state, description);
    const crossing = makingOffer ? undefined : description;
    return { state: { ...state, crossing }, effects: [{ kind: 'ignored', what: 'crossing-offer' }] };
  }
  return next({ ...state, waiting: false, wish: state.waiting ? false : state.wish, queued: description });
}

function answered(state: Negotiation, description: Description): Turn {
  if (state.signaling !== 'have-local-offer' || state.step !== undefined) {
    return { state, effects: [{ kind: 'ignored', what: 'stale-answer' }] };
  }
  return {
    state: { ...state, step: 'taking-answer' },
    effects: [{ kind: 'set-remote', description }],
  };
}

/** An own offer that has to give way already is not sent: the other end would only leave it alone. */
function localSet(state: Negotiation, description: Description): Turn {
  const isOffer = description.type === 'offer';
  const signaling = isOffer ? 'have-local-offer' : 'stable';
  const set: Negotiation = { ...state, step: undefined, overdue: false, crossing: undefined, signaling };
  return next(set, isOffer && state.queued ? [] : [{ kind: 'send', description }]);
}

function remoteSet(state: Negotiation, { type, sdp }: Description): Turn {
  const fragments = fragmentsIn(sdp);
  const fits = (early: RemoteCandidate): boolean => belongs(early, fragments);
  const known = { ...state, fragments, origin: originIn(sdp), early: state.early.filter(e => !fits(e)) };
  const effects = state.early
    .filter(fits)
    .map((early): NegotiationEffect => ({ kind: 'add-candidate', candidate: early }));
  return type === 'offer'
    ? { state: { ...known, step: 'answering' }, effects: [...effects, { kind: 'set-local' }] }
    : next({ ...known, step: undefined, signaling: 'stable' }, effects);
}

/** Candidates may come before their description: a relay is no promise of order. */
function candidate(state: Negotiation, arrived: RemoteCandidate): Turn {
  if (belongs(arrived, state.fragments)) {
    return { state, effects: [{ kind: 'add-candidate', candidate: arrived }] };
  }
  return { state: { ...state, early: [...state.early, arrived].slice(-mostEarly) }, effects: [] };
}

/** Without a user fragment it is of the description that is there. */
const belongs = ({ usernameFragment }: WireCandidate, fragments: readonly string[]): boolean =>
  usernameFragment ? fragments.includes(usernameFragment) : fragments.length > 0;

function beginAnew(state: Negotiation, description: Description): Turn {
  const fragments = fragmentsIn(description.sdp);
  const candidates = state.early.filter(
    early => early.usernameFragment && fragments.includes(early.usernameFragment),
  );
  const beginning: Beginning = { description, candidates };
  return { state: { ...state, over: true }, effects: [{ kind: 'begin-anew', beginning }] };
}

const broken = (state: Negotiation, detail: string): Turn => ({
  state: { ...state, over: true },
  effects: [{ kind: 'broken', during: state.step, detail }],
});

/** What is to be done next, if the connection is free: an offer that waits goes before an own one. */
function next(state: Negotiation, effects: readonly NegotiationEffect[] = []): Turn {
  if (state.step !== undefined) return { state, effects };
  if (state.queued) {
    return {
      state: { ...state, queued: undefined, step: 'taking-offer', signaling: 'stable' },
      effects: [...effects, { kind: 'set-remote', description: state.queued }],
    };
  }
  if (!state.wish || state.waiting || state.signaling !== 'stable') return { state, effects };
  return { state: { ...state, wish: false, step: 'offering' }, effects: [...effects, { kind: 'set-local' }] };
}
