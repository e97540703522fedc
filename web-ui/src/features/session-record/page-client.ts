import type { Store } from '../../app/store';
import { decodeVerdict } from '../../protocol/session-verdict';
import type { SessionRecordBody } from '../../protocol/session-record';
import { requestJson } from '../../shared/http';
import { initialReplay } from '../replay/model';
import { initialShare } from '../report/model';
import { recordPath } from './client';
import type { VerdictState } from './model';

/** A running session is asked for this often. */
const every = 3000;

/** The verdict of the service on a session; never throws. */
export async function verdictOn(id: string): Promise<VerdictState> {
  const result = await requestJson<unknown>(`${recordPath(id)}/verdict`);
  if (!result.ok) return { kind: 'problem', problem: result.problem };
  const verdict = decodeVerdict(result.value);
  return verdict ? { kind: 'there', verdict } : { kind: 'problem', problem: { code: 'unexpected-answer' } };
}

/** Keeps one session on its page: record and verdict, anew while it still runs. */
export class SessionPageClient {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly store: Store) {}

  open(id: string, position: number | undefined): void {
    this.close();
    this.store.update(state => {
      if (state.session?.id !== id) state.session = { id, kind: 'loading' };
      state.sessionPage = {
        id,
        verdict: { kind: 'loading' },
        replay: initialReplay(position),
        allRows: false,
        share: initialShare(),
      };
    });
    void this.load(id);
  }

  close(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** Another attempt, or what has come since. */
  async load(id: string): Promise<void> {
    clearTimeout(this.timer);
    const [record, verdict] = await Promise.all([
      requestJson<SessionRecordBody>(`${recordPath(id)}?addresses=real`),
      verdictOn(id),
    ]);
    const { sessionPage } = this.store.state;
    if (sessionPage?.id !== id) return;
    this.store.update(state => {
      sessionPage.verdict = verdict;
      if (!record.ok) {
        // What is shown stays, if only an update did not come.
        if (state.session?.id === id && state.session.kind === 'there') return;
        state.session = { id, kind: 'problem', problem: record.problem };
      } else if (!Array.isArray(record.value.events)) {
        state.session = { id, kind: 'problem', problem: { code: 'unexpected-answer' } };
      } else if (hasMore(state.session, record.value)) {
        state.session = { id, kind: 'there', record: record.value };
      }
    });
    const { session, route } = this.store.state;
    const runs = session?.kind === 'there' && !session.record.endedAt;
    if (runs && route.page === 'session') this.timer = setTimeout(() => void this.load(id), every);
  }
}

/** The same record again would be drawn again for nothing. */
function hasMore(before: Store['state']['session'], now: SessionRecordBody): boolean {
  if (before?.kind !== 'there' || before.id !== now.id) return true;
  const { record } = before;
  return (
    record.events?.length !== now.events?.length ||
    record.endedAt !== now.endedAt ||
    !record.dropped !== !now.dropped
  );
}
