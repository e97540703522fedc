import type { Store } from '../../app/store';
import type { SessionRecordBody } from '../../protocol/session-record';
import { requestJson } from '../../shared/http';

export const recordPath = (id: string): string => `/api/sessions/${encodeURIComponent(id)}`;

/** Loads records of sessions, one at a time; a later request overtakes an earlier one. */
export class SessionRecordClient {
  constructor(private readonly store: Store) {}

  async load(id: string): Promise<void> {
    this.store.update(state => (state.session = { id, kind: 'loading' }));
    const result = await requestJson<SessionRecordBody>(recordPath(id));
    this.store.update(state => {
      if (state.session?.id !== id) return;
      if (!result.ok) state.session = { id, kind: 'problem', problem: result.problem };
      else if (Array.isArray(result.value.events))
        state.session = { id, kind: 'there', record: result.value };
      else state.session = { id, kind: 'problem', problem: { code: 'unexpected-answer' } };
    });
  }
}
