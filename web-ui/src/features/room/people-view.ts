import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Bot, UserRound } from 'lucide';
import type { LabState } from '../lab-status/model';
import { known, t } from '../../i18n/i18n';
import { milliseconds } from '../../shared/format';
import { icon } from '../../shared/icon';
import { select } from '../call/choices-view';
import { sourcesOf } from '../sources/analysis';
import { sourceLabel } from '../sources/words';
import type { CallRecord } from '../call/model';
import { restartView } from '../restart/view';
import type { RoomActions } from './actions';
import type { Person, RoomState } from './model';
import { nameOf } from './names-view';
import { connectionOf } from './person';

/** Who is here, how the connection with each one is, and what can be done about it. */
export function peopleView(room: RoomState, lab: LabState, actions: RoomActions): TemplateResult {
  const { people } = room;
  return html`<ul class="people" data-testid="people" data-count=${people.length}>
      ${repeat(
        people,
        ({ id }) => id,
        person => personView(person, room.shown === person.id, lab, actions),
      )}
    </ul>
    ${
      people.some(({ role }) => role === 'media-peer')
        ? nothing
        : html`<button type="button" class="secondary" data-testid="invite" @click=${() => actions.invite()}>
            ${icon(Bot, 16)}<span>${t('room.invite')}</span>
          </button>`
    }`;
}

function personView(person: Person, isShown: boolean, lab: LabState, actions: RoomActions): TemplateResult {
  const state = connectionOf(person);
  return html`<li class="person" data-testid="person" data-peer=${person.id} data-role=${person.role}>
    <div class="person-head">
      ${icon(person.role === 'media-peer' ? Bot : UserRound, 16)}
      <span class="person-name">${nameOf(person)}</span>
      <span class="state" data-state=${state} title=${t(`roomTile.${state}`)}>${state}</span>
    </div>
    ${
      person.shows
        ? html`<p class="hint">${t('room.shows', { source: sourceLabel(person.shows.source) })}</p>`
        : nothing
    }
    ${firstFrame(person.record)}
    <div class="person-do">
      <button
        type="button"
        class="quiet"
        data-testid="person-details"
        aria-expanded=${isShown ? 'true' : 'false'}
        @click=${() => actions.details(isShown ? undefined : person.id)}
      >
        ${t('room.details')}
      </button>
      ${
        person.role === 'media-peer'
          ? html`<button
              type="button"
              class="quiet"
              data-testid="remove"
              @click=${() => actions.remove(person.id)}
            >
              ${t('room.remove')}
            </button>`
          : nothing
      }
    </div>
    ${person.role === 'media-peer' ? sourceChoice(person, lab, actions) : nothing}
    ${isShown ? detailsView(person, actions) : nothing}
  </li>`;
}

function firstFrame(record: CallRecord | undefined): TemplateResult | typeof nothing {
  const at = record?.marks.firstFrame;
  if (record === undefined || at === undefined) return nothing;
  return html`<p class="hint number" data-fact="room.first-frame">
    ${t('room.firstFrame', { time: milliseconds(at - record.startedAt) })}
  </p>`;
}

/** What a media peer shows to everybody here; all it can show is in its details. */
function sourceChoice({ id, shows }: Person, lab: LabState, actions: RoomActions): TemplateResult {
  const now = shows?.source ?? 'pattern';
  const options = sourcesOf(lab.mediaPeers)
    .filter(({ id: source, problem }) => problem === undefined || source === now)
    .map<[string, string]>(source => [source.id, sourceLabel(source.id, source.label)]);
  return html`<div class="person-source">
    ${select(
      'room-source',
      t('room.source'),
      now,
      options.some(([source]) => source === now) ? options : [[now, sourceLabel(now)], ...options],
      source => actions.showSource(id, { source }),
    )}
  </div>`;
}

/** All states of the standard in its words, and under each what it means; the record; a new path. */
function detailsView(person: Person, actions: RoomActions): TemplateResult {
  const { record } = person;
  const session = record?.remote.sessionId;
  const states = record?.states;
  return html`<div class="person-details" data-testid="person-states">
    <dl class="person-states">
      ${stateRow('connection', states?.connection, `state.${states?.connection}`)}
      ${stateRow('ice', states?.iceConnection, `state.${states?.iceConnection}`)}
      ${stateRow('gathering', states?.iceGathering, `roomState.gathering.${states?.iceGathering}`)}
      ${stateRow('signaling', states?.signaling, `roomState.signaling.${states?.signaling}`)}
      ${stateRow('dtls', states?.dtls ?? 'new', `roomState.dtls.${states?.dtls ?? 'new'}`)}
    </dl>
    <p>
      ${
        session === undefined
          ? t('room.noSession')
          : html`<a class="link" data-testid="person-session" href="/sessions/${encodeURIComponent(session)}"
              >${t('room.session')}</a
            >`
      }
    </p>
    ${restartView(record?.restart, states?.connection !== undefined, () => actions.restart(person.id))}
  </div>`;
}

const stateRow = (
  name: 'connection' | 'ice' | 'gathering' | 'signaling' | 'dtls',
  value: string | undefined,
  meaning: string,
): TemplateResult =>
  html`<div data-of=${name} data-value=${value ?? 'new'}>
    <dt>${t(`roomStates.${name}`)}</dt>
    <dd><code>${value ?? 'new'}</code> ${known(meaning) ? t(meaning) : nothing}</dd>
  </div>`;
