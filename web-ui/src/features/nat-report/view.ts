import { html, nothing, type TemplateResult } from 'lit';
import { RefreshCw } from 'lucide';
import { say, t } from '../../i18n/i18n';
import type { NatReportBody } from '../../protocol/rest';
import { icon } from '../../shared/icon';
import { unknown } from '../../shared/format';
import { address, card } from '../../shared/ui';
import { readField, sentenceOf, type NatField } from './analysis';
import type { NatState } from './model';

/** What lies before the peer, in the words of RFC 4787, with the observations behind each. */
export function natView(nat: NatState, measure: () => void): TemplateResult {
  const again = html`<button type="button" class="quiet" ?disabled=${nat.loading} @click=${measure}>
    ${icon(RefreshCw, 14)}<span>${nat.loading ? t('nat.loading') : t('nat.again')}</span>
  </button>`;
  return card(
    'nat',
    t('nat.title'),
    t('nat.hint'),
    html`
      <div data-testid="nat-report">
        ${nat.report ? reportView(nat.report) : html`<p class="empty">${nat.loading ? t('nat.loading') : t('nat.missing')}</p>`}
      </div>
    `,
    again,
  );
}

function reportView(report: NatReportBody): TemplateResult {
  return html`<dl class="nat">
      ${field('nat', t('nat.nat'), readField('nat', report.nat))}
      ${field('mapping', t('nat.mapping'), readField('mapping', report.mapping))}
      ${field('filtering', t('nat.filtering'), readField('filtering', report.filtering))}
      ${plain(t('nat.localAddress'), report.localAddress)}
      ${plain(t('nat.mappedAddress'), report.mappedAddress)}
      ${field('udp', t('nat.udp'), readField('udp', report.udp))}
      ${field('tcp', t('nat.tcp'), readField('tcp', report.tcp))}
      ${
        report.vantage
          ? html`<div>
              <dt>${t('nat.vantage')}</dt>
              <dd>${report.vantage}</dd>
            </div>`
          : nothing
      }
    </dl>
    ${list(t('nat.findings'), report.findings, true)}
    ${list(t('nat.observations'), report.observations, false)}`;
}

function field(name: string, label: string, value: NatField): TemplateResult {
  return html`<div data-field=${name} ?data-unknown=${value.value === undefined}>
    <dt>${label}</dt>
    <dd>
      ${value.value ? html`<strong>${say(value.value)}</strong>` : unknownWhy(value.why)}
      ${value.about ? html`<small>${say(value.about)}</small>` : nothing}
    </dd>
  </div>`;
}

const unknownWhy = (why: string | undefined): TemplateResult =>
  html`<span class="muted">${why ? t('nat.whyUnknown', { why }) : t('nat.unknownNoReason')}</span>`;

const plain = (label: string, value: string | null | undefined): TemplateResult =>
  html`<div>
    <dt>${label}</dt>
    <dd>${value ? address(value) : unknown}</dd>
  </div>`;

function list(
  label: string,
  items: readonly unknown[] | undefined,
  open: boolean,
): TemplateResult | typeof nothing {
  if (!items || items.length === 0) return nothing;
  return html`<details ?open=${open}>
    <summary>${label} <span class="count number">${items.length}</span></summary>
    <ul class="plain">
      ${items.map(item => html`<li>${sentenceOf(item)}</li>`)}
    </ul>
  </details>`;
}
