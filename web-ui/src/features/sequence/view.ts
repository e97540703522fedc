import './element';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { t } from '../../i18n/i18n';
import type { SessionRecord } from '../../protocol/session-record';
import { part } from '../../shared/part';
import { card } from '../../shared/ui';
import { dataOf, type SequenceData } from './data';
import { toggled } from './filter';
import { actors, kinds, phases, styles, zooms, type FilterPart, type SequenceUi, type Zoom } from './model';
import { tableView } from './table-view';
import { actorName } from './words';

export interface SequenceSource {
  record: SessionRecord | undefined;
  /** More events may come. */
  live: boolean;
  /** What to say while there is no record. */
  waiting?: string | undefined;
}

type Change = SequenceData['change'];

/** The sequence diagram of a session as a card of the page. */
export function sequenceView(source: SequenceSource, ui: SequenceUi, change: Change): TemplateResult {
  const { record } = source;
  return card(
    'sequence-card',
    t('sequence.title'),
    t('sequence.hint'),
    html`<div
      class="sequence"
      data-testid="sequence-diagram"
      data-live=${source.live}
      data-events=${record?.events.length ?? 0}
    >
      ${
        record && record.events.length > 0
          ? drawn(dataOf(record, source.live, ui, change), record)
          : html`${part([], legend)}
              <p class="empty" role="status">${source.waiting ?? t('sequence.empty')}</p>`
      }
    </div>`,
  );
}

function drawn(data: SequenceData, record: SessionRecord): TemplateResult {
  const { rows, model, ui } = data;
  const { text, zoom, follow, table, without } = ui;
  return html`${part([], legend)}
    ${part([text, zoom, follow, table, without, data.live], () => toolbar(data))}
    <p class="hint number" data-fact="sequence.rows" role="status">
      ${
        rows.length === model.rows.length
          ? t('sequence.rows', { count: rows.length })
          : t('sequence.shown', { shown: rows.length, count: model.rows.length })
      }
      ${record.dropped > 0 ? t('sequence.dropped', { count: record.dropped }) : nothing}
      ${record.unreadable > 0 ? t('sequence.unreadable', { count: record.unreadable }) : nothing}
      ${ui.table ? nothing : html`· ${t('sequence.keys')}`}
    </p>
    ${rows.length === 0 ? html`<p class="empty">${t('sequence.nothingFits')}</p>` : nothing}
    ${ui.table ? tableView(data) : html`<sequence-diagram .data=${data}></sequence-diagram>`}`;
}

function legend(): TemplateResult {
  return html`<ul class="legend sequence-legend" aria-label=${t('sequence.legend.title')}>
    <li><i class="line" data-source="measured"></i>${t('sequence.legend.measured')}</li>
    <li><i class="line" data-source="derived"></i>${t('sequence.legend.derived')}</li>
    <li><i class="line" data-source="gap"></i>${t('sequence.legend.gap')}</li>
    <li><i class="sign" aria-hidden="true">●</i>${t('sequence.legend.witness')}</li>
    <li><i class="sign cross" aria-hidden="true">✕</i>${t('sequence.legend.lost')}</li>
    <li><i class="sign" aria-hidden="true">[</i>${t('sequence.legend.tie')}</li>
  </ul>`;
}

function toolbar({ ui, live: running, change }: SequenceData): TemplateResult {
  const tick = (name: 'follow' | 'table', label: string, hint?: string): TemplateResult =>
    html`<label class="tick" title=${hint ?? nothing}>
      <input
        type="checkbox"
        data-testid=${name === 'table' ? 'sequence-as-table' : 'sequence-follow'}
        .checked=${live(ui[name])}
        @change=${(event: Event) => change(choice => (choice[name] = (event.target as HTMLInputElement).checked))}
      />
      <span>${label}</span>
    </label>`;
  return html`<div class="sequence-tools">
    <label class="field">
      <span>${t('sequence.search')}</span>
      <input
        type="search"
        data-testid="sequence-search"
        .value=${live(ui.text)}
        @input=${(event: Event) => change(choice => (choice.text = (event.target as HTMLInputElement).value))}
      />
    </label>
    <label class="field">
      <span>${t('sequence.zoom')}</span>
      <select
        data-testid="sequence-zoom"
        .value=${live(ui.zoom)}
        @change=${(event: Event) => change(choice => (choice.zoom = (event.target as HTMLSelectElement).value as Zoom))}
      >
        ${zooms.map(zoom => html`<option value=${zoom} ?selected=${zoom === ui.zoom}>${t(`sequence.zooms.${zoom}`)}</option>`)}
      </select>
    </label>
    ${tick('table', t('sequence.table'))}
    ${running ? tick('follow', t('sequence.follow'), t('sequence.followHint')) : nothing}
    ${filters(ui, change)}
  </div>`;
}

function filters({ without }: Readonly<SequenceUi>, change: Change): TemplateResult {
  const box = (part: FilterPart, label: string): TemplateResult =>
    html`<label class="tick">
      <input
        type="checkbox"
        data-part=${part}
        .checked=${live(!without.includes(part))}
        @change=${() => change(ui => (ui.without = toggled(ui.without, part)))}
      />
      <span>${label}</span>
    </label>`;
  const group = (title: string, boxes: TemplateResult[]): TemplateResult =>
    html`<fieldset>
      <legend>${title}</legend>
      ${boxes}
    </fieldset>`;
  return html`<details class="sequence-filter" data-testid="sequence-filter">
    <summary>
      ${t('sequence.filter')}
      ${without.length > 0 ? html`<span class="count number" data-fact="sequence.without">−${without.length}</span>` : nothing}
    </summary>
    <div>
      ${group(
        t('sequence.filterStyle'),
        styles.map(style => box(`style:${style}`, t(`sequence.style.${style}`))),
      )}
      ${group(
        t('sequence.filterPhase'),
        phases.map(phase => box(`phase:${phase}`, t(`sequence.phase.${phase}`))),
      )}
      ${group(
        t('sequence.filterKind'),
        kinds.map(kind => box(`kind:${kind}`, t(`sequence.kind.${kind}`))),
      )}
      ${group(
        t('sequence.filterActor'),
        actors.map(actor => box(`actor:${actor}`, actorName(actor))),
      )}
      <button
        type="button"
        class="quiet"
        ?disabled=${without.length === 0}
        @click=${() => change(ui => (ui.without = []))}
      >
        ${t('sequence.all')}
      </button>
    </div>
  </details>`;
}
