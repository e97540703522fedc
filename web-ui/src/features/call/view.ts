import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { Maximize, Play, RotateCcw, Square, Volume2, VolumeX } from 'lucide';
import type { Actions } from '../../app/actions';
import type { AppState } from '../../app/state';
import { known, t } from '../../i18n/i18n';
import { milliseconds, number } from '../../shared/format';
import { icon } from '../../shared/icon';
import { restartView } from '../restart/view';
import { shareView } from '../share/view';
import type { CameraState } from './camera';
import type { CallRecord } from './model';
import { isOver } from './record';

/** The stage: picture, one primary button, the states as the browser names them, and the choices. */
export function callView(state: AppState, video: HTMLVideoElement, actions: Actions): TemplateResult {
  const { call } = state;
  return html`<section class="stage card" aria-label=${t('stage.label')}>
    <div class="screen" data-phase=${call?.phase ?? 'idle'} ?data-picture=${hasPicture(call)}>
      ${video} ${overlay(call)} ${selfView(state.camera)}
      ${call?.phase === 'playing' ? screenButtons(state, actions) : nothing}
    </div>
    ${statesView(call)} ${recallNote(state)}
    <div class="drive">
      ${startStop(call, actions)} ${restartView(call?.restart, canRestart(state), () => actions.restartIce())}
      ${cameraChoice(state, actions)}
      ${
        state.camera.kind === 'on' || state.share.kind === 'sharing'
          ? shareView(state.share, call?.phase === 'playing' && call.withCamera, actions.share)
          : nothing
      }
    </div>
    ${cameraNote(state)}
  </section>`;
}

/** Over HTTP there is no way to offer again. */
const canRestart = ({ call, link }: AppState): boolean =>
  call?.phase === 'playing' && call.settings.signalingMode === 'websocket' && link.state.kind === 'open';

/** Before the first frame browsers show a black square; the last picture stays while it calls again. */
const hasPicture = (call: CallRecord | undefined): boolean =>
  call !== undefined &&
  (call.phase === 'playing' || call.phase === 'recalling' || (!isOver(call) && call.attempt > 0));

function overlay(call: CallRecord | undefined): TemplateResult | typeof nothing {
  if (!call) return screenText(t('stage.idle'), t('stage.idleHint'), 'idle');
  switch (call.phase) {
    case 'starting':
    case 'connecting':
      return screenText(t(call.attempt > 0 ? 'stage.recalling' : 'stage.connecting'), '', 'busy');
    case 'recalling':
      return screenText(t('stage.recalling'), '', 'busy');
    case 'playing':
      return nothing;
    case 'ended':
      return screenText(t('stage.ended'), '', 'idle');
    case 'failed':
      return screenText(t('stage.failed'), '', 'failed');
    default:
      return call.phase satisfies never;
  }
}

const screenText = (title: string, hint: string, kind: string): TemplateResult =>
  html`<div class="overlay" data-kind=${kind}>
    <p class="overlay-title">${title}</p>
    ${hint ? html`<p>${hint}</p>` : nothing}
  </div>`;

function selfView(camera: CameraState): TemplateResult | typeof nothing {
  if (camera.kind !== 'on') return nothing;
  return html`<video
    class="self-view"
    autoplay
    muted
    playsinline
    aria-label=${t('camera.preview')}
    .srcObject=${camera.stream}
    .muted=${true}
  ></video>`;
}

function screenButtons(state: AppState, actions: Actions): TemplateResult {
  const sound = state.sound ? t('stage.soundOff') : t('stage.soundOn');
  return html`<div class="screen-buttons">
    ${
      state.call?.hasAudio
        ? html`<button
            type="button"
            class="round"
            aria-label=${sound}
            title=${sound}
            @click=${() => actions.sound(!state.sound)}
          >
            ${icon(state.sound ? Volume2 : VolumeX, 18)}
          </button>`
        : nothing
    }
    <button
      type="button"
      class="round"
      aria-label=${t('stage.fullscreen')}
      title=${t('stage.fullscreen')}
      @click=${() => actions.fullscreen()}
    >
      ${icon(Maximize, 18)}
    </button>
  </div>`;
}

/** States in the words of the standard; what they mean is said under them. */
function statesView(call: CallRecord | undefined): TemplateResult {
  const firstFrame = call?.marks.firstFrame;
  return html`<dl class="states">
    <div>
      <dt>${t('stage.connection')}</dt>
      <dd>${stateValue('connection-state', call?.states.connection)}</dd>
    </div>
    <div>
      <dt>${t('stage.ice')}</dt>
      <dd>${stateValue('ice-connection-state', call?.states.iceConnection)}</dd>
    </div>
    <div class="to-frame">
      <dt>${t('stage.toFirstFrame')}</dt>
      <dd class="number" data-fact="call.to-first-frame">
        ${milliseconds(call && firstFrame !== undefined ? firstFrame - call.startedAt : undefined)}
      </dd>
    </div>
  </dl>`;
}

function stateValue(testId: string, value: string | undefined): TemplateResult {
  const about = `state.${value ?? 'none'}`;
  return html`<span
    class="state"
    data-testid=${testId}
    data-state=${value ?? 'none'}
    title=${known(about) ? t(about) : ''}
    >${value ?? t('stage.none')}</span
  >`;
}

function recallNote({ recalls }: AppState): TemplateResult | typeof nothing {
  if (recalls.length === 0) return nothing;
  const gap = recalls.at(-1)?.gap;
  return html`<p class="note">
    ${icon(RotateCcw, 14)}<span
      >${t('stage.recalled', { count: recalls.length })}
      ${gap === undefined ? nothing : t('stage.gap', { seconds: number(gap / 1000, 1) })}</span
    >
  </p>`;
}

function startStop(call: CallRecord | undefined, actions: Actions): TemplateResult {
  const running = call !== undefined && (!isOver(call) || call.phase === 'recalling');
  return html`<div class="buttons">
    <button
      type="button"
      class="primary"
      data-testid="start"
      ?disabled=${running}
      @click=${() => actions.start()}
    >
      ${icon(Play, 18)}<span>${t(call && !running ? 'stage.again' : 'stage.start')}</span>
    </button>
    <button
      type="button"
      class="secondary"
      data-testid="stop"
      ?disabled=${!running}
      @click=${() => actions.stop()}
    >
      ${icon(Square, 16)}<span>${t('stage.stop')}</span>
    </button>
  </div>`;
}

function cameraChoice({ camera }: AppState, actions: Actions): TemplateResult {
  return html`<label class="tick">
    <input
      type="checkbox"
      data-testid="camera"
      .checked=${live(camera.kind === 'on' || camera.kind === 'asking')}
      @change=${(event: Event) => actions.camera((event.target as HTMLInputElement).checked)}
    />
    <span>${t('camera.label')} <small>${t('camera.optional')}</small></span>
  </label>`;
}

function cameraNote({ camera, call }: AppState): TemplateResult | typeof nothing {
  const words = {
    off: undefined,
    asking: t('camera.asking'),
    on: t(call?.withCamera && !isOver(call) ? 'camera.sending' : 'camera.on'),
    refused: t('camera.refused'),
    'none-found': t('camera.noneFound'),
    busy: t('camera.busy'),
    'insecure-page': t('camera.insecure'),
  }[camera.kind];
  return words === undefined
    ? nothing
    : html`<p class="note" role="status" data-testid="camera-note">${words}</p>`;
}
