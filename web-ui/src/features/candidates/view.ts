import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { t } from '../../i18n/i18n';
import { milliseconds, number, unknown } from '../../shared/format';
import type { Milliseconds } from '../../shared/units';
import { address, card } from '../../shared/ui';
import type { CallRecord } from '../call/model';
import { hasPathBeforeRelay, hostPort, isHidden } from './analysis';
import type { CandidateError, CandidateRow, PairEnd, PairRow } from './model';

/** What is shown of a call; also of one that was recorded, where a media peer may have called. */
export type ShownCandidates = Pick<
  CallRecord,
  'candidates' | 'candidateErrors' | 'pairs' | 'selectedPairId' | 'startedAt'
> & { calledBy?: 'media-peer' };

/** Every candidate of both sides as it appeared, and the pairs made of them. */
export function candidatesView(call: ShownCandidates | undefined): TemplateResult {
  const byPeer = call?.calledBy === 'media-peer';
  return card(
    'candidates-card',
    t('candidates.title'),
    t('candidates.hint'),
    html`
      <div class="sides" data-testid="candidates">
        ${side('local', byPeer ? t('candidates.caller') : t('candidates.local'), byPeer ? 'peer' : 'browser', call)}
        ${side('remote', byPeer ? t('candidates.callee') : t('candidates.remote'), 'peer', call)}
      </div>
      ${call && hasPathBeforeRelay(call) ? html`<p class="hint">${t('candidates.noRelay')}</p>` : nothing}
      ${call && call.candidateErrors.length > 0 ? errorsView(call) : nothing}
      <h3>${t('candidates.pairs')}</h3>
      ${call && call.pairs.length > 0 ? pairsView(call) : html`<p class="empty">${t('candidates.noPairs')}</p>`}
    `,
  );
}

function side(
  which: 'local' | 'remote',
  name: string,
  actor: string,
  call: ShownCandidates | undefined,
): TemplateResult {
  const rows = call?.candidates.filter(row => row.side === which) ?? [];
  return html`<div class="side" data-side=${which}>
    <h3>
      <i class="actor-dot" data-actor=${actor}></i>${name}
      <span class="count number" data-fact="candidates.count">${rows.length}</span>
    </h3>
    ${
      rows.length === 0
        ? html`<p class="empty">${t('candidates.empty')}</p>`
        : html`<ul class="candidate-list">
            ${repeat(
              rows,
              row => row.key,
              row => candidateView(row, call?.startedAt),
            )}
          </ul>`
    }
  </div>`;
}

function candidateView(row: CandidateRow, start: Milliseconds | undefined): TemplateResult {
  return html`<li class="candidate" data-type=${row.type} data-side=${row.side} data-protocol=${row.protocol}>
    <div class="candidate-main">
      <span class="type" data-type=${row.type} title=${t(`candidates.typeAbout.${row.type}`)}
        >${row.type}</span
      >
      ${where(row.address, row.port)}
      <span class="number at" data-fact="candidate.time"
        >${start === undefined ? unknown : milliseconds(row.at - start)}</span
      >
    </div>
    <div class="candidate-more">
      <span>${row.protocol}${row.tcpType ? html` ${row.tcpType}` : nothing}</span>
      ${row.relayProtocol ? html`<span>${t('candidates.viaRelay', { protocol: row.relayProtocol.toUpperCase() })}</span>` : nothing}
      <span>${origin(row)}</span>
      <span class="number" data-fact="candidate.priority" title=${t('candidates.priority')}
        >${row.priority === undefined ? unknown : number(row.priority)}</span
      >
    </div>
    ${row.address.endsWith('.local') ? html`<div class="candidate-more mono mdns">${row.address}</div>` : nothing}
  </li>`;
}

function where(host: string, port: number | undefined): TemplateResult {
  return isHidden(host)
    ? html`<span class="hidden-address"
        >${t('candidates.hidden')}<span class="mono">${hostPort('', port)}</span></span
      >`
    : address(hostPort(host, port));
}

