import { html, type TemplateResult } from 'lit';
import { t } from '../../i18n/i18n';
import { problemView } from '../../shared/problem-view';
import { ofService } from '../verdict/analysis';
import { verdictView } from '../verdict/view';
import type { VerdictState } from './model';

/** Why a recorded session connected or failed, as the service judged all of it. */
export function sessionVerdictView(state: VerdictState): TemplateResult {
  switch (state.kind) {
    case 'loading':
      return html`<p class="empty" role="status">${t('session.verdict.loading')}</p>`;
    case 'problem':
      return problemView(t('session.verdict.problem'), state.problem);
    case 'there':
      return verdictView(ofService(state.verdict));
    default:
      return state satisfies never;
  }
}
