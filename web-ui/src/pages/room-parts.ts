import { html } from 'lit';
import type { Actions } from '../app/actions';
import type { AppState } from '../app/state';
import type { Store } from '../app/store';
import type { NameOf, Person as Reader } from '../features/data/actions';
import { broadcastView } from '../features/data/broadcast-view';
import { channelsView } from '../features/data/channels-view';
import { chatView } from '../features/data/chat-view';
import { filesView } from '../features/data/files-view';
import { glassView } from '../features/glass/view';
import { recordingView } from '../features/recording/view';
import type { RoomController } from '../features/room/controller';
import type { Person, RoomState } from '../features/room/model';
import { nameOf } from '../features/room/names-view';
import { recordableOf, type RoomRecording } from '../features/room/room-recording';
import type { RoomSlots } from '../features/room/view';
import { shareView } from '../features/share/view';
import { shownOf, sourcesOf } from '../features/sources/analysis';
import { noSources } from '../features/sources/model';
import { sourcesView } from '../features/sources/view';
import { t } from '../i18n/i18n';
import { card } from '../shared/ui';

/** What a room has besides pictures: the screen, chat, files, recordings, and the delay of a media peer's picture. */
export function roomParts(
  store: Store,
  rooms: RoomController,
  recording: RoomRecording,
  actions: () => Actions,
): RoomSlots {
  const { data, share } = rooms;
  return {
    controls: () =>
      shareView(store.state.room.share, true, {
        start: () => void share.start(),
        stop: () => void share.stop(),
      }),
    beside: () => {
      const { people, name } = readers(store.state.room);
      const { chat, recipients } = store.state.room.data;
      return chatView(chat, people, recipients.chat, name, data);
    },
    below: () => {
      const { room, recordings } = store.state;
      const { people, name } = readers(room);
      const { broadcast, transfers, notOffered, recipients } = room.data;
      return html`${filesView(transfers, notOffered, people, recipients.files, name, data)}
      ${recordingView(recordings, recordableOf(room), {
        ...actions().recording,
        start: key => recording.start(key),
      })}
      ${broadcastView(broadcast, name, data)} ${channelsView(room.data, name, data)}`;
    },
    details: person => (person.role === 'media-peer' ? ofMediaPeer(store.state, person, rooms) : undefined),
  };
}

/** Those who can be written to, and what everybody who was here is called. */
function readers({ people, known }: RoomState): { people: readonly Reader[]; name: NameOf } {
  return {
    people: people
      .filter(({ role }) => role === 'participant')
      .map(person => ({ peer: person.id, name: nameOf(person) })),
    name: peer => nameOf(known[peer] ?? { id: peer, name: undefined, role: 'participant' }),
  };
}

function ofMediaPeer({ lab }: AppState, { id, record, shows }: Person, { guests }: RoomController): unknown {
  const sources = sourcesView(
    {
      ...noSources,
      sources: sourcesOf(lab.mediaPeers),
      owner: id,
      shown: shows ? shownOf(shows) : { source: 'pattern' },
      running: true,
    },
    { show: change => guests.show(id, change) },
  );
  return html`${card('sources', t('sources.title'), t('sources.hintRunning'), sources)}
  ${glassView(record?.glass)}`;
}
