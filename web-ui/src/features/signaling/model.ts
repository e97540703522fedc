import type { Milliseconds } from '../../shared/units';
import type { ClockSample } from './clock-sync';

/** The WebSocket to the signaling service, as the page shows it. */
export type LinkState =
  | { kind: 'idle' }
  | { kind: 'connecting'; failures: number }
  | { kind: 'open'; since: Milliseconds }
  | { kind: 'waiting'; failures: number; retryIn: Milliseconds; closeCode: number | undefined }
  /** Put to rest while nobody looks at the page and no call runs. */
  | { kind: 'resting' };

export interface LinkView {
  state: LinkState;
  clock: ClockSample | undefined;
}
