import { html, nothing, type TemplateResult } from 'lit';
import { LogOut, X } from 'lucide';
import type { LabState } from '../lab-status/model';
import { t } from '../../i18n/i18n';
import { icon } from '../../shared/icon';
import { problemView } from '../../shared/problem-view';
import { command } from '../../shared/ui';
import { candidatesView } from '../candidates/view';
import type { PresetName } from '../quality/presets';
import { qualityView } from '../quality/view';
import type { RoomActions } from './actions';
import { deviceNotes, devicesView, switchesView } from './devices-view';
import { outgoing } from './local-media';
import type { Person, RoomState } from './model';
import { pathOfRoom } from './names';
import { nameOf } from './names-view';
import { peopleView } from './people-view';
import { tilesView } from './tiles-view';

/** What other parts put on the page: more to send, and more about each connection. */
export interface RoomSlots {
  /** Beside microphone and camera: sharing a screen, recording. */
  controls?: () => unknown;
  /** Below the people: chat. */
  beside?: () => unknown;
  /** Below the pictures: files, recordings, broadcast, statistics of the channels. */
  below?: () => unknown;
  /** In full about one connection. */
  details?: (person: Person) => unknown;
}

export interface RoomViewInputs {
  readonly room: RoomState;
  readonly lab: LabState;
  readonly name: string;
  readonly displayName: string;
  /** How the own picture is sent when it gets tight. */
  readonly preset: PresetName;
  readonly origin: string;
  /** The own picture. */
  readonly own: HTMLVideoElement;
  readonly video: (peer: string) => HTMLVideoElement | undefined;
  readonly slots: RoomSlots;
}

/** The room: pictures large, people and chat beside them, everything about one connection on demand. */
export function roomView(inputs: RoomViewInputs, actions: RoomActions): TemplateResult {
  const { room, lab, displayName, own, video, slots } = inputs;
  const shown = room.people.find(({ id }) => id === room.shown);
  return html`<section
    class="room"
    data-testid="room"
    data-state=${room.phase.kind}
    aria-label=${t('room.name')}
  >
    ${head(inputs, actions)} ${phaseNote(room)} ${noticeView(room, actions)}
    <div class="room-stage">
      ${tilesView(room, displayName, own, video, actions)}
      ${
        room.people.length === 0 && room.phase.kind === 'inside'
          ? html`<p class="room-alone" role="status" data-testid="room-alone">${t('room.alone')}</p>`
          : nothing
      }
      <div class="room-bar">${switchesView(room.media, actions)} ${slots.controls?.() ?? nothing}</div>
      ${deviceNotes(room.media, actions)}
      <details class="room-settings">
        <summary>${t('room.settings')}</summary>
        ${devicesView(room.media, actions)}
        <p class="hint">${t('room.keys')}</p>
      </details>
    </div>
    <div class="room-side">
      <div class="card">
        <h2>${t('room.people', { count: room.people.length })}</h2>
        ${peopleView(room, lab, actions)}
      </div>
      ${slots.beside?.() ?? nothing}
    </div>
    ${slots.below ? html`<div class="room-below">${slots.below()}</div>` : nothing}
    ${shown ? details(shown, inputs, actions) : nothing}
  </section>`;
}

function head({ room, name, origin }: RoomViewInputs, actions: RoomActions): TemplateResult {
  const joining = room.phase.kind === 'joining';
  return html`<header class="room-head">
    <div>
      <p class="room-title">${joining ? t('room.joining') : t('room.inRoom', { room: name })}</p>
      <p class="room-link"><span>${t('room.link')}</span> ${command(origin + pathOfRoom(name))}</p>
    </div>
    <button type="button" class="secondary" data-testid="leave" @click=${() => actions.leave()}>
      ${icon(LogOut, 16)}<span>${t(joining ? 'room.cancel' : 'room.leave')}</span>
    </button>
  </header>`;
}

function phaseNote({ phase, linked }: RoomState): TemplateResult | typeof nothing {
  if (phase.kind === 'returning') return note(t('room.returning'));
  return phase.kind === 'joining' && !linked ? note(t('room.noService')) : nothing;
}

const note = (text: string): TemplateResult =>
  html`<p class="missing room-note" role="status" data-testid="room-note">${text}</p>`;

function noticeView({ notice }: RoomState, actions: RoomActions): TemplateResult | typeof nothing {
  if (!notice) return nothing;
  return html`<div class="room-notice" data-testid="room-notice" data-about=${notice.about}>
    ${problemView(t(`roomNotice.${notice.about}`), notice.problem)}
    <button type="button" class="quiet" @click=${() => actions.closeNotice()}>
      ${icon(X, 16)}<span>${t('roomNotice.close')}</span>
    </button>
  </div>`;
}

/** What this page measured of one connection; what everybody saw of it is in the record of its session. */
function details(
  person: Person,
  { preset, slots, room: { media } }: RoomViewInputs,
  actions: RoomActions,
): TemplateResult {
  const { record } = person;
  const shows = person.media?.video;
  const pictures = {
    received: shows !== 'off' && shows !== 'none',
    sent: outgoing(media).video !== undefined,
  };
  return html`<section class="room-details" data-testid="room-details" data-peer=${person.id}>
    <header class="card-head">
      <h2>${t('room.detailsOf', { name: nameOf(person) })}</h2>
      <button type="button" class="quiet" @click=${() => actions.details(undefined)}>
        ${icon(X, 16)}<span>${t('room.closeDetails')}</span>
      </button>
    </header>
    ${qualityView(record, record?.sending, preset, { preset: name => actions.sendWith(name) }, pictures)}
    ${slots.details?.(person) ?? nothing} ${candidatesView(record)}
  </section>`;
}
