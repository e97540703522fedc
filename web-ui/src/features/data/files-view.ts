import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Check, Download, FolderOpen, X } from 'lucide';
import { t } from '../../i18n/i18n';
import { number } from '../../shared/format';
import { chosen, dropped, onDragLeave, onDragOver } from '../../shared/file-drop';
import { icon } from '../../shared/icon';
import { card } from '../../shared/ui';
import type { DataActions, NameOf, Person } from './actions';
import { recipientView } from './people-view';
import { mostFileBytes } from './frames';
import type { NotOffered, TransferRow } from './model';
import { canChoosePlace } from './sinks';
import { giveUpAfter, isEnded, type Ended } from './transfer';
import { duration, size } from './view-words';

/** Files that are offered, on their way, and arrived; each with its next step. */
export function filesView(
  rows: readonly TransferRow[],
  notOffered: NotOffered | undefined,
  people: readonly Person[],
  to: string | undefined,
  nameOf: NameOf,
  actions: DataActions,
): TemplateResult {
  const recipient = { chosen: to, people, nameOf };
  return card(
    'files',
    t('files.title'),
    t('files.hint'),
    html`<div
        class="files-choose"
        @dragover=${onDragOver}
        @dragleave=${onDragLeave}
        @drop=${(event: DragEvent) => onDrop(event, actions)}
      >
        <label class="files-to"
          ><span>${t('files.to')}</span>
          ${recipientView('file-to', { ...recipient, choose: peer => actions.address('files', peer) })}</label
        >
        <label class="secondary files-button"
          >${icon(FolderOpen, 16)}<span>${t('files.choose')}</span
          ><input
            type="file"
            multiple
            class="visually-hidden"
            data-testid="file-input"
            @change=${(event: Event) => onChoose(event, actions)}
        /></label>
        <span class="hint">${t('files.drop')}</span>
      </div>
      <div role="status">
        ${notOffered ? html`<p class="problem" data-problem=${notOffered.why}>${notOfferedWords(notOffered)}</p>` : nothing}
      </div>
      ${rows.length === 0 ? html`<p class="empty">${t('files.empty')}</p>` : nothing}
      <ul class="transfers" data-testid="transfers">
        ${repeat(
          rows,
          ({ key }) => key,
          row => rowView(row, nameOf(row.peer), actions),
        )}
      </ul>`,
  );
}

function notOfferedWords(notOffered: NotOffered): string {
  switch (notOffered.why) {
    case 'nobody':
      return t('files.notOffered.nobody');
    case 'too-large':
      return t('files.notOffered.too-large', {
        name: notOffered.name,
        most: number(mostFileBytes / 2 ** 30),
      });
    case 'too-many':
      return t('files.notOffered.too-many', { name: notOffered.name });
    default:
      return notOffered satisfies never;
  }
}

function rowView(row: TransferRow, name: string, actions: DataActions): TemplateResult {
  const { key, peer, direction, state } = row;
  const { phase, file, stored } = state;
  const part = file.size === 0 ? 0 : stored / file.size;
  const moving = !isEnded(phase) && phase.kind !== 'offered' && phase.kind !== 'opening';
  const words = t('files.progress', { percent: number(part * 100), size: size(file.size) });
  return html`<li
    class="transfer"
    data-testid="transfer"
    data-direction=${direction}
    data-peer=${peer}
    data-state=${phase.kind}
    data-halted=${state.halted}
    data-key=${key}
  >
    <p class="transfer-name">
      <bdi><strong>${file.name}</strong></bdi>
      <span class="number" data-fact="file.size">${size(file.size)}</span>
      <small>${t(direction === 'out' ? 'files.outgoing' : 'files.incoming', { name })}</small>
    </p>
    ${
      moving
        ? html`<progress max="1" .value=${part} aria-label=${`${file.name} ${words}`}></progress>
            <p class="transfer-figures">
              <span class="number" data-fact="file.progress">${words}</span>
              ${
                row.rate === undefined
                  ? nothing
                  : html`<span class="number" data-fact="file.rate"
                      >${t('files.rate', { rate: number(row.rate / 1e6, 1) })}</span
                    >`
              }
            </p>`
        : nothing
    }
    <p class="transfer-state" role="status">${stateWords(row, name)}</p>
    ${
      phase.kind === 'done'
        ? html`<p class="transfer-hash">
            <small>${t('files.hash')}</small> <code data-testid="transfer-hash">${phase.hash}</code>
          </p>`
        : nothing
    }
    <div class="buttons">${buttons(row, actions)}</div>
  </li>`;
}

