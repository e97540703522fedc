import { html, nothing, type TemplateResult } from 'lit';
import { RefreshCw } from 'lucide';
import { t } from '../../i18n/i18n';
import { milliseconds } from '../../shared/format';
import { icon } from '../../shared/icon';
import type { Freeze, RestartOutcome, RestartState } from './model';

/** The button, what a restart is at, and how the last one went. */
export function restartView(
  state: RestartState | undefined,
  possible: boolean,
  restart: () => void,
): TemplateResult {
  const idle = state === undefined || state.kind === 'idle';
  return html`<div class="restart" data-testid="restart" data-state=${state?.kind ?? 'idle'}>
    <button
      type="button"
      class="quiet"
      data-testid="restart-ice"
      title=${t('restart.about')}
      ?disabled=${!possible || !idle}
      @click=${restart}
    >
      ${icon(RefreshCw, 14)}<span>${t('restart.button')}</span>
    </button>
    ${state ? noteOn(state) : nothing}
  </div>`;
}

function noteOn(state: RestartState): TemplateResult | typeof nothing {
  switch (state.kind) {
    case 'idle':
      return state.last ? outcomeView(state.last) : nothing;
    case 'waiting':
      return html`<p class="note" role="status">
        ${t('restart.waiting')} ${t(`restart.by.${state.trigger}`)}
      </p>`;
    case 'running':
      return html`<p class="note" role="status">
        ${t('restart.running', { attempt: state.attempts })} ${t(`restart.by.${state.trigger}`)}
      </p>`;
    default:
      return state satisfies never;
  }
}

function outcomeView(outcome: RestartOutcome): TemplateResult {
  switch (outcome.kind) {
    case 'restarted':
      return html`<p
        class="note"
        role="status"
        data-testid="restart-outcome"
        data-outcome="restarted"
        data-trigger=${outcome.trigger}
        data-generation=${outcome.generation}
      >
        <span
          >${t('restart.done')}
          <span class="number" data-fact="restart.generation"
            >${t('restart.generation', { number: outcome.generation })}</span
          >, <span class="number" data-fact="restart.took">${milliseconds(outcome.took)}</span>.
          ${freezeView(outcome.freeze)}</span
        >
      </p>`;
    case 'gave-up':
      return html`<p
        class="note"
        role="status"
        data-testid="restart-outcome"
        data-outcome="gave-up"
        data-trigger=${outcome.trigger}
      >
        ${t('restart.gaveUp')} ${t(`restart.because.${outcome.why}`)}
      </p>`;
    default:
      return outcome satisfies never;
  }
}

function freezeView(freeze: Freeze): TemplateResult | typeof nothing {
  switch (freeze.kind) {
    case 'pending':
      return nothing;
    case 'measured':
      return html`${t('restart.freeze')}
        <span class="number" data-fact="restart.freeze" data-ms=${Math.round(freeze.time)}
          >${milliseconds(freeze.time)}</span
        >.`;
    case 'unknown':
      return html`${t(`restart.freezeUnknown.${freeze.why}`)}`;
    default:
      return freeze satisfies never;
  }
}
