import { html, nothing, type TemplateResult } from 'lit';
import { Copy, Phone, RefreshCw } from 'lucide';
import { known, t } from '../../i18n/i18n';
import type { NetworkBody } from '../../protocol/networks';
import type { NatReportBody, Unknown } from '../../protocol/rest';
import { moment } from '../../shared/format';
import { icon } from '../../shared/icon';
import { problemView } from '../../shared/problem-view';
import { address, card, copyText } from '../../shared/ui';
import { unknownOf } from '../matrix/analysis';
import { readField, readFinding, readUnknown, type VerdictName } from '../nat-report/analysis';
import { reportView, unknownView, worded } from '../nat-report/view';
import { unknownReasons } from './analysis';
import type { NetworksState } from './model';

const startCommand = 'docker compose --profile nat-lab up';

/** Every network position with its measured NAT, its probe, and its media peers. */
export function networksView(
  state: NetworksState,
  measure: (name: string) => void,
  retry: () => void,
): TemplateResult {
  return card(
    'network-positions',
    t('networks.title'),
    t('networks.hint'),
    html`<div data-testid="networks" data-count=${state.networks?.length ?? 0}>
      ${content(state, measure, retry)}
    </div>`,
  );
}

function content(
  { networks, problem, probes }: NetworksState,
  measure: (name: string) => void,
  retry: () => void,
): TemplateResult {
  if (!networks) {
    if (!problem) return html`<p class="empty" role="status">${t('networks.loading')}</p>`;
    return html`${problemView(t('networks.unreachable'), problem)}
      <button type="button" class="quiet" @click=${retry}>
        ${icon(RefreshCw, 14)}<span>${t('session.retry')}</span>
      </button>`;
  }
  return html`${problem ? problemView(t('networks.stale'), problem) : nothing}
    ${networks.length < 2 ? startLab(networks.length) : nothing}
    <ul class="networks">
      ${networks.map(network => networkView(network, probes[network.name], measure))}
    </ul>`;
}

function startLab(count: number): TemplateResult {
  return html`<div class="start-lab" data-testid="start-nat-lab">
    <p>${count === 0 ? t('networks.none') : t('networks.onlyOne')} ${t('networks.startLab')}</p>
    <p class="command">
      <code>${startCommand}</code>
      <button type="button" class="quiet copy" @click=${(event: Event) => copyText(event, startCommand)}>
        ${icon(Copy, 14)}<span>${t('common.copy')}</span
        ><span class="copied-note" role="status">${t('common.copied')}</span>
      </button>
    </p>
  </div>`;
}

function networkView(
  network: NetworkBody,
  probe: NetworksState['probes'][string] | undefined,
  measure: (name: string) => void,
): TemplateResult {
  const id = `network-${network.name}`;
  const measuring = probe?.running === true;
  return html`<li class="network" data-network=${network.name} aria-labelledby=${id} aria-busy=${measuring}>
    <header>
      <h3 id=${id}>${network.name}</h3>
      ${network.second ? html`<span class="tag" title=${t('networks.secondAbout')}>${t('networks.second')}</span>` : nothing}
      <button
        type="button"
        class="quiet"
        data-testid="measure-network"
        aria-label=${t('networks.measureAgainOf', { name: network.name })}
        ?disabled=${measuring || network.natProbe?.state !== 'up'}
        @click=${() => measure(network.name)}
      >
        ${icon(RefreshCw, 14)}<span>${measuring ? t('networks.measuring') : t('networks.measureAgain')}</span>
      </button>
    </header>
    ${natOf(network.nat)}
    ${probe?.running === false ? problemView(t('networks.measureFailed'), probe.problem) : nothing}
    <dl class="facts">${probeView(network)} ${peersView(network)}</dl>
    ${reportDetails(network.nat)}
  </li>`;
}