function origin(row: CandidateRow): string | TemplateResult {
  if (row.url) return html`<span class="mono">${row.url}</span>`;
  if (row.type === 'host') return t('candidates.own');
  if (row.type === 'prflx') return t('candidates.fromChecks');
  return t('candidates.notTold');
}

function errorsView(call: ShownCandidates): TemplateResult {
  return html`<details class="errors">
    <summary>
      ${t('candidates.errors')}
      <span class="count number" data-fact="candidate-errors.count">${call.candidateErrors.length}</span>
    </summary>
    <p class="hint">${t('candidates.errorsHint')}</p>
    <ul>
      ${call.candidateErrors.map(
        (error: CandidateError) =>
          html`<li>
            <i class="actor-dot" data-actor=${error.side === 'local' ? 'browser' : 'peer'}></i>
            <span class="mono">${error.url}</span>
            <span class="number" data-fact="candidate-error.code">${error.code}</span>
            <span lang="en" class="muted">${error.text}</span>
            <span class="number at" data-fact="candidate-error.time"
              >${milliseconds(error.at - call.startedAt)}</span
            >
          </li>`,
      )}
    </ul>
  </details>`;
}

function pairsView(call: ShownCandidates): TemplateResult {
  const order = (pair: PairRow): number =>
    pair.id === call.selectedPairId
      ? 0
      : pair.state === 'succeeded'
        ? 1
        : pair.state === 'in-progress'
          ? 2
          : 3;
  const pairs = [...call.pairs].sort((a, b) => order(a) - order(b) || (b.priority ?? 0) - (a.priority ?? 0));
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('candidates.pairs')}>
    <table>
      <thead>
        <tr>
          <th scope="col">${t('candidates.pair')}</th>
          <th scope="col">${t('candidates.state')}</th>
          <th scope="col" class="number" title=${t('candidates.askedHint')}>${t('candidates.asked')}</th>
          <th scope="col" class="number" title=${t('candidates.heardHint')}>${t('candidates.heard')}</th>
          <th scope="col" class="number">${t('candidates.rtt')}</th>
        </tr>
      </thead>
      <tbody>
        ${repeat(
          pairs,
          pair => pair.id,
          pair => pairView(pair, pair.id === call.selectedPairId),
        )}
      </tbody>
    </table>
  </div>`;
}

function pairView(pair: PairRow, selected: boolean): TemplateResult {
  return html`<tr data-state=${pair.state} ?data-selected=${selected}>
    <td class="pair-ends">
      ${endView(pair.local, 'browser')}<span aria-hidden="true" class="muted">↔</span
      >${endView(pair.remote, 'peer')}
    </td>
    <td>
      <span class="pair-state" data-state=${pair.state}
        >${pair.state === 'gone' ? t('candidates.gone') : pair.state}</span
      >
      ${selected ? html`<span class="tag strong">${t('candidates.selected')}</span>` : nothing}
    </td>
    <td class="number" data-fact="pair.asked" title=${t('candidates.askedHint')}>
      ${ratio(pair.requestsSent, pair.responsesReceived)}
    </td>
    <td class="number" data-fact="pair.heard" title=${t('candidates.heardHint')}>
      ${ratio(pair.requestsReceived, pair.responsesSent)}
    </td>
    <td class="number" data-fact="pair.round-trip">${milliseconds(pair.roundTripTime)}</td>
  </tr>`;
}

function endView(end: PairEnd | undefined, actor: string): TemplateResult {
  if (!end) return html`<span class="muted">${unknown}</span>`;
  return html`<span class="pair-end" data-actor=${actor}
    ><span class="type" data-type=${end.type}>${end.type}</span>
    <span class="mono"
      >${isHidden(end.address) ? html`<em>${t('candidates.hidden')}</em>${hostPort('', end.port)}` : hostPort(end.address, end.port)}</span
    ></span
  >`;
}

const ratio = (asked: number | undefined, answered: number | undefined): string =>
  asked === undefined && answered === undefined ? unknown : `${number(asked)} / ${number(answered)}`;
