import { html, nothing, type TemplateResult } from 'lit';
import { known, t } from '../i18n/i18n';
import type { RequestProblem } from './http';

/** A refusal, or a service that does not answer: what happened, what the service says, what to do. */
export function problemView(what: string, { code, detail }: RequestProblem): TemplateResult {
  const title = `problem.${code}.title`;
  const next = `problem.${code}.next`;
  return html`<div class="problem" role="status" data-problem=${code}>
    <p>
      <strong>${what}</strong> ${known(title) ? t(title) : t('problem.other.title', { code })}
      ${known(next) ? t(next) : nothing}
    </p>
    ${detail ? html`<p class="detail">${t('lab.said')}: <q lang="en">${detail}</q></p>` : nothing}
  </div>`;
}
