import { html, nothing, type TemplateResult } from 'lit';
import { Circle, Download, Play, Square, Trash2 } from 'lucide';
import { t } from '../../i18n/i18n';
import { moment, number, unknown } from '../../shared/format';
import { icon } from '../../shared/icon';
import { card } from '../../shared/ui';
import { duration, lengthOf } from './analysis';
import type { KeptRecording, RecordingProblem, RecordingsState, RunningRecording } from './model';

export interface RecordingActions {
  start(key: string): void;
  stop(key: string): void;
  save(id: string): void;
  play(id: string): void;
  /** Asks whether to remove it; undefined: not, after all. */
  askRemove(id: string | undefined): void;
  remove(id: string): void;
}

/** Something that can be recorded now. */
export interface Recordable {
  key: string;
  /** What a button for it says. */
  label: string;
}

/** Buttons, what runs, and what waits to be saved. */
export function recordingView(
  state: RecordingsState,
  recordable: readonly Recordable[],
  actions: RecordingActions,
): TemplateResult {
  return card(
    'recording',
    t('recording.title'),
    t('recording.hint'),
    html`<div data-testid="recording" data-running=${Object.keys(state.running).length}>
      <div class="buttons">
        ${recordable.map(what => recordButton(state.running[what.key], what, actions))}
        ${
          recordable.length === 0 && Object.keys(state.running).length === 0
            ? html`<p class="empty">${t('recording.nothing')}</p>`
            : nothing
        }
      </div>
      ${Object.entries(state.running)
        .filter(([key]) => !recordable.some(what => what.key === key))
        .map(([key, running]) => recordButton(running, { key, label: running.meta.name }, actions))}
      ${state.problem ? problemView(state.problem) : nothing} ${keptView(state, actions)}
    </div>`,
  );
}

/** Starts a recording, or ends it and says how long and how large it is; also for the tiles of a room. */
export function recordButton(
  running: RunningRecording | undefined,
  { key, label }: Recordable,
  actions: Pick<RecordingActions, 'start' | 'stop'>,
): TemplateResult {
  if (!running) {
    return html`<button
      type="button"
      class="secondary"
      data-testid="record"
      data-record=${key}
      @click=${() => actions.start(key)}
    >
      ${icon(Circle, 16)}<span>${label}</span>
    </button>`;
  }
  return html`<button
    type="button"
    class="secondary recording-now"
    data-testid="record-stop"
    data-record=${key}
    ?disabled=${running.phase === 'finishing'}
    @click=${() => actions.stop(key)}
  >
    ${icon(Square, 14)}<span>${t('recording.stop', { name: label })}</span>
    <span class="number" data-fact="recording.length">${duration(running.elapsed)}</span>
    <span class="number" data-fact="recording.size">${size(running.meta.bytes)}</span>
  </button>`;
}

export function size(bytes: number): string {
  if (bytes >= 1_000_000) return `${number(bytes / 1_000_000, 1)} MB`;
  return `${number(bytes / 1000)} kB`;
}

export const problemView = (problem: RecordingProblem): TemplateResult =>
  html`<p class="note" role="status" data-testid="recording-problem" data-problem=${problem}>
    ${t(`recording.problem.${problem}`)}
  </p>`;

function keptView(
  { kept, removing }: RecordingsState,
  actions: RecordingActions,
): TemplateResult | typeof nothing {
  if (kept.length === 0) return nothing;
  return html`<h3>${t('recording.kept', { count: kept.length })}</h3>
    <p class="hint">${t('recording.keptHint')}</p>
    <ul class="recordings" data-testid="recordings">
      ${kept.map(recording => rowView(recording, removing === recording.meta.id, actions))}
    </ul>`;
}

function rowView(kept: KeptRecording, removing: boolean, actions: RecordingActions): TemplateResult {
  const { meta, preparation } = kept;
  return html`<li
    data-recording=${meta.id}
    data-saved=${meta.saved}
    data-ended=${meta.ended}
    data-preparation=${preparation.kind}
  >
    <p>
      <strong>${meta.name}</strong>
      <span class="number muted" data-fact="recording.started">${moment(meta.startedAt) ?? unknown}</span>
      <span class="number" data-fact="recording.length">${duration(lengthOf(meta))}</span>
      <span class="number" data-fact="recording.size">${size(meta.bytes)}</span>
      <span class="muted"
        >${meta.saved ? t('recording.saved') : meta.ended ? t('recording.unsaved') : t('recording.cutOff')}</span
      >
    </p>
    ${preparationView(kept)}
    <div class="buttons">
      <button type="button" class="quiet" data-testid="recording-save" @click=${() => actions.save(meta.id)}>
        ${icon(Download, 14)}<span>${t('recording.save')}</span>
      </button>
      ${
        preparation.kind === 'ready'
          ? nothing
          : html`<button
              type="button"
              class="quiet"
              data-testid="recording-play"
              @click=${() => actions.play(meta.id)}
            >
              ${icon(Play, 14)}<span>${t('recording.play')}</span>
            </button>`
      }
      ${removing ? confirmRemoval(kept, actions) : removeButton(kept, actions)}
    </div>
  </li>`;
}

/** What is already a file of the visitor is removed at once. */
function removeButton({ meta }: KeptRecording, actions: RecordingActions): TemplateResult {
  return html`<button
    type="button"
    class="quiet"
    data-testid="recording-remove"
    @click=${() => (meta.saved ? actions.remove(meta.id) : actions.askRemove(meta.id))}
  >
    ${icon(Trash2, 14)}<span>${t('recording.remove')}</span>
  </button>`;
}

const confirmRemoval = ({ meta }: KeptRecording, actions: RecordingActions): TemplateResult =>
  html`<span role="status">${t('recording.sure')}</span>
    <button
      type="button"
      class="quiet"
      data-testid="recording-remove-yes"
      @click=${() => actions.remove(meta.id)}
    >
      <span>${t('recording.removeYes')}</span>
    </button>
    <button type="button" class="quiet" @click=${() => actions.askRemove(undefined)}>
      <span>${t('recording.keep')}</span>
    </button>`;

function preparationView({ meta, preparation }: KeptRecording): TemplateResult | typeof nothing {
  switch (preparation.kind) {
    case 'none':
      return nothing;
    case 'preparing':
      return html`<progress
        max="1"
        .value=${preparation.progress}
        aria-label=${t('recording.preparing')}
      ></progress>`;
    case 'ready':
      return html`<video
          controls
          playsinline
          class="recording-player"
          data-testid="recording-player"
          aria-label=${meta.name}
          src=${preparation.url}
        ></video>
        ${preparation.seekable ? nothing : html`<p class="note">${t('recording.notSeekable')}</p>`}`;
    default:
      return preparation satisfies never;
  }
}
