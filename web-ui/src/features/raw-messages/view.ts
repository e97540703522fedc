import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
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
              ${repeat(
                messages,
                raw => raw,
                raw => rawView(raw, call!),
              )}
            </ol>`
      }
    `,
  );
}

/** Readable, with the lines of a description as lines. */
const pretty = (value: object): string =>
  JSON.stringify(value, null, 2)
    .replace(/\\r\\n/g, '\n    ')
    .replace(/\\"/g, '"');

/** Long messages become text only when somebody opens them. */
function fill(event: Event, raw: RawMessage): void {
  const details = event.currentTarget as HTMLDetailsElement;
  const text = details.querySelector('pre');
  if (details.open && text && text.textContent === '') text.textContent = pretty(raw.value);
}

function rawView(raw: RawMessage, call: CallRecord): TemplateResult {
  return html`<li>
    <details
      data-direction=${raw.direction}
      data-type=${raw.type}
      @toggle=${(event: Event) => fill(event, raw)}
    >
      <summary>
        <span class="number at" data-fact="message.time">${milliseconds(raw.at - call.startedAt)}</span>
        <span class="direction"
          >${icon(raw.direction === 'sent' ? ArrowUpRight : ArrowDownLeft, 14)}${t(`raw.${raw.direction}`)}</span
        >
        <span class="mono">${raw.type}</span>
      </summary>
      <pre tabindex="0"></pre>
    </details>
  </li>`;
}
