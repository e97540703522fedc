import { html, type TemplateResult } from 'lit';
import { ArrowDownLeft, ArrowUpRight } from 'lucide';
import { t } from '../../i18n/i18n';
import { milliseconds } from '../../shared/format';
import { icon } from '../../shared/icon';
import { card } from '../../shared/ui';
import type { CallRecord } from '../call/model';
import type { RawMessage } from './model';

/** Every signaling message of the call as it went over the wire. */
export function rawMessagesView(call: CallRecord | undefined): TemplateResult {
  const messages = call?.raw ?? [];
  return card(
    'raw',
    t('raw.title'),
    t('raw.hint'),
    html`
      ${
        messages.length === 0
          ? html`<p class="empty">${t('raw.empty')}</p>`
          : html`<ol class="raw" data-testid="raw-messages">
              ${messages.map(raw => rawView(raw, call!))}
            </ol>`
      }
    `,
  );
}

function rawView(raw: RawMessage, call: CallRecord): TemplateResult {
  return html`<li>
    <details data-direction=${raw.direction} data-type=${raw.type}>
      <summary>
        <span class="number at">${milliseconds(raw.at - call.startedAt)}</span>
        <span class="direction"
          >${icon(raw.direction === 'sent' ? ArrowUpRight : ArrowDownLeft, 14)}${t(`raw.${raw.direction}`)}</span
        >
        <span class="mono">${raw.type}</span>
      </summary>
      <pre tabindex="0">${raw.text}</pre>
    </details>
  </li>`;
}
