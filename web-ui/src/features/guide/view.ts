import { html, nothing, type TemplateResult } from 'lit';
import { BookOpen, Check, Circle, CircleDashed, CircleDot, X } from 'lucide';
import { say, t } from '../../i18n/i18n';
import { icon } from '../../shared/icon';
import type { Guide, GuideStep } from './model';

const symbols = {
  waiting: Circle,
  active: CircleDot,
  done: Check,
  failed: X,
  'not-reached': Circle,
  'not-observable': CircleDashed,
};

const words = {
  waiting: 'stages.waiting',
  active: 'stages.active',
  done: 'stages.done',
  failed: 'stages.failed',
  'not-reached': 'stages.notReached',
  'not-observable': 'stages.notObservable',
} as const;

/** An explanation beside the call: it opens the stage the call is at, and never takes the focus or the page. */
export function guideView(guide: Guide, shown: boolean, show: (shown: boolean) => void): TemplateResult {
  if (!shown) {
    return html`<p class="guide-again" data-testid="guide" data-state="hidden">
      <button type="button" class="quiet" data-testid="guide-show" @click=${() => show(true)}>
        ${icon(BookOpen, 14)}<span>${t('guide.show')}</span>
      </button>
    </p>`;
  }
  return html`<section
    class="card guide"
    data-testid="guide"
    data-state="shown"
    data-current=${guide.current ?? 'none'}
    aria-labelledby="guide-title"
  >
    <header class="card-head">
      <div>
        <h2 id="guide-title">${t('guide.title')}</h2>
        <p class="hint">${t(guide.current === undefined ? 'guide.before' : 'guide.during')}</p>
      </div>
      <button type="button" class="quiet" data-testid="guide-hide" @click=${() => show(false)}>
        ${icon(X, 14)}<span>${t('guide.hide')}</span>
      </button>
    </header>
    <ol class="guide-steps">
      ${guide.steps.map(step => stepView(step, step.name === guide.current))}
    </ol>
  </section>`;
}

function stepView({ name, status, did }: GuideStep, current: boolean): TemplateResult {
  return html`<li data-guide-step=${name} data-status=${status} aria-current=${current ? 'step' : nothing}>
    <details ?open=${current}>
      <summary>
        <span class="step-mark">${icon(symbols[status], 14)}</span><span>${t(`guide.${name}.title`)}</span
        ><span class="visually-hidden">${t(words[status])}</span>
      </summary>
      <p>${t(`guide.${name}.text`)}</p>
      ${
        did.length === 0
          ? nothing
          : html`<ul class="guide-did number" data-fact="guide.did" aria-label=${t('guide.now')}>
              ${did.map(sentence => html`<li>${say(sentence)}</li>`)}
            </ul>`
      }
    </details>
  </li>`;
}
