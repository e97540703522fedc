import { html, nothing, type TemplateResult } from 'lit';
import { ScreenShare as Screen, ScreenShareOff } from 'lucide';
import { t } from '../../i18n/i18n';
import { icon } from '../../shared/icon';
import type { ShareState } from './model';

export interface ShareActions {
  start(): void;
  stop(): void;
}

/** The button, and what became of it. */
export function shareView(state: ShareState, possible: boolean, actions: ShareActions): TemplateResult {
  const sharing = state.kind === 'sharing';
  return html`<div class="share" data-testid="share" data-state=${state.kind}>
    <button
      type="button"
      class="quiet"
      data-testid="share-screen"
      aria-pressed=${sharing}
      ?disabled=${!sharing && (!possible || state.kind === 'asking')}
      @click=${() => (sharing ? actions.stop() : actions.start())}
    >
      ${icon(sharing ? ScreenShareOff : Screen, 14)}<span>${t(sharing ? 'share.stop' : 'share.start')}</span>
    </button>
    ${noteOn(state)}
  </div>`;
}

function noteOn(state: ShareState): TemplateResult | typeof nothing {
  switch (state.kind) {
    case 'off':
      return state.ended ? note(t(`share.ended.${state.ended}`)) : nothing;
    case 'asking':
      return note(t('share.asking'));
    case 'sharing':
      return note(t(`share.surface.${state.surface}`));
    case 'refused':
      return note(t('share.refused'));
    case 'unsupported':
      return note(t('share.unsupported'));
    case 'failed':
      return html`${note(t('share.failed'))}
      ${state.detail ? html`<q lang="en">${state.detail}</q>` : nothing}`;
    default:
      return state satisfies never;
  }
}

const note = (words: string): TemplateResult => html`<p class="note" role="status">${words}</p>`;
