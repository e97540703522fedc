import { html, type TemplateResult } from 'lit';
import { assessParts } from '../features/lab-status/analysis';
import { labStatusView } from '../features/lab-status/view';
import { t } from '../i18n/i18n';
import type { Actions } from './actions';
import { headerView } from './header-view';
import type { Page } from './page';
import type { AppState } from './state';

/** The frame all pages share, around the page that is shown. */
export function appView(
  state: AppState,
  page: Page,
  pages: readonly Page[],
  video: HTMLVideoElement,
  actions: Actions,
): TemplateResult {
  const { lab, link } = state;
  return html`<a class="skip" href=${page.skipTo ?? '#content'}>${t('app.skip')}</a>
    ${headerView(state, pages, video, actions)}
    ${lab.asked || link.state.kind === 'open' ? labStatusView(assessParts(lab, link.state)) : labStatusView([])}
    <main id="content" class=${page.layout} tabindex="-1">${page.view(state, actions)}</main>`;
}
