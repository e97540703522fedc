import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { Play, Square } from 'lucide';
import { say, t, type Message } from '../../i18n/i18n';
import { icon } from '../../shared/icon';
import { card } from '../../shared/ui';
import { maximumBytes, minimumBytes, readForm, type LabServers } from './form';
import type { TurnField, TurnState } from './model';

export interface TurnActions {
  type(field: TurnField, value: string): void;
  useLabUrls(): void;
  start(): void;
  cancel(): void;
}

/** What is typed in, or the lab's own URLs as long as nobody has typed any. */
export const formOf = ({ form, edited }: TurnState, lab: LabServers): TurnState['form'] =>
  edited ? form : { ...form, urls: lab.urls.join('\n') };

export function turnFormView(state: TurnState, lab: LabServers, actions: TurnActions): TemplateResult {
  const form = formOf(state, lab);
  const running = state.run?.state === 'running';
  const problems = state.tried ? readForm(form, lab).problems : [];
  const of = (field: TurnField): Message[] =>
    problems.filter(problem => problem.field === field).map(({ text }) => text);
  const submit = (event: Event): void => {
    event.preventDefault();
    actions.start();
  };
  return card(
    'turn-form',
    t('turn.form'),
    t('turn.formHint'),
    html`<form class="turn-form" novalidate autocomplete="off" @submit=${submit}>
      <div class="turn-urls">
        ${urlsField(form.urls, of('urls'), actions)}
        ${
          state.edited && lab.urls.length > 0
            ? html`<button type="button" class="quiet" @click=${() => actions.useLabUrls()}>
                ${t('turn.labUrls')}
              </button>`
            : nothing
        }
      </div>
      <div class="turn-credential">
        ${inputField({ field: 'username', value: form.username, problems: of('username') }, actions)}
        ${inputField({ field: 'credential', value: form.credential, problems: of('credential'), type: 'password' }, actions)}
        <p class="hint">${credentialHint(lab)}</p>
      </div>
      <details class="turn-more" ?open=${problems.some(({ field }) => field === 'peer' || field === 'bytes')}>
        <summary>${t('turn.more')}</summary>
        <div class="turn-more-fields">
          ${inputField({ field: 'peer', value: form.peer, problems: of('peer'), hint: t('turn.peerHint') }, actions)}
          ${inputField(
            {
              field: 'bytes',
              value: form.bytes,
              problems: of('bytes'),
              hint: t('turn.bytesHint'),
              type: 'number',
            },
            actions,
          )}
        </div>
      </details>
      <div class="buttons">
        <button type="submit" class="primary" data-testid="turn-check-start" ?disabled=${running}>
          ${icon(Play, 18)}<span>${t(state.run && !running ? 'turn.again' : 'turn.start')}</span>
        </button>
        <button
          type="button"
          class="secondary"
          data-testid="turn-check-cancel"
          ?disabled=${!running}
          @click=${() => actions.cancel()}
        >
          ${icon(Square, 16)}<span>${t('turn.cancel')}</span>
        </button>
      </div>
    </form>`,
  );
}

function credentialHint(lab: LabServers): string {
  if (lab.credential === undefined) return t('turn.noLabCredential');
  const time = lab.expiresAt === undefined ? '' : new Date(lab.expiresAt).toLocaleTimeString();
  return t('turn.labCredential', { time });
}

function urlsField(value: string, problems: readonly Message[], actions: TurnActions): TemplateResult {
  const about = problems.length > 0 ? 'turn-urls-hint turn-urls-problems' : 'turn-urls-hint';
  return html`<label class="field" for="turn-urls"><span>${t('turn.urls')}</span></label>
    <textarea
      id="turn-urls"
      data-testid="turn-urls"
      class="mono"
      rows="4"
      spellcheck="false"
      autocapitalize="off"
      wrap="off"
      aria-invalid=${problems.length > 0}
      aria-describedby=${about}
      .value=${live(value)}
      @input=${(event: Event) => actions.type('urls', (event.target as HTMLTextAreaElement).value)}
    ></textarea>
    <p class="hint" id="turn-urls-hint">${t('turn.urlsHint')}</p>
    ${problemsView('urls', problems)}`;
}

interface InputField {
  field: Exclude<TurnField, 'urls'>;
  value: string;
  problems: readonly Message[];
  hint?: string;
  type?: 'text' | 'password' | 'number';
}

function inputField(
  { field, value, problems, hint, type }: InputField,
  actions: TurnActions,
): TemplateResult {
  const id = `turn-${field}`;
  const about = [hint ? `${id}-hint` : '', problems.length > 0 ? `${id}-problems` : ''].join(' ').trim();
  return html`<div>
    <label class="field" for=${id}><span>${t(`turn.${field}`)}</span></label>
    <input
      id=${id}
      data-testid=${id}
      type=${type ?? 'text'}
      class=${field === 'bytes' ? 'number' : 'mono'}
      min=${type === 'number' ? minimumBytes : nothing}
      max=${type === 'number' ? maximumBytes : nothing}
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      aria-invalid=${problems.length > 0}
      aria-describedby=${about || nothing}
      .value=${live(value)}
      @input=${(event: Event) => actions.type(field, (event.target as HTMLInputElement).value)}
    />
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing} ${problemsView(field, problems)}
  </div>`;
}

function problemsView(field: TurnField, problems: readonly Message[]): TemplateResult | typeof nothing {
  if (problems.length === 0) return nothing;
  return html`<ul class="field-problems" id="turn-${field}-problems" role="alert">
    ${problems.map(problem => html`<li data-problem=${problem.key}>${sayProblem(problem)}</li>`)}
  </ul>`;
}

/** Problems of a line begin with its number. */
function sayProblem(problem: Message): string {
  const line = problem.params?.['line'];
  return line === undefined ? say(problem) : t('turn.invalid.line', { line, why: say(problem) });
}
