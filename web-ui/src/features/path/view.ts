import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../../i18n/i18n';
import { milliseconds } from '../../shared/format';
import { address, card } from '../../shared/ui';
import { hostPort, isHidden } from '../candidates/analysis';
import type { PairEnd, PairRow } from '../candidates/model';
import type { CallRecord } from '../call/model';
import type { PathFinding } from './model';

/** The pair in use as a line from the browser to the peer, with the TURN server where the media passes one. */
export function pathView(call: CallRecord | undefined, path: PathFinding | undefined): TemplateResult {
  const pair = call?.pairs.find(row => row.id === call.selectedPairId);
  return card(
    'path',
    t('path.title'),
    t('path.hint'),
    html`
      <div
        class="path"
        data-testid="selected-path"
        data-path=${path?.kind ?? 'unknown'}
        data-source=${path?.source ?? 'unknown'}
        data-relayed=${path?.relayed ?? false}
      >
        ${path && pair?.local && pair.remote ? drawn(path, pair, pair.local, pair.remote) : empty(call)}
      </div>
      ${path && call ? facts(call, path) : nothing}
    `,
  );
}

function empty(call: CallRecord | undefined): TemplateResult {
  const playing = call?.phase === 'playing';
  return html`<p class="empty">${playing ? t('path.noneSelected') : t('path.none')}</p>`;
}

export const pathName = (path: PathFinding): string =>
  path.kind === 'unknown' ? t(path.relayed ? 'path.relayUnknown' : 'path.unknown') : t(`path.${path.kind}`);

function drawn(path: PathFinding, pair: PairRow, local: PairEnd, remote: PairEnd): TemplateResult {
  return html`<div class="route" data-source=${path.source}>
    ${end(t('path.browser'), 'browser', local)}
    <div class="leg">
      <span class="leg-name">${pathName(path)}</span>
      <span class="leg-line" aria-hidden="true"
        ><i></i>${path.relayAt.map(side => html`<b class="relay-stop" data-at=${side}></b><i></i>`)}</span
      >
      <span class="leg-note">
        ${path.relayed ? html`<span class="relay-name">${t('path.turn')}</span>` : nothing}
        <span class="number" data-fact="path.round-trip"
          >${t('path.rtt')} ${milliseconds(pair.roundTripTime)}</span
        >
      </span>
    </div>
    ${end(t('path.peer'), 'peer', remote)}
  </div>`;
}

function end(name: string, actor: string, candidate: PairEnd): TemplateResult {
  return html`<div class="route-end" data-actor=${actor}>
    <span class="route-name">${name}</span>
    <span class="type" data-type=${candidate.type}>${candidate.type}</span>
    ${
      isHidden(candidate.address)
        ? html`<span class="hidden-address"
            >${t('candidates.hidden')}<span class="mono">${hostPort('', candidate.port)}</span></span
          >`
        : address(hostPort(candidate.address, candidate.port))
    }
    <span class="muted">${candidate.protocol}</span>
  </div>`;
}

function facts(call: CallRecord, path: PathFinding): TemplateResult {
  const { dtlsDetails: dtls, selectedPairChanges: changes } = call;
  const source = {
    measured: t('common.measured'),
    derived: t('common.derived'),
    unknown: t('common.unknown'),
  }[path.source];
  return html`<p class="path-facts">
    <span class="tag" data-source=${path.source}>${source}</span>
    ${
      dtls?.version && dtls.cipher
        ? html`<span>${t('path.protection', { version: dtls.version, cipher: dtls.cipher })}</span>`
        : nothing
    }
    ${changes !== undefined && changes > 1 ? html`<span>${t('path.changes', { count: changes - 1 })}</span>` : nothing}
  </p>`;
}
