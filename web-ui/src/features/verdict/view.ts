import { html, nothing, type TemplateResult } from 'lit';
import {
  ArrowRight,
  Check,
  Circle,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleHelp,
  Info,
  LoaderCircle,
  TriangleAlert,
  X,
} from 'lucide';
import { currentLanguage, say, t } from '../../i18n/i18n';
import type { Remark, StageReport } from '../../protocol/session-verdict';
import { milliseconds, unknown as dash } from '../../shared/format';
import { icon } from '../../shared/icon';
import { command } from '../../shared/ui';
import type { Verdict, Words } from './model';

const symbols = {
  quiet: Info,
  busy: LoaderCircle,
  good: CircleCheck,
  warn: TriangleAlert,
  bad: CircleAlert,
  unknown: CircleHelp,
};

/** One sentence, the stages, why, and what to do. */
export function verdictView(verdict: Verdict): TemplateResult {
  return html`<section
    class="verdict card"
    data-testid="verdict"
    data-code=${verdict.code}
    data-tone=${verdict.tone}
    data-by=${verdict.by}
    aria-labelledby="verdict-title"
  >
    <h2 id="verdict-title" class="visually-hidden">${t('verdict.title')}</h2>
    <p class="verdict-sentence" role="status" aria-live="polite">
      <span class="verdict-icon">${icon(symbols[verdict.tone], 20)}</span
      ><span>${'key' in verdict.sentence ? say(verdict.sentence) : verdict.sentence[currentLanguage()]}</span>
    </p>
    ${stagesBar(verdict.stages)} ${list(t('verdict.why'), 'reasons', verdict.reasons)}
    ${verdict.detail ? html`<p class="detail">${t('verdict.said')}: <q lang="en">${verdict.detail}</q></p>` : nothing}
    ${
      verdict.next.length === 0
        ? nothing
        : html`<h3>${t('verdict.nextTitle')}</h3>
            <ul class="steps">
              ${verdict.next.map(step => html`<li>${icon(ArrowRight, 14)}<span>${words(step)}</span></li>`)}
            </ul>`
    }
    ${list(t('verdict.missing'), 'reasons', verdict.missing)}
  </section>`;
}

function list(title: string, kind: string, items: readonly Words[]): TemplateResult | typeof nothing {
  if (items.length === 0) return nothing;
  return html`<h3>${title}</h3>
    <ul class=${kind}>
      ${items.map(item => html`<li data-reason=${'code' in item ? item.code : nothing}>${words(item)}</li>`)}
    </ul>`;
}

/** The sentence, the events it rests on, and the command to copy. */
function words(item: Words): TemplateResult {
  if ('key' in item) return html`${say(item)}`;
  return html`${item.text[currentLanguage()]} ${eventLinks(item)}
  ${item.command === undefined ? nothing : command(item.command)}`;
}

/** Most numbers beside a sentence; it may rest on hundreds of checks. */
const mostLinks = 6;

/** Leads to the events in the sequence diagram. */
function eventLinks({ events }: Pick<Remark, 'events'>): TemplateResult | typeof nothing {
  if (events.length === 0) return nothing;
  const shown = events.slice(0, mostLinks);
  return html`<span class="event-links"
    ><span class="visually-hidden">${t('verdict.events')}</span>${shown.map(
      n =>
        html`<a
          class="event-link number"
          data-fact="verdict.event"
          href="#event-${n}"
          title=${t('verdict.event', { n })}
          >${n}</a
        >`,
    )}${events.length > mostLinks ? html`<span class="muted">+${events.length - mostLinks}</span>` : nothing}</span
  >`;
}

const marks = {
  passed: Check,
  failed: X,
  running: CircleDot,
  'not-reached': Circle,
  unknown: CircleDashed,
};

/** The stages as the record decided them; each leads to the event that did. */
function stagesBar(stages: readonly StageReport[]): TemplateResult | typeof nothing {
  if (stages.length === 0) return nothing;
  return html`<ol class="verdict-stages" data-testid="verdict-stages" aria-label=${t('stages.title')}>
    ${stages.map(stageView)}
  </ol>`;
}

const untimed: ReadonlySet<string> = new Set(['told-at-once', 'closer-than-clocks']);

function stageView({ stage, result, took, events, why }: StageReport): TemplateResult {
  const name = t(`stages.${stage}`);
  const why_ = why ? ` ${why.text[currentLanguage()]}` : '';
  // A duration that nobody measured is no zero; why it was not measured stands in the title.
  const time = took !== undefined ? milliseconds(took) : untimed.has(why?.code ?? '') ? dash : '';
  const title = `${name}: ${t(`verdict.stage.${result}`)}. ${time}${why_}`;
  const inside = html`<span class="step-mark">${icon(marks[result], 12)}</span
    ><span class="verdict-stage-name">${name}</span
    ><span class="visually-hidden">${t(`verdict.stage.${result}`)}</span
    ><span class="number muted" data-fact="verdict.took">${time}</span>`;
  const [event] = events.slice(-1);
  return html`<li data-verdict-stage=${stage} data-result=${result} title=${title}>
    ${event === undefined ? html`<span>${inside}</span>` : html`<a href="#event-${event}">${inside}</a>`}
  </li>`;
}
