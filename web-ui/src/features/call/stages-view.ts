import { html, nothing, type TemplateResult } from 'lit';
import { Check, Circle, CircleDashed, CircleDot, X } from 'lucide';
import { say, t } from '../../i18n/i18n';
import { milliseconds } from '../../shared/format';
import { icon } from '../../shared/icon';
import { card } from '../../shared/ui';
import { assessStages, stageNames } from './analysis';
import type { CallRecord, StageView } from './model';

/** The way of a call as a line with eight stations; each tells when it was passed. */
export function stagesView(call: CallRecord | undefined): TemplateResult {
  const stages: StageView[] = call
    ? assessStages(call)
    : stageNames.map(name => ({ name, status: 'not-reached' as const }));
  return card(
    'stages',
    t('stages.title'),
    t('stages.hint'),
    html`<ol class="stations">
        ${stages.map(station)}
      </ol>
      <details class="meaning">
        <summary>${t('stages.meaning')}</summary>
        <dl>
          ${stageNames.map(
            name =>
              html`<div>
                <dt>${t(`stages.${name}`)}</dt>
                <dd>${t(`stages.about.${name}`)}</dd>
              </div>`,
          )}
        </dl>
      </details>`,
  );
}

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

function station(stage: StageView): TemplateResult {
  const word = stage.note ? say(stage.note) : t(words[stage.status]);
  return html`<li
    class="station"
    data-stage=${stage.name}
    data-status=${stage.status}
    title=${t(`stages.about.${stage.name}`)}
  >
    <span class="dot">${icon(symbols[stage.status], 14)}</span>
    <span class="station-text">
      <span class="station-name">${t(`stages.${stage.name}`)}</span>
      ${
        stage.at === undefined
          ? html`<span class="station-word">${word}</span>`
          : html`<span class="station-time number" data-fact="stage.time"
                >${stage.earlierBy === undefined ? nothing : html`<abbr title=${t('timeline.upTo', { time: milliseconds(stage.earlierBy) })}>≤</abbr> `}${milliseconds(stage.at)}</span
              ><span class="visually-hidden">${word}</span>`
      }
    </span>
  </li>`;
}
