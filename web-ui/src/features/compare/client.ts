import type { Store } from '../../app/store';
import type { SessionRecordBody } from '../../protocol/session-record';
import { requestJson } from '../../shared/http';
import { recordPath } from '../session-record/client';
import { verdictOn } from '../session-record/page-client';
import { recorded } from '../session-record/recorded';
import type { ComparedSession, Side } from './model';

/** Gets the two sessions that are compared. */
export class CompareClient {
  constructor(private readonly store: Store) {}

  open({ a, b }: { a: string; b: string }): void {
    this.store.update(state => {
      state.compare = { a: { id: a, kind: 'loading' }, b: { id: b, kind: 'loading' }, all: false };
    });
    void this.load('a', a);
    void this.load('b', b);
  }

  close(): void {
    this.store.update(state => (state.compare = undefined));
  }

  private async load(side: Side, id: string): Promise<void> {
    const [record, verdict] = await Promise.all([
      requestJson<SessionRecordBody>(`${recordPath(id)}?addresses=real`),
      verdictOn(id),
    ]);
    const loaded: ComparedSession = record.ok
      ? {
          id,
          kind: 'there',
          record: recorded(record.value).record,
          verdict: verdict.kind === 'there' ? verdict.verdict : undefined,
        }
      : { id, kind: 'problem', problem: record.problem };
    this.store.update(({ compare }) => {
      if (compare?.[side].id === id) compare[side] = loaded;
    });
  }
}
