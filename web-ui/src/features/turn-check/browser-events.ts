import type { Milliseconds } from '../../shared/units';

/** Which of the two peer connections of a check; `near` sends, `far` echoes. */
export type End = 'near' | 'far';

/** What the two peer connections told, in order; the moment is on the clock of the page. */
export type CheckEvent = { at: Milliseconds } & (
  | { kind: 'started' }
  /** The browser would not make a connection with this URL. */
  | { kind: 'refused'; text: string }
  | { kind: 'candidate'; end: End; type: string; address: string; port: number; relatedPort?: number }
  | { kind: 'error'; end: End; url: string; code: number; text: string }
  | { kind: 'gathered'; end: End }
  | { kind: 'ice'; state: RTCIceConnectionState }
  /** Checks of all pairs at the near end together, read when ICE gave up or time was over. */
  | { kind: 'checks'; sent: number; answered: number }
  | { kind: 'open' }
  /** One small message on its own way, never repeated; `round-trip` if it came back. */
  | { kind: 'probe' }
  | { kind: 'round-trip'; took: Milliseconds }
  | { kind: 'sent'; bytes: number }
  | { kind: 'echoed'; bytes: number }
  /** Nothing more will come: all came back, or the stragglers were waited for. */
  | { kind: 'complete' }
  | { kind: 'deadline'; after: Milliseconds }
  | { kind: 'cancelled' }
  /** Both connections are closed: the last event of every check. */
  | { kind: 'closed' }
);

/** `Omit` over a union would lose its members' own fields. */
export type Untimed<T> = T extends unknown ? Omit<T, 'at'> : never;
