import { html, nothing, type TemplateResult } from 'lit';
import type { Page } from '../app/page';
import type { AppState } from '../app/state';
import type { Store } from '../app/store';
import { cellAt } from '../features/matrix/analysis';
import { cellPanel } from '../features/matrix/cell-view';
import { MatrixClient } from '../features/matrix/client';
import { matrixFile, matrixMarkdown } from '../features/matrix/export';
import { matrixView, type MatrixActions } from '../features/matrix/view';
import { NetworksClient } from '../features/networks/client';
import { networksView } from '../features/networks/view';
import { SessionRecordClient } from '../features/session-record/client';
import { sessionRecordView } from '../features/session-record/view';
import { t } from '../i18n/i18n';
import type { MatrixBody } from '../protocol/networks';
import { saveFile } from '../shared/save-file';

/** What happens between any two kinds of network: measured NATs, the matrix filling live, each call in full. */
export function networksPage(store: Store, networks: NetworksClient, records: SessionRecordClient): Page {
  const matrix = new MatrixClient(store);
  const actions = matrixActions(store, matrix, records);
  return {
    name: 'networks',
    navigation: { path: '/networks' },
    layout: 'single',
    matches: path => path === '/networks',
    view: state => view(state, actions, networks, records, () => close(store)),
    enter: () => {
      networks.follow();
      matrix.follow();
    },
    leave: () => {
      networks.stop();
      matrix.close();
    },
  };
}

function view(
  state: AppState,
  actions: MatrixActions,
  networks: NetworksClient,
  records: SessionRecordClient,
  closeCell: () => void,
): TemplateResult {
  return html`<div class="page-head">
      <h1 tabindex="-1">${t('pages.networks.title')}</h1>
      <p class="hint">${t('networks.question')}</p>
    </div>
    ${networksView(
      state.networks,
      name => void networks.measure(name),
      () => void networks.load(),
    )}
    ${matrixView(state.matrix, state.networks.networks?.length, actions)}
    ${selectedCell(state, records, closeCell)}`;
}

function selectedCell(
  { matrix, session }: AppState,
  records: SessionRecordClient,
  closeCell: () => void,
): TemplateResult | typeof nothing {
  const cell = matrix.document && matrix.selected && cellAt(matrix.document, matrix.selected);
  if (!cell) return nothing;
  const shown = cell.session && session?.id === cell.session ? session : undefined;
  const record = shown ? sessionRecordView(shown, () => void records.load(shown.id)) : nothing;
  return cellPanel(cell, record, closeCell);
}

function matrixActions(store: Store, matrix: MatrixClient, records: SessionRecordClient): MatrixActions {
  const text = (form: 'markdown' | 'json', document: MatrixBody): string =>
    form === 'json' ? `${JSON.stringify(matrixFile(document), null, 2)}\n` : matrixMarkdown(document);
  return {
    run: () => void matrix.run(),
    stop: () => void matrix.stop(),
    show: fromPeer =>
      store.update(state => {
        state.matrix.shown = fromPeer;
        state.matrix.selected = undefined;
      }),
    select: key => {
      store.update(state => (state.matrix.selected = key));
      const { document: body } = store.state.matrix;
      const session = body && cellAt(body, key)?.session;
      if (session) void records.load(session);
      // The panel is drawn with the next frame; the keyboard goes on from its heading.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => document.getElementById('cell-title')?.focus()),
      );
    },
    copy: form => {
      const { document: body } = store.state.matrix;
      if (!body) return;
      navigator.clipboard
        ?.writeText(text(form, body))
        .then(() => store.update(state => (state.matrix.copied = form)))
        // No clipboard on insecure pages; the file can be saved instead.
        .catch(() => undefined);
    },
    save: form => {
      const { document: body } = store.state.matrix;
      if (!body) return;
      if (form === 'json') saveFile('matrix.json', 'application/json', text(form, body));
      else saveFile('matrix.md', 'text/markdown', text(form, body));
    },
  };
}

/** Closing gives the focus back to the cell it came from. */
function close(store: Store): void {
  const { selected } = store.state.matrix;
  store.update(state => (state.matrix.selected = undefined));
  if (!selected) return;
  const cell = `td[data-from="${CSS.escape(selected.from)}"][data-to="${CSS.escape(selected.to)}"]`;
  document.querySelector<HTMLElement>(`${cell} a, ${cell} button`)?.focus();
}
