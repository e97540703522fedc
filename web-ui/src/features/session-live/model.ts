import type { SessionVerdict } from '../../protocol/session-verdict';
import type { SessionEvent, SessionRecord } from '../../protocol/session-record';
import type { RequestProblem } from '../../shared/http';

/** One session as it happens: what of it is here, and whether more will come. */
export interface SessionLiveState {
  id: string;
  record: SessionRecord;
  /** `lost` opens again by itself; `ended`: nothing more will come. */
  stream: 'connecting' | 'open' | 'lost' | 'ended';
  verdict: SessionVerdict | undefined;
  problem: RequestProblem | undefined;
}

export const emptyRecord = (id: string): SessionRecord => ({
  id,
  startedAt: undefined,
  endedAt: undefined,
  participants: [],
  events: [],
  dropped: 0,
  unreadable: 0,
});

/** The record with what came since; a number that is there already changes nothing. */
export function withEvents(record: SessionRecord, came: readonly SessionEvent[]): SessionRecord {
  const last = record.events.at(-1)?.n ?? 0;
  const fresh: SessionEvent[] = [];
  let late = false;
  for (const event of came) {
    if (event.n <= (fresh.at(-1)?.n ?? last)) late = true;
    fresh.push(event);
  }
  if (!late) return fresh.length === 0 ? record : { ...record, events: [...record.events, ...fresh] };
  const byNumber = new Map(record.events.map(event => [event.n, event]));
  for (const event of fresh) if (!byNumber.has(event.n)) byNumber.set(event.n, event);
  if (byNumber.size === record.events.length) return record;
  return { ...record, events: [...byNumber.values()].sort((a, b) => a.n - b.n) };
}

/** What a record that was asked for anew adds to what the stream brought. */
export const merged = (asked: SessionRecord, streamed: SessionRecord): SessionRecord =>
  withEvents(asked, streamed.events);
