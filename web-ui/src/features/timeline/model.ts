import type { Message } from '../../i18n/i18n';
import type { Milliseconds } from '../../shared/units';

/** Who made it happen. */
export const actors = ['browser', 'signaling', 'stun', 'turn', 'peer'] as const;
export type Actor = (typeof actors)[number];

/** When: on the page's clock, or on the lab's clock with the sender's own uncertainty. */
export type When =
  | { clock: 'page'; at: Milliseconds; earlierBy?: Milliseconds }
  | { clock: 'lab'; at: Milliseconds; uncertainty: Milliseconds };

/** One entry of the timeline. `derived` ones say from what in `basis`. */
export interface LabEvent {
  actor: Actor;
  when: When;
  what: Message;
  source: 'measured' | 'derived';
  /** Where it was observed, or what it was derived from. */
  basis: Message;
}

export interface PlacedEvent extends Omit<LabEvent, 'when'> {
  /** Since the click. */
  at: Milliseconds;
  /** It happened within at ± error (peer events) … */
  error: Milliseconds | undefined;
  /** … or up to this much earlier (sampled events). */
  earlierBy: Milliseconds | undefined;
}
