import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { DoorOpen, Sparkles } from 'lucide';
import { t } from '../../i18n/i18n';
import { icon } from '../../shared/icon';
import { problemView } from '../../shared/problem-view';
import type { RoomActions } from './actions';
import { deviceNotes, devicesView, switchesView } from './devices-view';
import type { RoomState } from './model';
import { longestName, roomNameProblem } from './names';

/** Before a room: its name, the own name, and what to take along. */
export function lobbyView(
  room: RoomState,
  displayName: string,
  inside: string | undefined,
  own: HTMLVideoElement,
  actions: RoomActions,
): TemplateResult {
  const { form, phase, media } = room;
  const problem = form.room === '' ? undefined : roomNameProblem(form.room);
  const submit = (event: Event): void => {
    event.preventDefault();
    actions.join();
  };
  return html`<section class="card lobby" data-testid="lobby" data-state=${phase.kind}>
    <form class="lobby-form" @submit=${submit}>
      ${
        phase.kind === 'refused'
          ? html`${problemView(t('room.refused'), phase.problem)}
            ${phase.problem.code === 'room-full' ? html`<p class="hint">${t('room.full')}</p>` : nothing}`
          : nothing
      }
      <label class="field">
        <span>${t('room.name')}</span>
        <input
          type="text"
          data-testid="room-name"
          autocomplete="off"
          autocapitalize="none"
          spellcheck="false"
          placeholder=${t('room.namePlaceholder')}
          aria-invalid=${problem ? 'true' : 'false'}
          aria-describedby="room-name-about"
          .value=${live(form.room)}
          @input=${(event: InputEvent) => actions.type('room', (event.target as HTMLInputElement).value)}
        />
      </label>
      <p class="hint" id="room-name-about">
        ${problem ? html`<span class="bad">${t(`room.problemName.${problem}`)}</span>` : t('room.nameHint')}
      </p>
      <button type="button" class="quiet" data-testid="room-make-up" @click=${() => actions.makeUpName()}>
        ${icon(Sparkles, 14)}<span>${t('room.newName')}</span>
      </button>
      <label class="field">
        <span>${t('room.displayName')}</span>
        <input
          type="text"
          data-testid="room-display-name"
          autocomplete="nickname"
          maxlength=${longestName}
          .value=${live(displayName)}
          @input=${(event: InputEvent) => actions.type('name', (event.target as HTMLInputElement).value)}
        />
      </label>
      <p class="hint">${t('room.displayNameHint')}</p>
      <fieldset class="take-along">
        <legend>${t('room.takeAlong')}</legend>
        ${tick('camera', form.camera, actions)} ${tick('microphone', form.microphone, actions)}
      </fieldset>
      <button
        type="submit"
        class="primary"
        data-testid="join"
        ?disabled=${roomNameProblem(form.room) !== undefined}
      >
        ${icon(DoorOpen, 18)}<span
          >${inside === undefined ? t('room.join') : t('room.joinOther', { room: inside })}</span
        >
      </button>
    </form>
    <div class="lobby-devices">
      <div class="lobby-preview" data-picture=${media.preview ? 'live' : 'off'} data-mirrored>
        ${own} ${media.preview ? nothing : html`<p>${t('room.previewEmpty')}</p>`}
      </div>
      ${switchesView(media, actions)} ${deviceNotes(media, actions)}
      <details>
        <summary>${t('room.settings')}</summary>
        ${devicesView(media, actions)}
      </details>
    </div>
  </section>`;
}

const tick = (kind: 'camera' | 'microphone', checked: boolean, actions: RoomActions): TemplateResult =>
  html`<label class="tick">
    <input
      type="checkbox"
      data-testid="room-with-${kind}"
      .checked=${live(checked)}
      @change=${(event: Event) => actions.takeAlong(kind, (event.target as HTMLInputElement).checked)}
    />
    <span>${t(`room.${kind}`)}</span>
  </label>`;
