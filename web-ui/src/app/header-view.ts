import { html, nothing, type TemplateResult } from 'lit';
import { isOver } from '../features/call/record';
import { select } from '../features/call/choices-view';
import { roomOf } from '../features/room/model';
import { pathOfRoom } from '../features/room/names';
import { t } from '../i18n/i18n';
import type { Actions } from './actions';
import type { Page } from './page';
import { themes, type Settings } from './settings';
import type { AppState } from './state';

/** The same on every page: name, pages, the call if one runs elsewhere, language and colours. */
export function headerView(
  state: AppState,
  pages: readonly Page[],
  video: HTMLVideoElement,
  actions: Actions,
): TemplateResult {
  return html`<header class="top">
    <a class="brand" href="/">
      <img src="/icon.svg" alt="" width="28" height="28" />
      <span>
        <strong>${t('app.name')}</strong>
        <small>${t('app.tagline')}</small>
      </span>
    </a>
    ${navigation(state, pages)} ${runningCall(state, video)} ${runningRoom(state)}
    ${look(state.settings, actions)}
  </header>`;
}

function navigation({ route }: AppState, pages: readonly Page[]): TemplateResult {
  return html`<nav class="pages" aria-label=${t('app.pages')}>
    <ul>
      ${pages.map(({ name, navigation: place }) =>
        place
          ? html`<li>
              <a href=${place.path} aria-current=${name === route.page ? 'page' : nothing}
                >${t(`pages.${name}.title`)}</a
              >
            </li>`
          : nothing,
      )}
    </ul>
  </nav>`;
}

/**
 * A call that runs while another page is shown: its picture, small. The video element is the one of the Call page;
 * a picture that is moved within one rendering goes on playing, and frames are counted all the time.
 */
function runningCall({ call, route }: AppState, video: HTMLVideoElement): TemplateResult | typeof nothing {
  const running = call !== undefined && (!isOver(call) || call.phase === 'recalling');
  if (!running || route.page === 'call') return nothing;
  const words = call.phase === 'playing' ? t('app.callRuns') : t('app.callConnects');
  return html`<a class="running-call" href="/" data-testid="running-call" data-phase=${call.phase}
    >${video}<span>${words}</span></a
  >`;
}

/** A room one is in while another page is shown. */
function runningRoom({ room, route }: AppState): TemplateResult | typeof nothing {
  const name = roomOf(room);
  if (name === undefined || route.page === 'room') return nothing;
  return html`<a class="running-call running-room" href=${pathOfRoom(name)} data-testid="running-room"
    ><span>${t('room.runs', { room: name })}</span></a
  >`;
}

function look(settings: Settings, actions: Actions): TemplateResult {
  return html`<div class="top-choices">
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
  </div>`;
}
