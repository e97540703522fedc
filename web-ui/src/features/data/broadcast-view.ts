import { html, nothing, type TemplateResult } from 'lit';
import { Radio, Square } from 'lucide';
import { t } from '../../i18n/i18n';
import { milliseconds, number, percent, unknown } from '../../shared/format';
import { icon } from '../../shared/icon';
import { card } from '../../shared/ui';
import { ratio } from '../../shared/units';
import type { DataActions, NameOf } from './actions';
import type { BroadcastState, Heard, OwnRun, Target } from './model';

/** Messages to everybody over a channel that repeats nothing, and what both ends count of them. */
export function broadcastView(state: BroadcastState, nameOf: NameOf, actions: DataActions): TemplateResult {
  const { own } = state;
  const heard = Object.entries(state.heard);
  const running = own?.running ?? false;
  const button = html`<button
    type="button"
    class="secondary"
    data-testid=${running ? 'broadcast-stop' : 'broadcast-start'}
    @click=${() => (running ? actions.stopBroadcast() : actions.startBroadcast())}
  >
    ${icon(running ? Square : Radio, 16)}<span>${t(running ? 'broadcast.stop' : 'broadcast.start')}</span>
  </button>`;
  return card(
    'broadcast',
    t('broadcast.title'),
    t('broadcast.hint'),
    html`${own ? ownView(own, nameOf) : nothing} ${heard.length > 0 ? heardView(heard, nameOf) : nothing}
    ${!own && heard.length === 0 ? html`<p class="empty">${t('broadcast.idle')}</p>` : nothing}`,
    button,
  );
}

function ownView(own: OwnRun, nameOf: NameOf): TemplateResult {
  return html`<h3>
      ${t('broadcast.sentTo')} <small>${t(own.running ? 'broadcast.running' : 'broadcast.ended')}</small>
    </h3>
    <div class="scroll">
      <table data-testid="broadcast-sent" data-running=${own.running}>
        <thead>
          <tr>
            <th scope="col">${t('broadcast.who')}</th>
            <th scope="col" class="number">${t('broadcast.sent')}</th>
            <th scope="col" class="number">${t('broadcast.heldBack')}</th>
            <th scope="col" class="number">${t('broadcast.received')}</th>
            <th scope="col" class="number">${t('broadcast.lost')}</th>
            <th scope="col" class="number">${t('broadcast.p50')}</th>
            <th scope="col" class="number">${t('broadcast.p99')}</th>
          </tr>
        </thead>
        <tbody>
          ${Object.entries(own.targets).map(([peer, target]) => targetRow(peer, target, nameOf))}
        </tbody>
      </table>
    </div>
    ${own.skipped > 0 ? html`<p class="note warn">${t('broadcast.skipped', { count: own.skipped })}</p>` : nothing}`;
}

function targetRow(peer: string, { sent, heldBack, report }: Target, nameOf: NameOf): TemplateResult {
  return html`<tr data-peer=${peer}>
    <th scope="row">${nameOf(peer)}</th>
    <td class="number" data-fact="broadcast.sent">${number(sent)}</td>
    <td class="number" data-fact="broadcast.held-back">${number(heldBack)}</td>
    ${
      report
        ? html`<td class="number" data-fact="broadcast.received">${number(report.received)}</td>
            <td class="number" data-fact="broadcast.lost">${number(report.lost)}</td>
            ${latencies(report)}`
        : html`<td colspan="4" class="muted">${t('broadcast.noReport')}</td>`
    }
  </tr>`;
}

function heardView(heard: readonly [string, Heard][], nameOf: NameOf): TemplateResult {
  return html`<h3>${t('broadcast.heardFrom')}</h3>
    <div class="scroll">
      <table data-testid="broadcast-heard">
        <thead>
          <tr>
            <th scope="col">${t('broadcast.who')}</th>
            <th scope="col" class="number">${t('broadcast.received')}</th>
            <th scope="col" class="number">${t('broadcast.lost')}</th>
            <th scope="col" class="number">${t('broadcast.outOfOrder')}</th>
            <th scope="col" class="number">${t('broadcast.p50')}</th>
            <th scope="col" class="number">${t('broadcast.p99')}</th>
          </tr>
        </thead>
        <tbody>
          ${heard.map(
            ([peer, figures]) =>
              html`<tr data-peer=${peer} data-ended=${figures.ended}>
                <th scope="row">
                  ${nameOf(peer)} <small>${t(figures.ended ? 'broadcast.ended' : 'broadcast.running')}</small>
                </th>
                <td class="number" data-fact="broadcast.received">${number(figures.received)}</td>
                <td class="number" data-fact="broadcast.lost">
                  ${number(figures.lost)}
                  <small>${figures.loss === undefined ? unknown : percent(ratio(figures.loss))}</small>
                </td>
                <td class="number" data-fact="broadcast.out-of-order">${number(figures.outOfOrder)}</td>
                ${latencies(figures)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
}

interface Latencies {
  p50: number | undefined;
  p99: number | undefined;
  error: number | undefined;
}

/** One-way, so only where both pages know the lab clock; with the error of both. */
function latencies({ p50, p99, error }: Latencies): TemplateResult {
  const shown = (value: number | undefined): TemplateResult | string =>
    value === undefined
      ? html`<abbr title=${t('broadcast.clockUnknown')}>${unknown}</abbr>`
      : html`${milliseconds(value)} <small>${t('broadcast.error', { error: milliseconds(error) })}</small>`;
  return html`<td class="number" data-fact="broadcast.p50">${shown(p50)}</td>
    <td class="number" data-fact="broadcast.p99">${shown(p99)}</td>`;
}
