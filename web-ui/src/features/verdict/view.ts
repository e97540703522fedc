import { html, nothing, type TemplateResult } from 'lit';
import { ArrowRight, CircleAlert, CircleCheck, Info, LoaderCircle, TriangleAlert } from 'lucide';
import { say, t } from '../../i18n/i18n';
import { icon } from '../../shared/icon';
import type { Verdict } from './model';

const symbols = { quiet: Info, busy: LoaderCircle, good: CircleCheck, warn: TriangleAlert, bad: CircleAlert };

/** One sentence, why, and what to do. */
export function verdictView(verdict: Verdict): TemplateResult {
  return html`<section
    class="verdict card"
    data-testid="verdict"
    data-code=${verdict.code}
    data-tone=${verdict.tone}
    aria-labelledby="verdict-title"
  >
    <h2 id="verdict-title" class="visually-hidden">${t('verdict.title')}</h2>
    <p class="verdict-sentence" role="status" aria-live="polite">
      <span class="verdict-icon">${icon(symbols[verdict.tone], 20)}</span
      ><span>${say(verdict.sentence)}</span>
    </p>
    ${
      verdict.reasons.length === 0
        ? nothing
        : html`<h3>${t('verdict.why')}</h3>
            <ul class="reasons">
              ${verdict.reasons.map(reason => html`<li>${say(reason)}</li>`)}
            </ul>`
    }
    ${verdict.detail ? html`<p class="detail">${t('verdict.said')}: <q lang="en">${verdict.detail}</q></p>` : nothing}
    ${
      verdict.next.length === 0
        ? nothing
        : html`<h3>${t('verdict.nextTitle')}</h3>
            <ul class="steps">
              ${verdict.next.map(step => html`<li>${icon(ArrowRight, 14)}<span>${say(step)}</span></li>`)}
            </ul>`
    }
  </section>`;
}
