import { html, nothing, type TemplateResult } from 'lit';
import { FolderOpen, X } from 'lucide';
import { t } from '../../i18n/i18n';
import { number } from '../../shared/format';
import { chosen, dropped, onDragLeave, onDragOver } from '../../shared/file-drop';
import { icon } from '../../shared/icon';
import { problemView } from '../../shared/problem-view';
import { sessionVerdictView } from '../session-record/verdict-view';
import { mebibyte, mostBytes } from './analysis';
import type { ImportRefusal, ImportState } from './model';

export interface ImportActions {
  take(file: File): void;
  close(): void;
}

const inMebibytes = (bytes: number, digits = 1): string => number(bytes / mebibyte, digits);

/** A place for files, by button, by drop and by keyboard. */
export function importView(state: ImportState, actions: ImportActions): TemplateResult {
  const busy = state.kind === 'reading' || state.kind === 'sending';
  return html`<section
      class="card import"
      data-testid="import-area"
      data-state=${state.kind}
      aria-labelledby="import-title"
      @dragover=${onDragOver}
      @dragleave=${onDragLeave}
      @drop=${(event: DragEvent) => onDrop(event, busy, actions)}
    >
      <div class="import-words">
        <h2 id="import-title">${t('importing.title')}</h2>
        <p class="hint">${t('importing.hint', { most: number(mostBytes / mebibyte) })}</p>
      </div>
      <label class="secondary import-button" data-busy=${busy}
        >${icon(FolderOpen, 16)}<span>${t('importing.choose')}</span
        ><input
          type="file"
          class="visually-hidden"
          data-testid="import"
          accept=".json,.txt,.gz,application/json"
          ?disabled=${busy}
          @change=${(event: Event) => onChoose(event, actions)}
      /></label>
      <span class="hint import-drop">${t('importing.drop')}</span>
      <div class="import-outcome" role="status">${outcome(state)}</div>
    </section>
    ${state.kind === 'judged' ? judged(state, actions) : nothing}`;
}

function outcome(state: ImportState): TemplateResult | typeof nothing {
  switch (state.kind) {
    case 'idle':
    case 'judged':
      return nothing;
    case 'reading':
      return html`<p>${t('importing.reading', { name: state.name })}</p>`;
    case 'sending': {
      const part = state.total > 0 ? state.sent / state.total : 0;
      const words = t('importing.sent', {
        percent: number(part * 100),
        total: inMebibytes(state.total),
      });
      return html`<p>
          ${t('importing.sending', { name: state.name })}
          <span class="number" data-fact="import.sent">${words}</span>
        </p>
        <progress max="1" .value=${part} aria-label=${words}></progress>`;
    }
    case 'refused':
      return refusal(state.name, state.why);
    default:
      return state satisfies never;
  }
}

function refusal(name: string, why: ImportRefusal): TemplateResult {
  const what = t('importing.refused', { name });
  if (why.code === 'problem') {
    return problemView(`${what} ${t('importing.why.problem')}`, why.problem);
  }
  return html`<p class="problem" data-problem=${why.code}><strong>${what}</strong> ${wordsOf(why)}</p>`;
}

function wordsOf(why: Exclude<ImportRefusal, { code: 'problem' }>): string {
  switch (why.code) {
    case 'too-large':
      return t('importing.why.too-large', {
        size: inMebibytes(why.bytes),
        most: number(mostBytes / mebibyte),
      });
    case 'newer':
      return t('importing.why.newer', { version: why.version });
    case 'empty':
    case 'not-json':
    case 'not-known':
    case 'unreadable':
      return t(`importing.why.${why.code}`);
    default:
      return why satisfies never;
  }
}

function judged(
  { name, verdict }: Extract<ImportState, { kind: 'judged' }>,
  actions: ImportActions,
): TemplateResult {
  return html`<section class="judged" data-testid="judged" aria-labelledby="judged-title">
    <header class="card-head">
      <h2 id="judged-title">${t('importing.judged', { name })}</h2>
      <button type="button" class="quiet" @click=${() => actions.close()}>
        ${icon(X, 14)}<span>${t('importing.close')}</span>
      </button>
    </header>
    <p class="hint">${t('importing.judgedHint')}</p>
    ${sessionVerdictView({ kind: 'there', verdict })}
  </section>`;
}

function onChoose(event: Event, actions: ImportActions): void {
  const [file] = chosen(event);
  if (file) actions.take(file);
}

function onDrop(event: DragEvent, busy: boolean, actions: ImportActions): void {
  const [file] = dropped(event);
  if (file && !busy) actions.take(file);
}
