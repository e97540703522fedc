import { html, nothing, type TemplateResult } from 'lit';
import { Check, CircleDashed, Minus, X } from 'lucide';
import { say, t } from '../../i18n/i18n';
import { icon } from '../../shared/icon';
import type { PartView } from './analysis';

const symbols = { up: Check, down: X, absent: Minus, unknown: CircleDashed };

/** One line when all is well; where something is missing, what still works and what to do. */
export function labStatusView(parts: readonly PartView[]): TemplateResult {
  const missing = parts.filter(part => part.missing);
  return html`<section
    class="lab-status"
    data-testid="lab-status"
    data-missing=${missing.length}
    aria-label=${t('lab.label')}
  >
    <ul class="parts">
      ${parts.map(
        part =>
          html`<li class="part" data-part=${part.name} data-state=${part.state}>
            ${icon(symbols[part.state], 14)}<span class="part-name">${t(`lab.${part.name}`)}</span
            ><span class="part-word">${say(part.word)}</span>
          </li>`,
      )}
    </ul>
    <div role="status">${missing.map(part => missingView(part))}</div>
  </section>`;
}

function missingView({ name, missing }: PartView): TemplateResult | typeof nothing {
  if (!missing) return nothing;
  return html`<div class="missing" data-part=${name}>
    <p><strong>${say(missing.means)}</strong> ${say(missing.next)}</p>
    ${missing.said ? html`<p class="detail">${t('lab.said')}: <q lang="en">${missing.said}</q></p>` : nothing}
  </div>`;
}
