import { html, nothing, type TemplateResult } from 'lit';
import { ArrowLeft } from 'lucide';
import type { Page } from '../app/page';
import type { AppState } from '../app/state';
import type { Store } from '../app/store';
import { phasesView } from '../features/phases/view';
import { sequenceView } from '../features/sequence/view';
import type { SessionRecordClient } from '../features/session-record/client';
import { sessionIdIn } from '../features/session-record/analysis';
import { sessionRecordView } from '../features/session-record/view';
import { t } from '../i18n/i18n';
import { icon } from '../shared/icon';

/** What happened in one session, from everybody who observed it. */
export function sessionPage(store: Store, records: SessionRecordClient): Page {
  return {
    name: 'session',
    layout: 'single',
    matches: path => sessionIdIn(path) !== undefined,
    enter: path => {
      const id = sessionIdIn(path);
      if (id) void records.load(id);
    },
    view: state => {
      const { session, route } = state;
      const id = sessionIdIn(route.path);
      const shown = session && session.id === id ? session : undefined;
      return html`<div class="page-head">
          <p>
            <a class="link" href="/networks">${icon(ArrowLeft, 14)} ${t('session.back')}</a>
          </p>
          <h1 tabindex="-1">${t('pages.session.title')}</h1>
          <p class="hint">${t('session.hint')}</p>
        </div>
        ${sequence(store, state, id)}
        <section class="card" aria-labelledby="session-title">
          <h2 id="session-title" class="visually-hidden">${t('session.id')} ${id}</h2>
          ${
            shown
              ? sessionRecordView(shown, () => void records.load(shown.id))
              : html`<p class="empty">${t('session.loading')}</p>`
          }
        </section>`;
    },
  };
}

/** The same picture as on the call page; while the session goes on it grows. */
function sequence(
  store: Store,
  { live, sequence: ui }: AppState,
  id: string | undefined,
): TemplateResult | typeof nothing {
  const followed = live?.id === id ? live : undefined;
  if (!followed || (followed.record.events.length === 0 && followed.stream === 'ended')) return nothing;
  const source = {
    record: followed.record,
    live: followed.stream !== 'ended',
    waiting: t(followed.stream === 'lost' ? 'sequence.lost' : 'sequence.loading'),
  };
  return html`${phasesView(followed.record, followed.verdict)}
  ${sequenceView(source, ui, how => store.update(state => how(state.sequence)))}`;
}
