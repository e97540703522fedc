import { html } from 'lit';
import type { Page } from '../app/page';
import { t } from '../i18n/i18n';
import { address } from '../shared/ui';

/** For a path of no page; last in the list, it claims nothing. */
export const noSuchPage: Page = {
  name: 'noSuchPage',
  layout: 'single',
  matches: () => false,
  view: ({ route }) =>
    html`<section class="card no-such-page" data-testid="no-such-page">
      <h1 tabindex="-1">${t('pages.noSuchPage.title')}</h1>
      <p>${address(route.path)}</p>
      <p>${t('noSuchPage.why')}</p>
      <p><a class="link" href="/">${t('noSuchPage.home')}</a></p>
    </section>`,
};
