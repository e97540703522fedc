import { html, nothing, type TemplateResult } from 'lit';
import { Copy } from 'lucide';
import { t } from '../i18n/i18n';
import { icon } from './icon';

/** A section of the evidence: heading, one plain sentence under it, content. */
export function card(
  id: string,
  title: string,
  hint: string,
  content: unknown,
  aside: unknown = nothing,
): TemplateResult {
  return html`<section class="card" id=${id} aria-labelledby="${id}-title">
    <header class="card-head">
      <div>
        <h2 id="${id}-title">${title}</h2>
        <p class="hint">${hint}</p>
      </div>
      ${aside}
    </header>
    ${content}
  </section>`;
}

export async function copyText(event: Event, text: string): Promise<void> {
  const button = event.currentTarget as HTMLElement;
  try {
    await navigator.clipboard.writeText(text);
    button.classList.add('copied');
    button.addEventListener('blur', () => button.classList.remove('copied'), { once: true });
    button.addEventListener('pointerleave', () => button.classList.remove('copied'), { once: true });
  } catch {
    // No clipboard on insecure pages; the text itself can be selected.
  }
}

/** An address in monospace; a click copies it. */
export function address(text: string): TemplateResult {
  return html`<button
    type="button"
    class="address"
    title=${t('common.copy')}
    @click=${(event: Event) => copyText(event, text)}
  >
    <span class="mono">${text}</span>${icon(Copy, 12)}<span class="copied-note">${t('common.copied')}</span>
  </button>`;
}

/** A command or a setting as it is typed; a click copies it. */
export function command(text: string): TemplateResult {
  return html`<button
    type="button"
    class="command"
    title=${t('common.copy')}
    @click=${(event: Event) => copyText(event, text)}
  >
    <code>${text}</code>${icon(Copy, 12)}<span class="copied-note">${t('common.copied')}</span>
  </button>`;
}
