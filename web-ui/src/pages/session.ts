import { html, type TemplateResult } from 'lit';
import { ArrowLeft } from 'lucide';
import type { Page } from '../app/page';
import type { Store } from '../app/store';
import { ReplayController } from '../features/replay/controller';
import { eventIn, positionIn, seek } from '../features/replay/analysis';
import { initialReplay } from '../features/replay/model';
import type { Picture } from '../features/report/model';
import { pictureIn, pictureOf, type SavedPicture } from '../features/report/picture';
import { Sharer } from '../features/report/sharer';
import { shareView } from '../features/report/share-view';
import type { Diagram } from '../features/session-record/diagram';
import { evidenceView, recordHead, type EvidenceActions } from '../features/session-record/evidence-view';
import { SessionPageClient } from '../features/session-record/page-client';
import { recorded } from '../features/session-record/recorded';
import { sessionIdIn } from '../features/session-record/analysis';
import { sessionRecordView } from '../features/session-record/view';
import { topologyOfSession } from '../features/topology/topology-of';
import { topologyPicture } from '../features/topology/view';
import { t } from '../i18n/i18n';
import type { SessionRecord } from '../protocol/session-record';
import { icon } from '../shared/icon';

/** What happened in one session, from everybody who observed it, as it was at any moment of it. */
export function sessionPage(store: Store, diagram?: Diagram): Page {
  const client = new SessionPageClient(store);
  const track = () => {
    const { session } = store.state;
    return session?.kind === 'there' ? recorded(session.record).track : undefined;
  };
  const replay = new ReplayController({
    state: () => store.state.sessionPage?.replay,
    track,
    update: state =>
      store.update(({ sessionPage: page }) => {
        if (page) page.replay = state;
      }),
  });
  const actions: EvidenceActions = {
    replay,
    showEvent: n => {
      const moment = track()?.moments.find(candidate => candidate.n === n);
      if (moment) replay.seek(moment.at);
      document.querySelector<HTMLElement>('[data-testid=replay-scrubber]')?.focus();
    },
    showAllRows: () =>
      store.update(({ sessionPage: page }) => {
        if (page) page.allRows = true;
      }),
  };
  const pictures: Picture[] = diagram ? ['diagram', 'topology'] : ['topology'];
  const sharer = new Sharer({
    id: () => store.state.sessionPage?.id,
    state: () => store.state.sessionPage?.share,
    update: change =>
      store.update(({ sessionPage: page }) => {
        if (page) change(page.share);
      }),
    draw: (picture, body) => {
      const { record } = recorded(body);
      return picture === 'diagram' ? diagram && pictureIn(diagram.svg(record)) : topologyPictureOf(record);
    },
  });
  /** Somebody followed a link to another moment of this session, or went back to one. */
  const onHash = (): void => {
    const at = track();
    const state = store.state.sessionPage?.replay;
    const event = eventIn(location.hash);
    if (event !== undefined) return actions.showEvent(event);
    const position = positionIn(location.hash);
    if (!at || !state) return;
    const next =
      position === undefined ? { ...initialReplay(), speed: state.speed } : seek(state, at, position);
    store.update(({ sessionPage: page }) => (page!.replay = { ...next, playing: false }));
  };
  return {
    name: 'session',
    layout: 'single',
    matches: path => sessionIdIn(path) !== undefined,
    enter: path => {
      const id = sessionIdIn(path);
      removeEventListener('hashchange', onHash);
      if (!id) return;
      addEventListener('hashchange', onHash);
      client.open(id, positionIn(location.hash));
    },
    leave: () => {
      removeEventListener('hashchange', onHash);
      replay.stop();
      client.close();
    },
    view: state => {
      const id = sessionIdIn(state.route.path)!;
      return html`<div class="page-head">
          <p><a class="link" href="/sessions">${icon(ArrowLeft, 14)} ${t('session.back')}</a></p>
          <h1 tabindex="-1">${t('pages.session.title')}</h1>
          <p class="hint">${t('session.hint')}</p>
        </div>
        ${content(id)}`;
    },
  };

  function content(id: string): TemplateResult {
    const { session, sessionPage: page } = store.state;
    if (session?.id !== id || page?.id !== id) {
      return html`<p class="empty">${t('session.loading')}</p>`;
    }
    if (session.kind !== 'there') {
      return html`<section class="card">${sessionRecordView(session, () => void client.load(id))}</section>`;
    }
    const all = recorded(session.record);
    return html`<section class="card" aria-labelledby="session-title">
        <h2 id="session-title" class="visually-hidden">${t('session.id')} ${id}</h2>
        ${recordHead(all)}
      </section>
      ${shareView(page.share, pictures, {
        addresses: sharer.addresses.bind(sharer),
        confirm: sharer.confirm.bind(sharer),
        make: form => void sharer.make(form),
      })}
      ${evidenceView(all, page.verdict, page, actions, diagram)}`;
  }
}

function topologyPictureOf(record: SessionRecord): SavedPicture | undefined {
  const model = topologyOfSession(record);
  return model && pictureOf(topologyPicture(model));
}
