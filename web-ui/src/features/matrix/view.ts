import { html, nothing, type TemplateResult } from 'lit';
import { Copy, Download, Play, Square } from 'lucide';
import { t } from '../../i18n/i18n';
import type { CellBody, FromPeer, MatrixBody } from '../../protocol/networks';
import { milliseconds, moment } from '../../shared/format';
import { icon } from '../../shared/icon';
import { problemView } from '../../shared/problem-view';
import { card } from '../../shared/ui';
import { agreement, axes, cellAt, cellMark, outcomeOf, readText, sameCell, viewCell } from './analysis';
import { outcomeName } from './export';
import { legendView, outcomeView, shape } from './marks';
import type { CellKey, MatrixState } from './model';

export interface MatrixActions {
  run(): void;
  stop(): void;
  show(fromPeer: FromPeer): void;
  select(key: CellKey): void;
  copy(form: 'markdown' | 'json'): void;
  save(form: 'markdown' | 'json'): void;
}

/** The matrix of calls between all networks, filling while they run. */
export function matrixView(
  state: MatrixState,
  networkCount: number | undefined,
  actions: MatrixActions,
): TemplateResult {
  const { document } = state;
  return card(
    'matrix',
    t('matrix.title'),
    t('matrix.hint'),
    html`<div
      data-testid="matrix"
      data-state=${document?.state ?? 'unknown'}
      data-done=${document?.done ?? 0}
      data-total=${document?.total ?? 0}
      data-stream=${state.stream}
    >
      ${drive(state, networkCount, actions)} ${kinds(state, actions)}
      ${document ? table(document, state, actions, whyNoRun(state, networkCount) === undefined) : nothing}
      ${document && document.cells.length > 0 ? legendView() : nothing}
      ${document && document.cells.length > 0 ? exportView(state, actions) : nothing}
    </div>`,
  );
}

function whyNoRun(state: MatrixState, networkCount: number | undefined): string | undefined {
  if (state.document?.state === 'running') return t('matrix.whyNoRun.running');
  if (state.stream === 'lost') return t('matrix.whyNoRun.unreachable');
  if (!state.document) return t('matrix.whyNoRun.loading');
  const count = Math.max(state.document.networks.length, networkCount ?? 0);
  return count < 2 ? t('matrix.whyNoRun.tooFew') : undefined;
}

function drive(state: MatrixState, networkCount: number | undefined, actions: MatrixActions): TemplateResult {
  const { document, asked, problem, stream } = state;
  const why = whyNoRun(state, networkCount);
  const running = document?.state === 'running';
  const before = document !== undefined && document.state !== 'never';
  return html`<div class="matrix-drive">
      <div class="buttons">
        <button
          type="button"
          class="primary"
          data-testid="matrix-run"
          aria-describedby="matrix-why"
          ?disabled=${why !== undefined || asked !== undefined}
          @click=${() => actions.run()}
        >
          ${icon(Play, 18)}<span
            >${asked === 'run' ? t('matrix.starting') : t(before && !running ? 'matrix.runAgain' : 'matrix.run')}</span
          >
        </button>
        <button
          type="button"
          class="secondary"
          data-testid="matrix-stop"
          ?disabled=${!running || asked !== undefined}
          @click=${() => actions.stop()}
        >
          ${icon(Square, 16)}<span>${asked === 'stop' ? t('matrix.stopping') : t('matrix.stop')}</span>
        </button>
      </div>
      <div class="matrix-state">
        <p role="status">${document || stream !== 'lost' ? stateWords(document) : nothing}</p>
        <p class="hint" id="matrix-why">${why ?? nothing}</p>
      </div>
    </div>
    ${
      document && document.total > 0 && document.state !== 'finished'
        ? html`<progress
            class="matrix-progress"
            max=${document.total}
            .value=${document.done}
            aria-label=${t('matrix.progress')}
          ></progress>`
        : nothing
    }
    ${document ? times(document) : nothing} ${problem ? problemView('', problem) : nothing}
    ${stream === 'lost' ? html`<p class="problem" role="status">${document ? t('matrix.lost') : t('matrix.unreachable')}</p>` : nothing}`;
}

function stateWords(document: MatrixBody | undefined): string {
  if (!document) return t('matrix.state.loading');
  const { state, done, total } = document;
  if (state === 'finished' && done < total) return t('matrix.state.finishedPartly', { done, total });
  if (state === 'running' || state === 'finished' || state === 'stopped') {
    return t(`matrix.state.${state}`, { done, total });
  }
  return t('matrix.state.never');
}

function times(document: MatrixBody): TemplateResult | typeof nothing {
  const started = moment(document.startedAt);
  const finished = moment(document.finishedAt);
  const { agreed, compared } = agreement(document.cells);
  if (!started && compared === 0) return nothing;
  return html`<p class="hint number" data-fact="matrix.times">
    ${started ? html`<span>${t('matrix.started', { time: started })}.</span>` : nothing}
    ${finished ? html`<span>${t('matrix.finished', { time: finished })}.</span>` : nothing}
    ${compared > 0 ? html`<span data-testid="matrix-agreement" data-agreed=${agreed} data-compared=${compared}>${t('matrix.agreement', { agreed, compared })}</span>` : nothing}
  </p>`;
}

function kinds({ shown }: MatrixState, actions: MatrixActions): TemplateResult {
  return html`<fieldset class="switch" data-testid="matrix-kind">
    <legend class="visually-hidden">${t('matrix.which')}</legend>
    ${(['media-peer', 'browser'] as const).map(
      kind =>
        html`<label
          ><input
            type="radio"
            name="matrix-kind"
            value=${kind}
            .checked=${shown === kind}
            @change=${() => actions.show(kind)}
          /><span>${t(`matrix.${kind}`)}</span></label
        >`,
    )}
  </fieldset>`;
}

