import { html, nothing, type TemplateResult } from 'lit';
import { X } from 'lucide';
import { say, t } from '../../i18n/i18n';
import { icon } from '../../shared/icon';
import type { SequenceData } from './data';
import type { Observation, Row, SequenceModel } from './model';
import { tiedWith } from './order';
import { clock, endsText, errorText, eventsOf, labelText, observerName, timeText } from './words';

const mostNumbers = 24;
const mostRaw = 3;

/** Source and raw data of the row that is open, pointed at or has the focus. */
export function detailsView(
  { model, rows }: SequenceData,
  index: number,
  open: boolean,
  close: () => void,
): TemplateResult {
  const row = rows[index];
  return html`<section class="sequence-details" aria-label=${t('sequence.detail.title')} ?data-open=${open}>
    ${row ? details(row, rows, index, model, open, close) : html`<p class="hint">${t('sequence.detail.none')}</p>`}
  </section>`;
}

function details(
  row: Row,
  rows: readonly Row[],
  index: number,
  model: SequenceModel,
  open: boolean,
  close: () => void,
): TemplateResult {
  const unordered = [...new Set(tiedWith(rows, index).flatMap(eventsOf))].sort((a, b) => a - b);
  return html`<p class="sequence-details-title">
      <strong>${labelText(row)}</strong>
      ${row.flag ? html`<span class="tag">${t(`sequence.flag.${row.flag}`)}</span>` : nothing}
      ${
        open
          ? html`<button type="button" class="quiet" @click=${close}>
              ${icon(X, 14)}<span>${t('sequence.detail.close')}</span>
            </button>`
          : nothing
      }
    </p>
    <p class="number" data-fact="sequence.row">
      ${endsText(row, model.columns)} · ${timeText(row)}
      ${row.until === undefined ? nothing : html` · ${t('sequence.detail.until', { value: clock(row.until) })}`}
      ${row.reports > 1 ? html` · ${t('sequence.detail.reports', { count: row.reports })}` : nothing}
      ${row.generation > 1 ? html` · ${t('sequence.detail.generation')} ${row.generation}` : nothing}
    </p>
    <p>
      <span class="tag" data-source=${row.style}>${t(`sequence.style.${row.style}`)}</span>
      ${row.why ? say(row.why) : nothing}
    </p>
    ${
      row.seen.length === 0
        ? nothing
        : html`<ul class="plain">
            ${row.seen.slice(0, mostRaw).map(seen => html`<li class="number" data-fact="sequence.seen">${seenText(seen)}</li>`)}
          </ul>`
    }
    ${
      unordered.length === 0
        ? nothing
        : html`<p class="hint">${t('sequence.detail.tied', { numbers: listed(unordered) })}</p>`
    }
    ${eventsOf(row)
      .slice(0, mostRaw)
      .map(n => raw(n, model))}`;
}

const seenText = ({ where, at, error, n }: Observation): string =>
  t('sequence.detail.seenAt', {
    who: observerName(where),
    time: clock(at),
    error: errorText(error).replace(/^±\s*/, ''),
    n,
  });

const listed = (numbers: readonly number[]): string =>
  numbers.slice(0, mostNumbers).join(', ') + (numbers.length > mostNumbers ? ', …' : '');

function raw(n: number, { record }: SequenceModel): TemplateResult | typeof nothing {
  const event = record.events.find(candidate => candidate.n === n);
  if (!event) return nothing;
  return html`<figure class="sequence-raw">
    <figcaption class="hint">${t('sequence.detail.raw', { n })}</figcaption>
    <pre class="mono" tabindex="0">${JSON.stringify(event.raw, undefined, 1).slice(0, 6000)}</pre>
  </figure>`;
}
