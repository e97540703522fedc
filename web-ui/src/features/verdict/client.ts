import type { Store } from '../../app/store';
import { decodeVerdict } from '../../protocol/session-verdict';
import { pageNow } from '../../shared/units';
import type { CallRecord } from '../call/model';
import { isOver } from '../call/record';

/** A call that is being set up has the network to itself. */
const askAfter = 1000;

/** The session whose verdict is worth asking for now; undefined while there is none. */
export function sessionToFollow(call: CallRecord | undefined, now: number): string | undefined {
  if (!call) return undefined;
  const due = call.marks.firstFrame !== undefined || isOver(call) || now - call.startedAt > askAfter;
  return due ? call.remote.sessionId : undefined;
}

/** Follows the verdict of the signaling service over the session of the present call, as it changes. */
export class VerdictClient {
  private events: EventSource | undefined;
  private sessionId: string | undefined;

  constructor(private readonly store: Store) {}

  /** Called with each change of the page; asks once for each session. */
  follow(): void {
    const id = sessionToFollow(this.store.state.call, pageNow());
    if (id === undefined || id === this.sessionId) return;
    this.sessionId = id;
    this.events?.close();
    // The browser opens a lost stream again by itself, and none that was answered with an error.
    this.events = new EventSource(`/api/sessions/${encodeURIComponent(id)}/events`);
    this.events.addEventListener('verdict', event => this.take(id, String((event as MessageEvent).data)));
  }

  close(): void {
    this.events?.close();
    this.events = undefined;
    this.sessionId = undefined;
  }

  private take(sessionId: string, json: string): void {
    const verdict = read(json);
    if (verdict) this.store.update(state => (state.served = { sessionId, verdict }));
  }
}

function read(json: string): ReturnType<typeof decodeVerdict> {
  try {
    return decodeVerdict(JSON.parse(json));
  } catch {
    return undefined;
  }
}
