import { html, nothing, svg, type TemplateResult } from 'lit';
import { t } from '../../i18n/i18n';
import type { CellOutcome } from '../../protocol/networks';
import { markOf } from './analysis';
import { outcomeName } from './export';
import type { Mark } from './model';

/** One shape per kind of outcome, so that the hue is not needed to tell them apart. */
const shapes: Record<Mark, string> = {
  direct: 'M2 8A6 6 0 1 0 14 8A6 6 0 1 0 2 8Z',
  stun: 'M8 2L14.5 13.5H1.5Z',
  relay: 'M2.5 2.5H13.5V13.5H2.5Z',
  failed: 'M3 1L8 6L13 1L15 3L10 8L15 13L13 15L8 10L3 15L1 13L6 8L1 3Z',
  unknown: 'M2 8A6 6 0 1 0 14 8A6 6 0 1 0 2 8Z',
  running: 'M8 2A6 6 0 0 1 8 14Z',
  waiting: 'M5 8H11',
};

/** The shape alone; the word always stands beside it. */
export const shape = (mark: Mark): TemplateResult =>
  html`<svg class="shape" data-mark=${mark} viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
    ${svg`<path d=${shapes[mark]} />`}
    ${mark === 'running' ? svg`<path class="ring" d=${shapes.unknown} />` : nothing}
  </svg>`;

/** An outcome as shape and word. */
export const outcomeView = (outcome: CellOutcome | undefined): TemplateResult =>
  html`<span class="outcome" data-outcome=${outcome ?? 'unknown'}
    >${shape(markOf(outcome))}<span>${outcomeName(outcome)}</span></span
  >`;

/** Every mark of the matrix with its meaning. */
export function legendView(): TemplateResult {
  const marks: [Mark, string, string][] = [
    ['direct', t('matrix.outcome.direct'), t('matrix.outcomeAbout.direct')],
    ['stun', t('matrix.outcome.stun'), t('matrix.outcomeAbout.stun')],
    ['relay', t('matrix.relay'), t('matrix.outcomeAbout.relay')],
    ['failed', t('matrix.outcome.failed'), t('matrix.outcomeAbout.failed')],
    ['unknown', t('common.unknown'), t('matrix.outcomeAbout.unknown')],
    ['running', t('matrix.cellState.running'), t('matrix.outcomeAbout.running')],
    ['waiting', t('matrix.cellState.waiting'), t('matrix.outcomeAbout.waiting')],
  ];
  return html`<ul class="matrix-legend" aria-label=${t('matrix.legend')}>
    ${marks.map(
      ([mark, word, about]) =>
        html`<li>
          ${shape(mark)}<span><b>${word}</b>: ${about}</span>
        </li>`,
    )}
    <li><span class="agree" aria-hidden="true">✓</span><span>${t('matrix.legendAgree')}</span></li>
    <li><span class="disagree" aria-hidden="true">≠</span><span>${t('matrix.legendDisagree')}</span></li>
  </ul>`;
}
