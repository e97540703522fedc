import { html } from 'lit';
import type { Page } from '../app/page';
import type { Store } from '../app/store';
import type { LabClient } from '../features/lab-status/client';
import { TurnController } from '../features/turn-check/controller';
import { labServers, type LabServers } from '../features/turn-check/form';
import { formOf, turnFormView, type TurnActions } from '../features/turn-check/form-view';
import { turnResultView } from '../features/turn-check/view';
import { t } from '../i18n/i18n';

/** Is a STUN or TURN server really working, for the service and for this browser? */
export function turnPage(store: Store, lab: LabClient): Page {
  const servers = (): LabServers => {
    const { iceServers } = store.state.lab;
    return labServers(iceServers?.servers ?? [], iceServers?.expiresAt);
  };
  const controller = new TurnController({
    get state() {
      return store.state.turn;
    },
    update: change => store.update(state => change(state.turn)),
    labServers: async () => {
      await lab.freshIceServers();
      return servers();
    },
  });
  const actions: TurnActions = {
    type: (field, value) =>
      store.update(({ turn }) => {
        if (field === 'urls') turn.edited = true;
        turn.form[field] = value;
      }),
    useLabUrls: () => store.update(({ turn }) => (turn.edited = false)),
    start: () => {
      store.update(({ turn }) => (turn.form = formOf(turn, servers())));
      void controller.start().then(showFirstProblem);
    },
    cancel: () => controller.cancel(),
  };
  return {
    name: 'turn',
    navigation: { path: '/turn' },
    layout: 'single',
    matches: path => path === '/turn',
    view: ({ turn }) =>
      html`<h1 class="visually-hidden" tabindex="-1">${t('pages.turn.title')}</h1>
        ${turnFormView(turn, servers(), actions)} ${turnResultView(turn.run)}`,
  };
}

/** After a start that was not possible the first field that says why gets the focus, once it is drawn. */
function showFirstProblem(): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>('.turn-form [aria-invalid="true"]')?.focus(),
  );
}
