import type { Store } from '../../app/store';
import { decodeSessions } from '../../protocol/sessions';
import { requestJson } from '../../shared/http';
import { stillThere } from './analysis';

/** The list is asked for this often while somebody looks at it. */
const every = 3000;

/** Keeps the list of sessions up to date while somebody looks at it, and deletes records. */
export class SessionsClient {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private following = false;
  private asked = 0;
  private readonly onVisible = (): void => {
    if (!document.hidden) void this.load();
  };

  constructor(private readonly store: Store) {}

  follow(): void {
    if (this.following) return;
    this.following = true;
    document.addEventListener('visibilitychange', this.onVisible);
    addEventListener('focus', this.onVisible);
    void this.load();
  }

  stop(): void {
    this.following = false;
    clearTimeout(this.timer);
    document.removeEventListener('visibilitychange', this.onVisible);
    removeEventListener('focus', this.onVisible);
  }

  async load(): Promise<void> {
    clearTimeout(this.timer);
    const asked = ++this.asked;
    const result = await requestJson<unknown>('/api/sessions');
    if (asked !== this.asked) return;
    const list = result.ok ? decodeSessions(result.value) : undefined;
    this.store.update(({ sessions }) => {
      sessions.problem = !result.ok ? result.problem : list ? undefined : { code: 'unexpected-answer' };
      if (!list) return;
      sessions.list = list;
      sessions.picked = stillThere(sessions.picked, list);
    });
    if (this.following && !document.hidden) this.timer = setTimeout(() => void this.load(), every);
  }

  /** Asked for once more before it is done. */
  askForget(id: string | undefined): void {
    this.store.update(({ sessions }) => {
      sessions.forgetting = id;
      sessions.forgetProblem = undefined;
    });
  }

  async forget(id: string): Promise<void> {
    const result = await requestJson<undefined>(`/api/sessions/${encodeURIComponent(id)}`, {
      method: 'DELETE',
    });
    // One that is gone already is as deleted as it can be.
    const gone = result.ok || result.problem.status === 404;
    this.store.update(({ sessions }) => {
      sessions.forgetting = undefined;
      sessions.forgetProblem = gone ? undefined : result.problem;
      if (gone) sessions.list = sessions.list?.filter(session => session.id !== id);
    });
    await this.load();
  }
}
