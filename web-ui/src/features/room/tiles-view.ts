import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { CircleDot, MicOff, ScreenShare, Unplug, VideoOff, Volume2 } from 'lucide';
import { known, t } from '../../i18n/i18n';
import { icon } from '../../shared/icon';
import type { RoomActions } from './actions';
import type { Person, RoomState } from './model';
import { nameOf } from './names-view';
import { connectionOf, initials, pictureOf } from './person';

/** The pictures: the own one last, so that the others do not move when somebody comes. */
export function tilesView(
  room: RoomState,
  ownName: string,
  own: HTMLVideoElement,
  video: (peer: string) => HTMLVideoElement | undefined,
  actions: RoomActions,
): TemplateResult {
  const { people } = room;
  named(own, t('room.previewLabel'));
  return html`<ul class="tiles" data-count=${people.length + 1} aria-label=${t('room.tiles')}>
    ${repeat(
      people,
      ({ id }) => id,
      person => tile(person, video(person.id), actions),
    )}
    ${ownTile(room, ownName, own)}
  </ul>`;
}

function tile(person: Person, video: HTMLVideoElement | undefined, actions: RoomActions): TemplateResult {
  const state = connectionOf(person);
  const picture = pictureOf(person);
  const name = nameOf(person);
  if (video) named(video, name);
  return html`<li
    class="tile"
    data-testid="tile"
    data-peer=${person.id}
    data-role=${person.role}
    data-state=${state}
    data-ice=${person.record?.states.iceConnection ?? 'new'}
    data-picture=${picture}
  >
    ${video} ${picture === 'live' || picture === 'frozen' ? nothing : standIn(name)}
    <div class="tile-words">${stateWords(person)}</div>
    <div class="tile-foot">
      <span class="tile-name">${name}</span>
      ${marks(person)}
      ${
        person.soundBlocked
          ? html`<button
              type="button"
              class="tile-button"
              title=${t('room.soundBlockedHint')}
              @click=${() => actions.hear(person.id)}
            >
              ${icon(Volume2, 14)}<span>${t('room.soundBlocked')}</span>
            </button>`
          : nothing
      }
    </div>
  </li>`;
}

/** The label of an element that the page keeps. */
function named(video: HTMLVideoElement, label: string): void {
  if (video.getAttribute('aria-label') !== label) video.setAttribute('aria-label', label);
}

const standIn = (name: string): TemplateResult =>
  html`<div class="stand-in" aria-hidden="true"><span>${initials(name)}</span></div>`;

/** What keeps the picture away, in one line; nothing while all is well. */
function stateWords(person: Person): TemplateResult | typeof nothing {
  const state = connectionOf(person);
  const picture = pictureOf(person);
  if (person.trouble) {
    const why = `roomTrouble.${person.trouble}`;
    return words(t('roomTile.trouble', { why: known(why) ? t(why) : person.trouble }));
  }
  if (state !== 'connected') return words(t(`roomTile.${state}`));
  return picture === 'live' ? nothing : words(t(`roomTile.${picture}`));
}

const words = (text: string): TemplateResult => html`<p role="status">${text}</p>`;

function marks({ media, away }: Person): TemplateResult {
  const muted = media?.audio === 'off' || media?.audio === 'none';
  return html`<span class="tile-marks">
    ${muted ? mark(MicOff, t(media.audio === 'off' ? 'roomMic.isMuted' : 'roomMic.none')) : nothing}
    ${media?.video === 'off' ? mark(VideoOff, t('roomCam.isOff')) : nothing}
    ${media?.video === 'screen' ? mark(ScreenShare, t('roomSays.screen')) : nothing}
    ${media?.recording ? mark(CircleDot, t('roomSays.recording')) : nothing}
    ${away ? mark(Unplug, t('roomSays.away')) : nothing}
  </span>`;
}

const mark = (node: Parameters<typeof icon>[0], label: string): TemplateResult =>
  html`<span class="tile-mark" title=${label}
    >${icon(node, 14)}<span class="visually-hidden">${label}</span></span
  >`;

function ownTile({ media, recording }: RoomState, name: string, own: HTMLVideoElement): TemplateResult {
  return html`<li
    class="tile own"
    data-testid="own-tile"
    data-picture=${media.preview ? 'live' : 'off'}
    ?data-mirrored=${!media.screen}
  >
    ${own} ${media.preview ? nothing : standIn(name || t('room.you'))}
    <div class="tile-foot">
      <span class="tile-name">${t('room.you')}</span>
      <span class="tile-marks">
        ${media.microphone.kind !== 'on' ? mark(MicOff, t('roomMic.none')) : nothing}
        ${media.microphone.kind === 'on' && media.muted ? mark(MicOff, t('roomMic.isMuted')) : nothing}
        ${media.screen ? mark(ScreenShare, t('roomSays.screen')) : nothing}
        ${recording ? mark(CircleDot, t('roomSays.recording')) : nothing}
      </span>
    </div>
  </li>`;
}
