import type { AppState } from '../../app/state';
import { decodeEvent, decodeRecord, type SessionEvent } from '../../protocol/session-record';
import { decodeVerdict } from '../../protocol/session-verdict';
import { requestJson } from '../../shared/http';
import { reconnectDelay } from '../signaling/backoff';
import { emptyRecord, merged, withEvents, type SessionLiveState } from './model';

/** Where a profile of the page, and `./lab bench sequence`, see that an event arrived. */
const arrival = 'session-event';

/** What of the page the client needs; a store has it. */
export interface LiveStore {
  readonly state: Pick<AppState, 'live'>;
  update(change: (state: Pick<AppState, 'live'>) => void): void;
}

/** Opens a stream of server-sent events; `EventSource` by default. */
export type OpenStream = (url: string) => EventSource;

/**
 * Follows one session: its record once, for the names of its ends, and its events as they come. The stream begins
 * with the past each time, so nothing is lost when it breaks; numbers that are here already are left out.
 */
export class SessionLiveClient {
  private id: string | undefined;
  private stream: EventSource | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private flushing: ReturnType<typeof setTimeout> | undefined;
  private came: SessionEvent[] = [];
  private failures = 0;

  constructor(
    private readonly store: LiveStore,
    private readonly open: OpenStream = url => new EventSource(url),
  ) {}

  /** The session to follow from now on; the same one again changes nothing. */
  show(id: string | undefined): void {
    if (id === this.id) return;
    this.close();
    this.id = id;
    if (id === undefined) return;
    if (this.store.state.live?.id !== id) {
      this.store.update(state => {
        const record = emptyRecord(id);
        state.live = { id, record, stream: 'connecting', verdict: undefined, problem: undefined };
      });
    }
    this.failures = 0;
    this.follow(id);
  }

  private close(): void {
    clearTimeout(this.retry);
    clearTimeout(this.flushing);
    this.flushing = undefined;
    this.stream?.close();
    this.stream = undefined;
    this.came = [];
  }

  private follow(id: string): void {
    void this.ask(id);
    const stream = this.open(`${path(id)}/events`);
    this.stream = stream;
    stream.onopen = () => {
      this.failures = 0;
      this.change(id, live => (live.stream = 'open'));
    };
    const onEvent = (message: MessageEvent): void => this.received(id, message);
    stream.onmessage = onEvent;
    stream.addEventListener('event', onEvent);
    stream.addEventListener('verdict', message => {
      this.judged(id, parsed((message as MessageEvent).data));
    });
    stream.onerror = () => this.lost(id, stream);
  }

  /** Names of the ends, and whether it has ended. */
  private async ask(id: string): Promise<void> {
    const result = await requestJson<unknown>(`${path(id)}?addresses=real`);
    const record = result.ok ? decodeRecord(result.value) : undefined;
    this.change(id, live => {
      if (record) {
        live.record = merged({ ...record, id }, live.record);
        live.problem = undefined;
        if (record.endedAt !== undefined) live.stream = 'ended';
      } else {
        live.problem = result.ok ? { code: 'unexpected-answer' } : result.problem;
      }
    });
    // Nobody remembers this session: opening its stream again is of no use.
    const gone = !result.ok && result.problem.status === 404;
    if (this.id !== id || (!gone && record?.endedAt === undefined)) return;
    this.end(id);
    if (gone) return;
    const last = await requestJson<unknown>(`${path(id)}/verdict`);
    if (last.ok) this.judged(id, last.value);
  }

  private judged(id: string, json: unknown): void {
    const verdict = decodeVerdict(json);
    if (verdict) this.change(id, live => (live.verdict = verdict));
  }

  private end(id: string): void {
    clearTimeout(this.retry);
    this.stream?.close();
    this.stream = undefined;
    this.change(id, live => (live.stream = 'ended'));
  }

  private received(id: string, message: MessageEvent): void {
    performance.mark(arrival);
    performance.clearMarks(arrival);
    const event = decodeEvent(parsed(message.data));
    if (!event || this.id !== id) return;
    this.came.push(event);
    // What comes in one piece is drawn together.
    this.flushing ??= setTimeout(() => this.flush(id));
  }

  private flush(id: string): void {
    this.flushing = undefined;
    const came = this.came;
    this.came = [];
    this.change(id, live => (live.record = withEvents(live.record, came)));
  }

  /** A stream ends with its session, or breaks; asking for the record tells which. */
  private lost(id: string, stream: EventSource): void {
    if (this.stream !== stream) return;
    stream.close();
    this.stream = undefined;
    this.change(id, live => (live.stream = 'lost'));
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.follow(id), reconnectDelay(++this.failures, Math.random()));
  }

  private change(id: string, how: (live: SessionLiveState) => void): void {
    if (this.id !== id) return;
    this.store.update(({ live }) => {
      if (live?.id === id) how(live);
    });
  }
}

const path = (id: string): string => `/api/sessions/${encodeURIComponent(id)}`;

function parsed(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return undefined;
  }
}
