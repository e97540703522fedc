import type { Milliseconds } from '../../shared/units';

/** One signaling message as it went over the wire, with credentials taken out. */
export interface RawMessage {
  at: Milliseconds;
  direction: 'sent' | 'received';
  type: string;
  via: 'websocket' | 'http';
  /** The message itself; turned into text when somebody wants to read it. */
  value: object;
}