function table(
  document: MatrixBody,
  state: MatrixState,
  actions: MatrixActions,
  runnable: boolean,
): TemplateResult {
  const { shown } = state;
  const { from, to } = axes(document, shown);
  if (from.length === 0) {
    return html`<p class="empty">${runnable ? t('matrix.noCells') : t('matrix.noCellsIdle')}</p>`;
  }
  const caption = t('matrix.caption', { kind: t(`matrix.${shown}`) });
  return html`<div class="scroll matrix-scroll" tabindex="0" role="region" aria-label=${caption}>
    <table class="matrix" data-testid="matrix-table">
      <caption class="visually-hidden">
        ${caption}
      </caption>
      <thead>
        <tr>
          <th scope="col" class="corner">${t('matrix.corner')}</th>
          ${to.map(name => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${from.map(
          row =>
            html`<tr>
              <th scope="row">${row}</th>
              ${to.map(column => cellView(document, { from: row, to: column, fromPeer: shown }, state, actions))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function cellView(
  document: MatrixBody,
  key: CellKey,
  { selected }: MatrixState,
  actions: MatrixActions,
): TemplateResult {
  const cell = cellAt(document, key);
  const view = viewCell(cell);
  if (!cell || view.kind === 'absent') {
    return html`<td class="cell" data-state="absent">
      <span class="visually-hidden">${t('matrix.cellState.absent')}</span>
    </td>`;
  }
  const chosen = selected !== undefined && sameCell(selected, key);
  const open = (event: Event): void => {
    event.preventDefault();
    actions.select(key);
  };
  const content = html`<span class="visually-hidden">${t('matrix.openCell', key)}: </span
    >${cellContent(cell)}`;
  return html`<td
    class="cell"
    data-from=${cell.from}
    data-to=${cell.to}
    data-state=${cell.state}
    data-mark=${cellMark(view)}
    data-outcome=${outcomeOf(cell.outcome) ?? 'none'}
    data-forecast=${outcomeOf(cell.forecast) ?? 'unknown'}
    data-agree=${cell.agree ?? 'unknown'}
    ?data-selected=${chosen}
  >
    ${
      cell.session
        ? html`<a
            href="/sessions/${encodeURIComponent(cell.session)}"
            @click=${(event: MouseEvent) => plainClick(event) && open(event)}
            >${content}</a
          >`
        : html`<button type="button" @click=${open}>${content}</button>`
    }
  </td>`;
}

/** Clicks for another tab or window stay with the browser. */
const plainClick = (event: MouseEvent): boolean =>
  event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;

function cellContent(cell: CellBody): TemplateResult {
  const view = viewCell(cell);
  const forecast = outcomeOf(cell.forecast);
  if (view.kind !== 'done') {
    const why = view.kind === 'waiting' && view.why ? readText('matrixWhy', view.why) : undefined;
    const word = t(view.kind === 'running' ? 'matrix.cellState.running' : 'matrix.cellState.waiting');
    return html`<span class="outcome">${shape(cellMark(view))}<span>${word}</span></span>
      ${why ? html`<small class="why" lang=${why.lang ?? nothing}>${why.text}</small>` : nothing}
      ${forecast ? html`<small>${t('cell.forecast')}: ${outcomeName(forecast)}</small>` : nothing}`;
  }
  return html`<span class="cell-line">${outcomeView(view.outcome)} ${compared(cell)}</span> ${figures(cell)}`;
}

function compared(cell: CellBody): TemplateResult | typeof nothing {
  if (cell.agree === true) {
    return html`<span class="agree" aria-hidden="true">✓</span
      ><span class="visually-hidden">, ${t('matrix.agree')}</span>`;
  }
  if (cell.agree === false) {
    const words = t('matrix.disagree', { forecast: outcomeName(outcomeOf(cell.forecast)) });
    return html`<span class="disagree" aria-hidden="true">≠</span
      ><small class="disagree-words">${words}</small>`;
  }
  return nothing;
}

function figures({ msToConnect, msToFirstFrame }: CellBody): TemplateResult | typeof nothing {
  if (typeof msToConnect !== 'number' && typeof msToFirstFrame !== 'number') return nothing;
  const figure = (value: number | null | undefined, word: string): TemplateResult | typeof nothing =>
    typeof value === 'number'
      ? html`<span><span class="visually-hidden">, </span>${word} ${milliseconds(value)}</span>`
      : nothing;
  return html`<small class="number figures" data-fact="matrix.cell-times"
    >${figure(msToConnect, t('matrix.toConnect'))} ${figure(msToFirstFrame, t('matrix.toFrame'))}</small
  >`;
}

function exportView({ copied }: MatrixState, actions: MatrixActions): TemplateResult {
  return html`<div class="matrix-export" role="group" aria-label=${t('matrix.export')}>
    ${(['markdown', 'json'] as const).map(
      form => html`
        <button
          type="button"
          class="quiet"
          data-testid="matrix-copy-${form}"
          @click=${() => actions.copy(form)}
        >
          ${icon(Copy, 14)}<span
            >${copied === form ? t('matrix.copied') : t(form === 'json' ? 'matrix.copyJson' : 'matrix.copyMarkdown')}</span
          >
        </button>
        <button
          type="button"
          class="quiet"
          data-testid="matrix-save-${form}"
          @click=${() => actions.save(form)}
        >
          ${icon(Download, 14)}<span>${t(form === 'json' ? 'matrix.saveJson' : 'matrix.saveMarkdown')}</span>
        </button>
      `,
    )}
    <span class="visually-hidden" role="status">${copied ? t('matrix.copied') : ''}</span>
  </div>`;
}