function natOf(nat: NatReportBody | Unknown | null | undefined): TemplateResult {
  const unknown = unknownOf(nat);
  if (unknown) {
    const field = readUnknown(unknown);
    return html`<p class="nat-unknown">${field.known ? nothing : unknownView(field)}</p>`;
  }
  if (!nat) return html`<p class="empty">${t('networks.noReport')}</p>`;
  const report = nat as NatReportBody;
  const glosses = (report.findings ?? []).filter(({ code }) => code?.startsWith('gloss-'));
  return html`<dl class="facts">
      ${fact('nat', report)} ${fact('mapping', report)} ${fact('filtering', report)} ${mappedView(report)}
      <div>
        <dt>${t('networks.reach')}</dt>
        <dd class="reach">${transports.map(name => reach(name, report))}</dd>
      </div>
      ${
        glosses.length > 0
          ? html`<div>
              <dt>${t('networks.gloss')}</dt>
              <dd class="muted">${glosses.map(finding => worded(readFinding(finding)))}</dd>
            </div>`
          : nothing
      }
    </dl>
    ${reasonsView(report)}`;
}

const transports = ['udp', 'tcp', 'tls'] as const;

function fact(name: VerdictName, report: NatReportBody): TemplateResult {
  const field = readField(name, report[name]);
  return html`<div data-field=${name} ?data-unknown=${!field.known}>
    <dt>${t(`nat.${name}`)}</dt>
    <dd>${field.known ? html`<strong>${worded(field.value)}</strong>` : unknownWord()}</dd>
  </div>`;
}

const unknownWord = (): TemplateResult => html`<span class="muted">${t('common.unknown')}</span>`;

function mappedView({ mappedAddress: mapped }: NatReportBody): TemplateResult {
  return html`<div data-field="mappedAddress" ?data-unknown=${typeof mapped !== 'string'}>
    <dt>${t('networks.mapped')}</dt>
    <dd>${typeof mapped === 'string' ? address(mapped) : unknownWord()}</dd>
  </div>`;
}

/** Several fields are often unknown for one reason: each reason once, with what would decide it. */
function reasonsView(report: NatReportBody): TemplateResult | typeof nothing {
  const reasons = unknownReasons(report);
  if (reasons.length === 0) return nothing;
  return html`<ul class="nat-reasons">
    ${reasons.map(field => html`<li>${unknownView(field)}</li>`)}
  </ul>`;
}

function reportDetails(nat: NetworkBody['nat']): TemplateResult | typeof nothing {
  if (!nat || unknownOf(nat)) return nothing;
  const report = nat as NatReportBody;
  const at = moment(report.at);
  return html`${at ? html`<p class="hint number" data-fact="nat.measured-at">${t('networks.measuredAt', { time: at })}</p>` : nothing}
    <details class="report">
      <summary>${t('networks.report')}</summary>
      ${reportView(report)}
    </details>`;
}

function reach(name: (typeof transports)[number], report: NatReportBody): TemplateResult | typeof nothing {
  const measured = report[name];
  if (measured === undefined || measured === null) return nothing;
  const field = readField(name, measured);
  const why = field.known ? '' : (field.told ?? '');
  return html`<span
    class="reach-one"
    data-field=${name}
    data-value=${typeof measured === 'string' ? measured : 'unknown'}
    title=${why}
    ><b>${t(`nat.${name}`)}</b> ${field.known ? worded(field.value) : t('common.unknown')}</span
  >`;
}

function probeView({ natProbe }: NetworkBody): TemplateResult {
  const state = natProbe?.state ?? 'absent';
  const word = `networks.probeStates.${state}`;
  return html`<div>
    <dt>${t('networks.probe')}</dt>
    <dd data-probe=${state}>
      ${known(word) ? t(word) : state}
      ${natProbe?.why ? html`<small>${t('networks.said')}: <q lang="en">${natProbe.why}</q></small>` : nothing}
    </dd>
  </div>`;
}

function peersView({ name: network, mediaPeers = [] }: NetworkBody): TemplateResult {
  return html`<div>
    <dt>${t('networks.peers')}</dt>
    <dd>
      ${mediaPeers.length === 0 ? html`<span class="muted">${t('networks.noPeers')}</span>` : nothing}
      <ul class="network-peers">
        ${mediaPeers.map(peer => {
          const name = peer.name ?? peer.id;
          return html`<li>
            <span>${name}</span> <span class="tag">${peer.state ?? t('common.unknown')}</span>
            <a
              class="link call-peer"
              href="/?peer=${encodeURIComponent(peer.id)}"
              aria-label=${t('networks.callOf', { name, network })}
              >${icon(Phone, 13)}<span>${t('networks.call')}</span></a
            >
          </li>`;
        })}
      </ul>
    </dd>
  </div>`;
}
