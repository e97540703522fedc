import { html, type TemplateResult } from 'lit';
import { assessParts } from '../features/lab-status/analysis';
import { labStatusView } from '../features/lab-status/view';
import { t } from '../i18n/i18n';
import { part } from '../shared/part';
import type { Actions } from './actions';
import { headerView } from './header-view';
import type { Page } from './page';
import type { AppState } from './state';

/**
 * The frame all pages share, around the page that is shown.
 *
 * @param revision of the store: the frame looks at nothing that changes without it
 */
export function appView(
  state: AppState,
  page: Page,
  pages: readonly Page[],
  video: HTMLVideoElement,
  actions: Actions,
  revision: number,
): TemplateResult {
  return html`<a class="skip" href=${page.skipTo ?? '#content'}>${t('app.skip')}</a>
    ${part([revision], () => html`${headerView(state, pages, video, actions)} ${partsView(state)}`)}
    <main id="content" class=${page.layout} tabindex="-1">${page.view(state, actions)}</main>`;
}

const partsView = ({ lab, link }: AppState): TemplateResult =>
  labStatusView(lab.asked || link.state.kind === 'open' ? assessParts(lab, link.state) : []);