function buttons(row: TransferRow, actions: DataActions): unknown {
  const { key, direction, state } = row;
  const label = (words: string): string => `${words}: ${state.file.name}`;
  if (isEnded(state.phase)) {
    const savable = row.direction === 'in' && row.stored?.save !== undefined;
    return html`${
        savable
          ? html`<button
              type="button"
              class="quiet"
              data-testid="transfer-save"
              @click=${() => actions.save(key)}
            >
              ${icon(Download, 14)}<span>${t('files.save')}</span>
            </button>`
          : nothing
      }<button
        type="button"
        class="quiet"
        data-testid="transfer-dismiss"
        aria-label=${label(t('files.dismiss'))}
        @click=${() => actions.dismiss(key)}
      >
        ${icon(X, 14)}<span>${t('files.dismiss')}</span>
      </button>`;
  }
  if (direction === 'in' && state.phase.kind === 'offered') {
    return html`<button
        type="button"
        class="primary"
        data-testid="transfer-accept"
        aria-label=${label(t('files.accept'))}
        @click=${() => actions.accept(key, 'download')}
      >
        ${icon(Check, 16)}<span>${t('files.accept')}</span>
      </button>
      ${
        canChoosePlace()
          ? html`<button
              type="button"
              class="secondary"
              data-testid="transfer-accept-where"
              aria-label=${label(t('files.acceptWhere'))}
              @click=${() => actions.accept(key, 'chosen')}
            >
              ${icon(FolderOpen, 16)}<span>${t('files.acceptWhere')}</span>
            </button>`
          : nothing
      }
      <button
        type="button"
        class="secondary"
        data-testid="transfer-decline"
        aria-label=${label(t('files.decline'))}
        @click=${() => actions.decline(key)}
      >
        ${icon(X, 16)}<span>${t('files.decline')}</span>
      </button>`;
  }
  return html`<button
    type="button"
    class="quiet"
    data-testid="transfer-cancel"
    aria-label=${label(t('files.cancel'))}
    @click=${() => actions.cancel(key)}
  >
    ${icon(X, 14)}<span>${t('files.cancel')}</span>
  </button>`;
}

function stateWords({ direction, state }: TransferRow, name: string): TemplateResult | string {
  const { phase, halted } = state;
  if (halted) return t('files.state.halted');
  switch (phase.kind) {
    case 'offered':
      return t(direction === 'out' ? 'files.state.offered' : 'files.state.asked');
    case 'opening':
    case 'sending':
    case 'receiving':
    case 'confirming':
    case 'checking':
      return t(`files.state.${phase.kind}`);
    default:
      return endWords(phase, direction, name);
  }
}

function endWords(phase: Ended, direction: 'in' | 'out', name: string): TemplateResult | string {
  switch (phase.kind) {
    case 'done': {
      const words = t(direction === 'out' ? 'files.state.doneOut' : 'files.state.doneIn', {
        took: duration(phase.took),
      });
      return html`<span data-fact="file.took">${words}</span>`;
    }
    case 'refused':
      if (direction === 'out') return t(`files.refused.${phase.why}`);
      return phase.why === 'declined' ? t('files.declinedHere') : t(`files.noPlaceHere.${phase.why}`);
    case 'cancelled':
      return t(`files.cancelled.${phase.by}`, { name });
    case 'failed':
      return html`<span class="problem" data-problem=${phase.why}
        >${t(`files.failed.${phase.why}`, { name, seconds: giveUpAfter / 1000 })}</span
      >`;
    default:
      return phase satisfies never;
  }
}

function onChoose(event: Event, actions: DataActions): void {
  const files = chosen(event);
  if (files.length > 0) actions.offer(files);
}

function onDrop(event: DragEvent, actions: DataActions): void {
  const files = dropped(event);
  if (files.length > 0) actions.offer(files);
}
