import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { Download, Share2 } from 'lucide';
import { t } from '../../i18n/i18n';
import { icon } from '../../shared/icon';
import { problemView } from '../../shared/problem-view';
import { mayShare, type Addresses, type Picture, type ShareForm, type ShareState } from './model';

export interface ShareActions {
  addresses(addresses: Addresses): void;
  confirm(sure: boolean): void;
  make(form: ShareForm): void;
}

/** What can be saved of a session, and with which addresses. */
export function shareView(
  state: ShareState,
  drawn: readonly Picture[],
  actions: ShareActions,
): TemplateResult {
  const may = mayShare(state);
  const save = (form: ShareForm, words: string): TemplateResult =>
    html`<li>
      <button
        type="button"
        class="quiet"
        data-form=${form}
        ?disabled=${!may}
        @click=${() => actions.make(form)}
      >
        ${icon(Download, 14)}<span>${words}</span>
      </button>
    </li>`;
  return html`<details class="card share" data-testid="export">
    <summary>${icon(Share2, 16)}<span>${t('sharing.title')}</span></summary>
    <fieldset class="share-addresses">
      <legend>${t('sharing.addresses')}</legend>
      ${choice('pseudonyms', t('sharing.pseudonyms'), t('sharing.pseudonymsHint'), state, actions)}
      ${choice('real', t('sharing.real'), t('sharing.realHint'), state, actions)}
    </fieldset>
    ${
      state.addresses === 'real'
        ? html`<label class="tick share-sure"
            ><input
              type="checkbox"
              data-testid="export-sure"
              .checked=${live(state.sure)}
              @change=${(event: Event) => actions.confirm((event.target as HTMLInputElement).checked)}
            /><span
              >${t('sharing.realSure')}${state.sure ? nothing : html`<small>${t('sharing.confirmFirst')}</small>`}</span
            ></label
          >`
        : nothing
    }
    <ul class="share-forms">
      ${save('json', t('sharing.json'))} ${save('report', t('sharing.report'))}
      ${drawn.map(picture => {
        const words = t(`sharing.pictures.${picture}`);
        return html`${save(`svg-${picture}`, t('sharing.svg', { picture: words }))}
        ${save(`png-${picture}`, t('sharing.png', { picture: words }))}`;
      })}
    </ul>
    <p class="hint" role="status">${state.making ? t('sharing.making') : nothing}</p>
    ${problemOf(state)}
  </details>`;
}

function choice(
  value: Addresses,
  words: string,
  hint: string,
  { addresses }: ShareState,
  actions: ShareActions,
): TemplateResult {
  return html`<label class="tick"
    ><input
      type="radio"
      name="export-addresses"
      value=${value}
      .checked=${live(addresses === value)}
      @change=${() => actions.addresses(value)}
    /><span>${words}<small>${hint}</small></span></label
  >`;
}

function problemOf({ problem }: ShareState): TemplateResult | typeof nothing {
  if (!problem) return nothing;
  return problem.code === 'too-large'
    ? html`<p class="problem" role="status">
        <strong>${t('sharing.failed')}</strong> ${t('sharing.tooLarge')}
      </p>`
    : problemView(t('sharing.failed'), problem.problem);
}
