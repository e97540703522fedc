import { html, nothing, type TemplateResult } from 'lit';
import { RefreshCw } from 'lucide';
import { known, t } from '../../i18n/i18n';
import { milliseconds } from '../../shared/format';
import { icon } from '../../shared/icon';
import { address, card } from '../../shared/ui';
import type { BrowserNatState, Estimate, FamilyEstimate, NatEstimate } from './model';

/** What a page can tell about the NAT before its own browser, and what it can not. */
export function browserNatView(state: BrowserNatState, measure: () => void): TemplateResult {
  const { measuring, estimate, problem } = state;
  const button = html`<button
    type="button"
    class="quiet"
    data-testid="browser-nat-measure"
    ?disabled=${measuring}
    @click=${measure}
  >
    ${icon(RefreshCw, 14)}<span
      >${t(measuring ? 'nat.loading' : estimate ? 'nat.again' : 'browserNat.measure')}</span
    >
  </button>`;
  const content = html`<div
    data-testid="browser-nat"
    data-state=${measuring ? 'measuring' : estimate ? 'done' : 'idle'}
    aria-live="polite"
  >
    ${problem ? html`<p class="note">${t(`browserNat.problem.${problem}`)}</p>` : nothing}
    ${
      estimate
        ? estimateView(estimate)
        : html`<p class="empty">${t(measuring ? 'nat.loading' : 'browserNat.empty')}</p>`
    }
  </div>`;
  return card('browser-nat', t('browserNat.title'), t('browserNat.hint'), content, button);
}

function estimateView(estimate: NatEstimate): TemplateResult {
  const servers = estimate.servers.map(({ url }) => url.replace('stun:', '')).join(', ');
  return html`${estimate.loopback ? html`<p class="note warn" data-code="loopback-path">${t('browserNat.loopback')}</p>` : nothing}
    ${estimate.families.map(familyView)}
    <dl class="nat">
      <div>
        <dt>${t('nat.vantage')}</dt>
        <dd>${t('browserNat.vantage', { servers })}</dd>
      </div>
      <div>
        <dt>${t('nat.time')}</dt>
        <dd class="number" data-fact="browser-nat.took">${milliseconds(estimate.took)}</dd>
      </div>
    </dl>
    ${
      estimate.errors.length > 0
        ? html`<ul class="plain">
            ${estimate.errors.map(
              ({ url, code, count }) => html`<li>${t('browserNat.error', { url, code, count })}</li>`,
            )}
          </ul>`
        : nothing
    }`;
}

function familyView(estimate: FamilyEstimate): TemplateResult {
  return html`<section data-family=${estimate.family ?? 'unknown'}>
    ${estimate.family ? html`<h3>${t(`browserNat.${estimate.family}`)}</h3>` : nothing}
    <dl class="nat">
      ${field('nat', estimate.nat)} ${seenAs(estimate)} ${field('mapping', estimate.mapping)}
      ${field('filtering', estimate.filtering)} ${field('portPreservation', estimate.portPreservation)}
    </dl>
  </section>`;
}

type FieldName = 'nat' | 'mapping' | 'filtering' | 'portPreservation';

function field(name: FieldName, estimate: Estimate<string>): TemplateResult {
  if ('unknown' in estimate) {
    const why = t(`browserNatUnknown.${estimate.unknown}.why`, estimate.params ?? {});
    return html`<div data-field=${name} data-unknown data-code=${estimate.unknown}>
      <dt>${t(`nat.${name}`)}</dt>
      <dd>
        <span class="muted">${t('nat.whyUnknown', { why })}</span>
        <small>${t(`browserNatUnknown.${estimate.unknown}.decides`)}</small>
      </dd>
    </div>`;
  }
  const value = `nat.value.${estimate.value}`;
  const about = name === 'nat' ? `browserNat.about.${estimate.value}` : `nat.about.${name}-${estimate.value}`;
  return html`<div data-field=${name} data-value=${estimate.value} data-source="derived">
    <dt>${t(`nat.${name}`)}</dt>
    <dd>
      <strong>${known(value) ? t(value) : estimate.value}</strong>
      <span class="tag" data-source="derived">${t('common.derived')}</span>
      ${known(about) ? html`<small>${t(about)}</small>` : nothing}
    </dd>
  </div>`;
}

function seenAs({ seenAs: addresses }: FamilyEstimate): TemplateResult | typeof nothing {
  if (addresses.length === 0) return nothing;
  return html`<div data-field="seenAs">
    <dt>${t('nat.mappedAddress')}</dt>
    <dd>
      ${addresses.map(
        ({ address: text, server }) =>
          html`<span class="seen-as"
            >${address(text)}${server ? html`<small>${t('browserNat.by', { server: server.replace('stun:', '') })}</small>` : nothing}</span
          >`,
      )}
    </dd>
  </div>`;
}
