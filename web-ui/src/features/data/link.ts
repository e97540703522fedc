/**
 * Whether the other end of a connection speaks this protocol. A negotiated channel opens as soon as the association is
 * up, even if the other end never made one of its own (RFC 8831 §6.4), so "open" alone says nothing: each end says hello
 * first, and only an end that has said it is talked to. Pure.
 */

/** How long an open channel may stay without a hello, ms. */
export const helloWithin = 5000;

export type LinkPhase =
  /** The connection, or its channel, is not open yet. */
  | { kind: 'connecting' }
  /** Open here; the other end has not said hello. */
  | { kind: 'greeting'; since: number }
  /** Messages and files can go both ways. */
  | { kind: 'ready' }
  /** Open, but nobody answers: the other end has no such channel. */
  | { kind: 'silent' }
  /** The other end speaks another version of this protocol. */
  | { kind: 'incompatible' }
  | { kind: 'closed' };

export type LinkEvent = 'opened' | 'hello' | 'other-version' | 'closed' | 'tick';

/** @param now page clock, ms */
export function linkStep(phase: LinkPhase, event: LinkEvent, now: number): LinkPhase {
  if (phase.kind === 'closed') return phase;
  switch (event) {
    case 'opened':
      return phase.kind === 'connecting' ? { kind: 'greeting', since: now } : phase;
    case 'hello':
      return phase.kind === 'ready' ? phase : { kind: 'ready' };
    case 'other-version':
      return phase.kind === 'ready' ? phase : { kind: 'incompatible' };
    case 'closed':
      return { kind: 'closed' };
    case 'tick':
      return phase.kind === 'greeting' && now - phase.since >= helloWithin ? { kind: 'silent' } : phase;
    default:
      return event satisfies never;
  }
}
