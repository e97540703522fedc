import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { t } from '../../i18n/i18n';
import { number } from '../../shared/format';
import { part } from '../../shared/part';
import type { SequenceData } from './data';
import type { Row, SequenceModel } from './model';
import { endsText, eventsOf, labelText, sourceText, timeText } from './words';

const perPage = 50;

/** The same rows as a table, a page at a time; while a session goes on the last page is shown. */
export function tableView({ rows, model, ui, live, change }: SequenceData): TemplateResult {
  const pages = Math.max(1, Math.ceil(rows.length / perPage));
  const page = Math.min(pages - 1, live && ui.follow ? pages - 1 : ui.page);
  const first = page * perPage;
  const to = (wanted: number) => () =>
    change(choice => {
      choice.page = wanted;
      choice.follow = wanted === pages - 1;
    });
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('sequence.rowsTable')}>
      <table class="sequence-table" data-testid="sequence-table" aria-rowcount=${rows.length + 1}>
        <thead>
          <tr aria-rowindex="1">
            <th scope="col" class="number">${t('sequence.column.time')}</th>
            <th scope="col">${t('sequence.column.who')}</th>
            <th scope="col">${t('sequence.column.what')}</th>
            <th scope="col">${t('sequence.column.phase')}</th>
            <th scope="col">${t('sequence.column.source')}</th>
            <th scope="col" class="number">${t('sequence.column.events')}</th>
          </tr>
        </thead>
        <tbody>
          ${repeat(
            rows.slice(first, first + perPage),
            ({ key }) => key,
            (row, index) => rowView(row, first + index, model),
          )}
        </tbody>
      </table>
    </div>
    ${
      pages === 1
        ? nothing
        : html`<p class="sequence-pages">
            <button type="button" class="quiet" ?disabled=${page === 0} @click=${to(page - 1)}>
              ${t('sequence.earlier')}
            </button>
            <span class="number" data-fact="sequence.page">
              ${t('sequence.pageOf', { first: number(first + 1), last: number(Math.min(rows.length, first + perPage)), count: rows.length })}
            </span>
            <button
              type="button"
              class="quiet"
              data-testid="sequence-later"
              ?disabled=${page === pages - 1}
              @click=${to(page + 1)}
            >
              ${t('sequence.later')}
            </button>
          </p>`
    }`;
}

/** Most rows stay as they are while others come. */
const rowView = (row: Row, index: number, { columns }: SequenceModel): unknown =>
  part(
    [index, row, row.flag, row.form, row.seen, row.label, columns],
    () =>
      html`<tr
        aria-rowindex=${index + 2}
        data-kind=${row.kind}
        data-source=${row.style}
        data-flag=${row.flag ?? nothing}
        data-from=${row.from}
        data-to=${row.to ?? nothing}
        data-at=${row.at}
        data-error=${row.error}
        data-since=${row.since ?? nothing}
        data-events=${eventsOf(row).join(' ')}
      >
        <td class="number" data-fact="sequence.time">${timeText(row)}</td>
        <td>${endsText(row, columns)}</td>
        <td>
          ${row.flag ? html`<strong>${t(`sequence.flag.${row.flag}`)}</strong> ` : nothing}${labelText(row)}
        </td>
        <td>${t(`sequence.phase.${row.phase}`)}</td>
        <td>${sourceText(row)}</td>
        <td class="number" data-fact="sequence.events">${eventsOf(row).slice(0, 6).join(', ')}</td>
      </tr>`,
  );
