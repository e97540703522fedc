import { html, nothing, type TemplateResult } from 'lit';
import { RefreshCw } from 'lucide';
import { known, say, t, type Message } from '../../i18n/i18n';
import type { MappingLifetime, Measured, NatObservation, NatReportBody, Unknown } from '../../protocol/rest';
import { milliseconds, unknown } from '../../shared/format';
import { icon } from '../../shared/icon';
import { address, card } from '../../shared/ui';
import { readField, readFinding, readUnknown, type NatField, type VerdictName } from './analysis';
import type { NatState } from './model';

/** What lies before the peer, in the words of RFC 4787, with the observations behind each. */
export function natView(nat: NatState, measure: () => void): TemplateResult {
  const again = html`<button type="button" class="quiet" ?disabled=${nat.loading} @click=${measure}>
    ${icon(RefreshCw, 14)}<span>${nat.loading ? t('nat.loading') : t('nat.again')}</span>
  </button>`;
  const empty = html`<p class="empty">${nat.loading ? t('nat.loading') : t('nat.missing')}</p>`;
  const content = html`<div data-testid="nat-report">${nat.report ? reportView(nat.report) : empty}</div>`;
  return card('nat', t('nat.title'), t('nat.hint'), content, again);
}

export function reportView(report: NatReportBody): TemplateResult {
  const field = (name: VerdictName): TemplateResult => fieldView(name, readField(name, report[name]));
  return html`<dl class="nat">
      ${field('nat')} ${addressView(t('nat.localAddress'), report.localAddress)}
      ${addressView(t('nat.mappedAddress'), report.mappedAddress)} ${field('mapping')} ${field('filtering')}
      ${report.portPreservation === undefined ? nothing : field('portPreservation')} ${field('udp')}
      ${field('tcp')} ${report.tls === undefined || report.tls === null ? nothing : field('tls')}
      ${lifetimeView(report.mappingLifetime)}
      ${
        report.vantage
          ? html`<div>
              <dt>${t('nat.vantage')}</dt>
              <dd>${report.vantage}</dd>
            </div>`
          : nothing
      }
    </dl>
    ${findings(report)} ${observations(report.observations ?? [])}`;
}

export const worded = (text: Message | string): TemplateResult =>
  typeof text === 'string' ? html`<span lang="en">${text}</span>` : html`${say(text)}`;

function fieldView(name: VerdictName, field: NatField): TemplateResult {
  return html`<div data-field=${name} ?data-unknown=${!field.known}>
    <dt>${t(`nat.${name}`)}</dt>
    <dd>
      ${field.known ? html`<strong>${worded(field.value)}</strong>` : unknownView(field)}
      ${field.known && field.about ? html`<small>${say(field.about)}</small>` : nothing}
    </dd>
  </div>`;
}

export function unknownView(field: Extract<NatField, { known: false }>): TemplateResult {
  const why = field.why ? say(field.why) : field.told;
  return html`<span class="muted">${why ? t('nat.whyUnknown', { why }) : t('nat.unknownNoReason')}</span>
    ${field.decides ? html`<small>${say(field.decides)}</small>` : nothing}`;
}

function lifetimeView(lifetime: NatReportBody['mappingLifetime']): TemplateResult | typeof nothing {
  if (lifetime === undefined || lifetime === null) return nothing;
  return html`<div data-field="mappingLifetime">
    <dt>${t('nat.mappingLifetime')}</dt>
    <dd>${lifetimeValue(lifetime)}</dd>
  </div>`;
}

function lifetimeValue(lifetime: MappingLifetime | Unknown): TemplateResult {
  if ('atLeastSeconds' in lifetime) {
    const { atLeastSeconds: least, atMostSeconds: most } = lifetime;
    return html`<strong
      >${most === undefined ? t('nat.lifetimeLonger', { least }) : t('nat.lifetimeBetween', { least, most })}</strong
    >`;
  }
  const field = readUnknown(lifetime);
  return field.known ? html`${unknown}` : unknownView(field);
}

function addressView(label: string, value: Measured | null | undefined): TemplateResult {
  const field = typeof value === 'string' ? undefined : readUnknown(value);
  return html`<div>
    <dt>${label}</dt>
    <dd>
      ${typeof value === 'string' ? address(value) : field && !field.known ? unknownView(field) : unknown}
    </dd>
  </div>`;
}

function findings(report: NatReportBody): TemplateResult | typeof nothing {
  if (!report.findings || report.findings.length === 0) return nothing;
  return html`<h3>${t('nat.findings')}</h3>
    <ul class="plain">
      ${report.findings.map(finding => html`<li>${worded(readFinding(finding))}</li>`)}
    </ul>`;
}

function observations(items: readonly NatObservation[]): TemplateResult | typeof nothing {
  if (items.length === 0) return nothing;
  return html`<details>
    <summary>
      ${t('nat.observations')} <span class="count number" data-fact="nat.observations">${items.length}</span>
    </summary>
    <div class="scroll" tabindex="0" role="region" aria-label=${t('nat.observations')}>
      <table>
        <thead>
          <tr>
            <th scope="col">${t('nat.question')}</th>
            <th scope="col">${t('nat.server')}</th>
            <th scope="col">${t('nat.outcome')}</th>
            <th scope="col">${t('nat.seenAs')}</th>
            <th scope="col" class="number">${t('nat.time')}</th>
          </tr>
        </thead>
        <tbody>
          ${items.map(observationView)}
        </tbody>
      </table>
    </div>
  </details>`;
}

function observationView(item: NatObservation): TemplateResult {
  const question = `natQuestion.${item.question}`;
  const outcome = `natOutcome.${item.outcome}`;
  return html`<tr>
    <td>${known(question) ? t(question) : (item.question ?? unknown)}</td>
    <td class="mono">${item.server ?? unknown} ${item.transport ?? nothing}</td>
    <td>
      ${known(outcome) ? t(outcome) : (item.outcome ?? unknown)} ${item.errorCode ?? nothing}
      ${item.detail ? html`<span lang="en" class="muted">${item.detail}</span>` : nothing}
    </td>
    <td class="mono">${item.mapped ?? unknown}</td>
    <td class="number" data-fact="nat.observation-time">${milliseconds(item.rttMs ?? item.waitedMs)}</td>
  </tr>`;
}
