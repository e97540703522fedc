import type { AppState } from '../../app/state';

/** The session whose events the call page needs as they happen; the page of a session reads its own. */
export function sessionShown({ route, call }: Pick<AppState, 'route' | 'call'>): string | undefined {
  return route.page === 'call' ? call?.remote.sessionId : undefined;
}
