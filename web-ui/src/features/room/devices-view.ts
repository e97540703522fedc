import { html, nothing, type TemplateResult } from 'lit';
import { Mic, MicOff, Video, VideoOff } from 'lucide';
import { t } from '../../i18n/i18n';
import { icon } from '../../shared/icon';
import { select } from '../call/choices-view';
import type { RoomActions } from './actions';
import { presets, type Device, type DeviceKind } from './devices';
import type { LocalMediaState } from './local-media';

/** Microphone and camera: two switches, and what became of each wish. */
export function switchesView(media: LocalMediaState, actions: RoomActions): TemplateResult {
  return html`<div class="switches" role="group" aria-label=${t('room.controls')}>
    ${microphoneSwitch(media, actions)} ${cameraSwitch(media, actions)}
  </div>`;
}

function microphoneSwitch({ microphone, muted }: LocalMediaState, actions: RoomActions): TemplateResult {
  const isOn = microphone.kind === 'on';
  const heard = isOn && !muted;
  const label = t(!isOn ? 'roomMic.start' : muted ? 'roomMic.off' : 'roomMic.on');
  const act = (): void => (isOn ? actions.mute(!muted) : actions.turnOn('microphone'));
  return html`<button
    type="button"
    class="switch"
    data-testid="room-microphone"
    data-state=${isOn ? (muted ? 'muted' : 'on') : microphone.kind}
    aria-pressed=${heard ? 'true' : 'false'}
    @click=${act}
  >
    ${icon(heard ? Mic : MicOff, 18)}<span>${label}</span>
  </button>`;
}

function cameraSwitch({ camera }: LocalMediaState, actions: RoomActions): TemplateResult {
  const isOn = camera.kind === 'on';
  const act = (): void =>
    isOn || camera.kind === 'asking' ? actions.turnOff('camera') : actions.turnOn('camera');
  return html`<button
    type="button"
    class="switch"
    data-testid="room-camera"
    data-state=${camera.kind}
    aria-pressed=${isOn ? 'true' : 'false'}
    @click=${act}
  >
    ${icon(isOn ? Video : VideoOff, 18)}<span>${t(isOn ? 'roomCam.on' : 'roomCam.off')}</span>
  </button>`;
}

/** What stands between the visitor and a device, with the next step. */
export const deviceNotes = (media: LocalMediaState, actions: RoomActions): TemplateResult =>
  html`${deviceNote('camera', media, actions)} ${deviceNote('microphone', media, actions)}`;

function deviceNote(
  kind: DeviceKind,
  media: LocalMediaState,
  actions: RoomActions,
): TemplateResult | typeof nothing {
  const state = media[kind].kind;
  if (state === 'off' || state === 'on') return nothing;
  return html`<div class="device-note" role="status" data-testid="room-${kind}-note" data-state=${state}>
    <p><strong>${t(`room.${kind}`)}</strong> ${t(`roomDevice.${state}`)}</p>
    ${
      state === 'asking' || state === 'insecure-page'
        ? nothing
        : html`<button type="button" class="secondary" @click=${() => actions.turnOn(kind)}>
            ${t('roomDevice.again')}
          </button>`
    }
  </div>`;
}

/** Which devices, and how large a picture. */
export function devicesView(
  { devices, chosen, preset }: LocalMediaState,
  actions: RoomActions,
): TemplateResult {
  return html`<div class="devices">
    ${deviceChoice('camera', devices.camera, chosen.camera, actions)}
    ${deviceChoice('microphone', devices.microphone, chosen.microphone, actions)}
    ${
      'setSinkId' in HTMLMediaElement.prototype
        ? deviceChoice('speaker', devices.speaker, chosen.speaker, actions)
        : html`<p class="hint">${t('room.speakerFixed')}</p>`
    }
    ${select(
      'room-preset',
      t('room.quality'),
      preset,
      presets.map(name => [name, name]),
      value => actions.preset(presets.find(name => name === value) ?? preset),
    )}
    <p class="hint">${t('room.qualityHint')}</p>
  </div>`;
}

const deviceChoice = (
  kind: DeviceKind | 'speaker',
  devices: readonly Device[],
  chosen: string | undefined,
  actions: RoomActions,
): TemplateResult =>
  select(
    `room-${kind}-device`,
    t(`room.${kind}`),
    chosen ?? '',
    [
      ['', t('room.anyDevice')],
      ...devices.map<[string, string]>(({ id, label }, index) => [
        id,
        label || t('room.unnamedDevice', { number: index + 1 }),
      ]),
    ],
    value => actions.chooseDevice(kind, value || undefined),
  );
