import { html } from 'lit';
import type { Page } from '../app/page';
import type { Store } from '../app/store';
import { comparedIn } from '../features/compare/analysis';
import { CompareClient } from '../features/compare/client';
import { compareView } from '../features/compare/view';
import { pick } from '../features/sessions/analysis';
import { SessionsClient } from '../features/sessions/client';
import { Importer } from '../features/sessions/importer';
import { importView } from '../features/sessions/import-view';
import { sessionsView, type SessionsActions } from '../features/sessions/view';
import { t } from '../i18n/i18n';

/** What happened then: the sessions that are kept, files of others, and two of them side by side. */
export function sessionsPage(store: Store, go: (path: string) => void): Page {
  const client = new SessionsClient(store);
  const compare = new CompareClient(store);
  const importer = new Importer(store, id => {
    // The visitor may have gone elsewhere while the file was on its way.
    if (store.state.route.page === 'sessions') go(`/sessions/${encodeURIComponent(id)}`);
  });
  const actions: SessionsActions = {
    retry: () => void client.load(),
    pick: id => store.update(({ sessions }) => (sessions.picked = pick(sessions.picked, id))),
    askForget: id => client.askForget(id),
    forget: id => void client.forget(id),
  };
  /** The list, or two sessions, by the query of the address. */
  const show = (): void => {
    const two = comparedIn(location.search);
    if (two) {
      client.stop();
      compare.open(two);
    } else {
      compare.close();
      client.follow();
    }
  };
  return {
    name: 'sessions',
    navigation: { path: '/sessions' },
    layout: 'single',
    matches: path => path === '/sessions',
    enter: () => {
      removeEventListener('popstate', show);
      addEventListener('popstate', show);
      show();
    },
    leave: () => {
      removeEventListener('popstate', show);
      client.stop();
      compare.close();
    },
    view: ({ sessions, compare: two }) =>
      two
        ? compareView(two, all =>
            store.update(state => {
              if (state.compare) state.compare.all = all;
            }),
          )
        : html`<div class="page-head">
              <h1 tabindex="-1">${t('pages.sessions.title')}</h1>
              <p class="hint">${t('sessions.hint')}</p>
            </div>
            ${importView(sessions.importing, {
              take: file => void importer.take(file),
              close: () => importer.close(),
            })}
            ${sessionsView(sessions, actions)}`,
  };
}
