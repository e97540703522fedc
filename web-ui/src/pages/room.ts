import { html } from 'lit';
import type { Page } from '../app/page';
import { saveSettings } from '../app/settings';
import type { Store } from '../app/store';
import type { RoomActions } from '../features/room/actions';
import type { RoomController } from '../features/room/controller';
import { isTyping, roomKey } from '../features/room/keys';
import { lobbyView } from '../features/room/lobby-view';
import { roomOf } from '../features/room/model';
import { newRoomName, pathOfRoom, roomIn, roomNameOf, roomNameProblem } from '../features/room/names';
import { roomView, type RoomSlots } from '../features/room/view';
import { t } from '../i18n/i18n';

/** Can we talk? A room of people and peers, each connected to each. */
export function roomPage(
  store: Store,
  rooms: RoomController,
  go: (path: string) => void,
  slots: RoomSlots,
): Page {
  const actions = roomActions(store, rooms, go);
  const onKey = (event: KeyboardEvent): void => {
    const modified = event.ctrlKey || event.metaKey || event.altKey || event.repeat;
    const key = roomKey({ key: event.key, modified, typing: isTyping(event.target) });
    const { room } = store.state;
    if (key === undefined || roomOf(room) === undefined) return;
    event.preventDefault();
    if (key === 'chat') return document.querySelector<HTMLElement>('[data-testid=chat-input]')?.focus();
    const { camera, microphone, muted } = room.media;
    if (key === 'microphone') {
      if (microphone.kind === 'on') actions.mute(!muted);
      else actions.turnOn('microphone');
    } else if (camera.kind === 'on') actions.turnOff('camera');
    else actions.turnOn('camera');
  };
  return {
    name: 'room',
    navigation: { path: '/room' },
    layout: 'single',
    matches: path => path === '/room' || roomIn(path) !== undefined,
    enter: path => {
      const asked = roomIn(path);
      const inside = roomOf(store.state.room);
      if (asked !== undefined && asked !== inside) store.update(({ room }) => (room.form.room = asked));
      rooms.prepare();
      removeEventListener('keydown', onKey);
      addEventListener('keydown', onKey);
    },
    leave: () => {
      removeEventListener('keydown', onKey);
      rooms.rest();
    },
    view: ({ room, lab, route, settings: { displayName, sendingPreset } }) => {
      const inside = roomOf(room);
      const asked = roomIn(route.path);
      const content =
        inside !== undefined && (asked === undefined || asked === inside)
          ? roomView(
              {
                room,
                lab,
                name: inside,
                displayName,
                preset: sendingPreset,
                origin: location.origin,
                own: rooms.media.video,
                video: peer => rooms.mesh.link(peer)?.video,
                slots,
              },
              actions,
            )
          : lobbyView(room, displayName, inside, rooms.media.video, actions);
      return html`<div class="page-head">
          <h1 tabindex="-1">${t('pages.room.title')}</h1>
          <p class="hint">${t('room.hint')}</p>
        </div>
        ${content}`;
    },
  };
}

function roomActions(store: Store, rooms: RoomController, go: (path: string) => void): RoomActions {
  const { media, mesh, guests } = rooms;
  const edit = store.update.bind(store);
  return {
    type: (field, value) =>
      edit(({ room, settings }) => {
        if (field === 'room') room.form.room = value;
        else {
          settings.displayName = value;
          saveSettings(settings);
        }
      }),
    makeUpName: () =>
      edit(({ room }) => (room.form.room = newRoomName(crypto.getRandomValues(new Uint8Array(12))))),
    takeAlong: (kind, on) => edit(({ room }) => (room.form[kind] = on)),
    join: () => {
      const { form } = store.state.room;
      if (roomNameProblem(form.room) !== undefined) return;
      const room = roomNameOf(form.room);
      rooms.join(room);
      if (roomIn(store.state.route.path) !== room) go(pathOfRoom(room));
    },
    leave: () => {
      const room = roomOf(store.state.room);
      rooms.leave();
      rooms.release();
      edit(({ room: state }) => (state.form.room = room ?? state.form.room));
      if (store.state.route.path !== '/room') go('/room');
    },
    turnOn: kind => void media.turnOn(kind),
    turnOff: kind => media.turnOff(kind),
    mute: muted => media.mute(muted),
    chooseDevice: (kind, device) => {
      if (kind === 'speaker') media.chooseSpeaker(device);
      else media.choose(kind, device);
    },
    preset: preset => media.usePreset(preset),
    sendWith: preset => {
      edit(({ settings }) => {
        settings.sendingPreset = preset;
        saveSettings(settings);
      });
      mesh.sendWith(preset);
    },
    invite: () => guests.invite(),
    remove: peer => void guests.remove(peer),
    showSource: (peer, change) => guests.show(peer, change),
    details: peer => edit(({ room }) => (room.shown = peer)),
    restart: peer => mesh.restart(peer),
    hear: peer => mesh.link(peer)?.unmute(),
    closeNotice: () => edit(({ room }) => (room.notice = undefined)),
  };
}
