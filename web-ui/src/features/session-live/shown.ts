import type { AppState } from '../../app/state';
import { sessionIdIn } from '../session-record/analysis';

/** The session whose events the page that is shown needs. */
export function sessionShown({ route, call }: Pick<AppState, 'route' | 'call'>): string | undefined {
  if (route.page === 'session') return sessionIdIn(route.path);
  return route.page === 'call' ? call?.remote.sessionId : undefined;
}
