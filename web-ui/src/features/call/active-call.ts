import type { CallRestart } from './call-restart';
import type { HttpExchange } from './http-exchange';
import type { CallRecord } from './model';
import type { PeerSession } from './peer-session';
import type { RecoveryFacts } from './recovery';
import type { WebSocketExchange } from './websocket-exchange';

/** A call that runs: what is known of it, and what makes it run. */
export interface ActiveCall {
  record: CallRecord;
  session: PeerSession;
  exchange: WebSocketExchange | HttpExchange;
  restart: CallRestart;
  peerLeft: string | undefined;
  sessionState: RecoveryFacts['session'];
  outcomeSent: boolean;
  watch: ReturnType<typeof setInterval> | undefined;
}
