import { html, nothing, type TemplateResult } from 'lit';
import { ExternalLink, X } from 'lucide';
import { t } from '../../i18n/i18n';
import type { CellBody, CellEnd, ForecastReason } from '../../protocol/networks';
import { milliseconds } from '../../shared/format';
import { icon } from '../../shared/icon';
import { address } from '../../shared/ui';
import { worded } from '../nat-report/view';
import {
  outcomeOf,
  readDecides,
  readReason,
  readText,
  readWhy,
  relayTransport,
  unknownOf,
  viewCell,
  withNames,
} from './analysis';
import { outcomeView } from './marks';

/** One call of the matrix in full: forecast with its reasons, result, both ends, and the record of its session. */
export function cellPanel(
  cell: CellBody,
  record: TemplateResult | typeof nothing,
  close: () => void,
): TemplateResult {
  return html`<section class="card cell-panel" id="cell" data-testid="cell" aria-labelledby="cell-title">
    <header class="card-head">
      <div>
        <h2 id="cell-title" tabindex="-1">${t('cell.title', { from: cell.from, to: cell.to })}</h2>
        <p class="hint">${t(`matrix.${cell.fromPeer}`)}</p>
      </div>
      <button type="button" class="quiet" @click=${close}>
        ${icon(X, 14)}<span>${t('cell.close')}</span>
      </button>
    </header>
    <dl class="nat">
      ${entry(t('cell.outcome'), outcome(cell))} ${entry(t('cell.forecast'), forecast(cell))}
      ${entry(t('cell.compared'), agreement(cell))}
      ${entry(t('cell.toConnect'), html`<span class="number" data-fact="cell.to-connect">${milliseconds(cell.msToConnect ?? undefined)}</span>`)}
      ${entry(t('cell.toFrame'), html`<span class="number" data-fact="cell.to-frame">${milliseconds(cell.msToFirstFrame ?? undefined)}</span>`)}
    </dl>
    ${reasons(cell)} ${ends(cell)}
    ${
      cell.session
        ? html`<h3>${t('cell.record')}</h3>
            <p>
              <a class="link" href="/sessions/${encodeURIComponent(cell.session)}"
                >${icon(ExternalLink, 14)} ${t('cell.openRecord')}</a
              >
            </p>
            ${record}`
        : cell.state === 'done'
          ? html`<p class="empty">${t('cell.noSession')}</p>`
          : nothing
    }
  </section>`;
}

const entry = (label: string, value: TemplateResult): TemplateResult =>
  html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`;

function outcome(cell: CellBody): TemplateResult {
  const view = viewCell(cell);
  if (view.kind === 'running') return html`${t('cell.running')}`;
  if (view.kind !== 'done') {
    const why = view.kind === 'waiting' && view.why ? readText('matrixWhy', view.why) : undefined;
    return why
      ? html`<span lang=${why.lang ?? nothing}>${t('cell.whyNotRun', { why: why.text })}</span>`
      : html`${t('cell.notRun')}`;
  }
  return html`${outcomeView(view.outcome)}
  ${view.unknown ? html`<small>${worded(readWhy(view.unknown))}</small>` : nothing}`;
}

function forecast(cell: CellBody): TemplateResult {
  const known = outcomeOf(cell.forecast);
  if (known) return outcomeView(known);
  const unknown = unknownOf(cell.forecast);
  if (!unknown) return html`<span class="muted">${t('common.unknown')}</span>`;
  const decides = readDecides(unknown);
  return html`${outcomeView(undefined)}
    <small>${worded(readWhy(withNames(unknown, cell)))}</small>
    ${decides ? html`<small>${t('cell.decidedBy', { what: typeof decides === 'string' ? decides : t(decides.key) })}</small>` : nothing}`;
}

function agreement({ agree, forecast: expected }: CellBody): TemplateResult {
  if (agree === true) return html`<span class="agree" aria-hidden="true">✓</span> ${t('matrix.agree')}`;
  if (agree === false) {
    const name = outcomeOf(expected);
    return html`<span class="disagree" aria-hidden="true">≠</span> ${t('matrix.disagree', {
        forecast: name ? t(`matrix.outcome.${name}`) : t('common.unknown'),
      })}`;
  }
  return html`<span class="muted">${t('matrix.notCompared')}</span>`;
}

function reasons(cell: CellBody): TemplateResult | typeof nothing {
  const list: readonly ForecastReason[] = cell.forecastReasons ?? [];
  if (list.length === 0) return nothing;
  return html`<h3>${t('cell.reasons')}</h3>
    <ol class="plain">
      ${list.map(reason => html`<li>${worded(readReason(withNames(reason, cell)))}</li>`)}
    </ol>`;
}

function ends(cell: CellBody): TemplateResult | typeof nothing {
  if (!cell.local && !cell.remote) return nothing;
  return html`<h3>${t('cell.ends')}</h3>
    <dl class="nat">${entry(cell.from, end(cell.local))} ${entry(cell.to, end(cell.remote))}</dl>`;
}

function end(candidate: CellEnd | null | undefined): TemplateResult {
  if (!candidate) return html`<span class="muted">${t('common.unknown')}</span>`;
  const protocol = relayTransport(candidate);
  return html`<span class="type" data-type=${candidate.type ?? ''}
      >${candidate.type ?? t('common.unknown')}</span
    >
    ${candidate.address ? address(candidate.address) : html`<span class="hidden-address">${t('session.hidden')}</span>`}
    ${protocol ? html`<small>${t('cell.relayOver', { protocol })}</small>` : nothing}`;
}
