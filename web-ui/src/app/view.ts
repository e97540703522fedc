import { html, type TemplateResult } from 'lit';
import { choicesView, select } from '../features/call/choices-view';
import { callView } from '../features/call/view';
import { stagesView } from '../features/call/stages-view';
import { candidatesView } from '../features/candidates/view';
import { assessParts } from '../features/lab-status/analysis';
import { labStatusView } from '../features/lab-status/view';
import { natView } from '../features/nat-report/view';
import { pathOf } from '../features/path/path-of';
import { pathView } from '../features/path/view';
import { qualityView } from '../features/quality/view';
import { rawMessagesView } from '../features/raw-messages/view';
import { timelineView } from '../features/timeline/view';
import { judge } from '../features/verdict/analysis';
import { verdictView } from '../features/verdict/view';
import { t } from '../i18n/i18n';
import { pageNow } from '../shared/units';
import type { Actions } from './actions';
import { themes, type Settings } from './settings';
import type { AppState } from './state';

/** The Call page: the live part at the left, the evidence at the right; one column on a phone. */
export function pageView(state: AppState, video: HTMLVideoElement, actions: Actions): TemplateResult {
  const { call, lab, link, nat } = state;
  const path = call && pathOf(call, nat.report);
  const verdict = judge({
    call,
    path,
    lab: lab.status,
    signalingUp: link.state.kind === 'open',
    now: pageNow(),
  });
  return html`<a class="skip" href="#stages">${t('app.skip')}</a>
    ${header(state.settings, actions)}
    ${lab.asked || link.state.kind === 'open' ? labStatusView(assessParts(lab, link.state)) : labStatusView([])}
    <main>
      <div class="live">
        ${callView(state, video, actions)} ${verdictView(verdict)} ${choicesView(state, actions)}
      </div>
      <div class="evidence">
        ${stagesView(call)} ${pathView(call, path)} ${qualityView(call)} ${timelineView(call, link.clock)}
        ${candidatesView(call)} ${natView(nat, () => actions.measureNat())} ${rawMessagesView(call)}
      </div>
    </main> `;
}

function header(settings: Settings, actions: Actions): TemplateResult {
  return html`<header class="top">
    <div class="brand">
      <img src="/icon.svg" alt="" width="28" height="28" />
      <div>
        <h1>${t('app.name')}</h1>
        <p>${t('app.tagline')}</p>
      </div>
    </div>
    <div class="top-choices">
      ${select(
        'language',
        t('language.label'),
        settings.language,
        [
          ['en', t('language.en')],
          ['nl', t('language.nl')],
        ],
        value => actions.choose('language', value === 'nl' ? 'nl' : 'en'),
      )}
      ${select(
        'theme',
        t('theme.label'),
        settings.theme,
        themes.map(theme => [theme, t(`theme.${theme}`)]),
        value => actions.choose('theme', themes.find(theme => theme === value) ?? 'auto'),
      )}
    </div>
  </header>`;
}
