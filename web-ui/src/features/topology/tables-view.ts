import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../../i18n/i18n';
import { milliseconds, number } from '../../shared/format';
import type { TopologyModel, TopologyPair } from './model';
import { answerWords, lineOf, nameOf, say, titleOf } from './words';

/** The picture as tables: parts, ways, and every pair that was tried. */
export function tablesView(model: TopologyModel): TemplateResult {
  return html`<details class="events">
    <summary>${t('topology.table')}</summary>
    <div class="scroll" tabindex="0" role="region" aria-label=${t('topology.table')}>
      ${parts(model)} ${routes(model)} ${pairs(model)}
    </div>
  </details>`;
}

function parts({ nodes }: TopologyModel): TemplateResult {
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${t('topology.part')}</th>
        <th scope="col">${t('topology.addresses')}</th>
        <th scope="col">${t('timeline.source')}</th>
      </tr>
    </thead>
    <tbody>
      ${nodes.map(
        node =>
          html`<tr data-kind=${node.kind}>
            <th scope="row">${titleOf(node)} ${node.name ? nameOf(node) : nothing}</th>
            <td>
              <ul>
                ${node.addresses.map(line => html`<li class="mono">${lineOf(line)}</li>`)}
                ${node.notes.map(note => html`<li>${say(note)}</li>`)}
                ${node.addresses.length + node.notes.length === 0 ? html`<li class="muted">${t('common.unknown')}</li>` : nothing}
              </ul>
            </td>
            <td><span class="tag" data-source=${node.source}>${t(`common.${node.source}`)}</span></td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function routes({ nodes, routes: ways }: TopologyModel): TemplateResult {
  const titleOfId = (id: string): string => {
    const node = nodes.find(candidate => candidate.id === id);
    return node ? titleOf(node) : id;
  };
  return html`<table data-testid="topology-routes">
    <thead>
      <tr>
        <th scope="col">${t('topology.way')}</th>
        <th scope="col">${t('candidates.state')}</th>
        <th scope="col">${t('topology.checks')}</th>
        <th scope="col" class="number">${t('candidates.pairs')}</th>
      </tr>
    </thead>
    <tbody>
      ${ways.map(
        route =>
          html`<tr data-route=${route.id} data-state=${route.state}>
            <td>
              ${t(`topology.route.${route.id}`)}
              <span class="muted"
                >${['browser', ...route.legs.map(({ to }) => to)].map(titleOfId).join(' → ')}</span
              >
            </td>
            <td>${t(`topology.state.${route.state}`)}</td>
            <td>${answerWords(route.answers)}</td>
            <td class="number" data-fact="topology.pairs">${route.pairs}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function pairs({ pairs: tried }: TopologyModel): TemplateResult | typeof nothing {
  if (tried.length === 0) return nothing;
  return html`<table data-testid="topology-pairs">
    <thead>
      <tr>
        <th scope="col">${t('topology.pair')}</th>
        <th scope="col">${t('candidates.state')}</th>
        <th scope="col">${t('topology.checks')}</th>
        <th scope="col" class="number">${t('path.rtt')}</th>
      </tr>
    </thead>
    <tbody>
      ${tried.map(pairRow)}
    </tbody>
  </table>`;
}

const pairRow = (pair: TopologyPair): TemplateResult =>
  html`<tr data-state=${pair.state} data-answer=${pair.answer} data-vpn=${pair.vpn}>
    <td class="mono">${lineOf(pair.local)} ↔ ${lineOf(pair.remote)}</td>
    <td>${t(`topology.state.${pair.state}`)}</td>
    <td>
      ${t(`topology.answer.${pair.answer}`)}
      <span class="muted number" data-fact="topology.checks"
        >${t('topology.counters', { sent: number(pair.sent), answered: number(pair.answered), received: number(pair.received) })}</span
      >
    </td>
    <td class="number" data-fact="topology.round-trip">${milliseconds(pair.roundTrip)}</td>
  </tr>`;
