import { render } from 'lit';
import { exposeToAutomation } from './app/automation';
import type { Actions } from './app/actions';
import type { Page } from './app/page';
import { Router } from './app/router';
import { loadSettings, saveSettings, type Settings } from './app/settings';
import { initialState } from './app/state';
import { Store } from './app/store';
import { appView } from './app/view';
import { BrowserNatController } from './features/browser-nat/controller';
import { closeCamera, openCamera } from './features/call/camera';
import { CallController } from './features/call/controller';
import { isOver } from './features/call/record';
import { readLabStatus } from './features/lab-status/analysis';
import { LabClient } from './features/lab-status/client';
import { NetworksClient } from './features/networks/client';
import { RecordingController } from './features/recording/controller';
import { onOtherNetwork } from './features/restart/network';
import { RoomController } from './features/room/controller';
import { RoomRecording } from './features/room/room-recording';
import { sessionDiagram } from './features/sequence/diagram';
import { SessionLiveClient } from './features/session-live/client';
import { sessionShown } from './features/session-live/shown';
import { SessionRecordClient } from './features/session-record/client';
import { ScreenShare } from './features/share/screen-share';
import { SignalingLink } from './features/signaling/link';
import { SourcesClient } from './features/sources/client';
import type { Shown } from './features/sources/model';
import { shownOf } from './features/sources/analysis';
import type { LinkState } from './features/signaling/model';
import { t, useLanguage } from './i18n/i18n';
import { callPage } from './pages/call';
import { networksPage } from './pages/networks';
import { noSuchPage } from './pages/no-such-page';
import { roomPage } from './pages/room';
import { roomParts } from './pages/room-parts';
import { sessionPage } from './pages/session';
import { sessionsPage } from './pages/sessions';
import { turnPage } from './pages/turn';
import { pageNow } from './shared/units';

const closeCodeOf = (state: LinkState): number | undefined =>
  state.kind === 'waiting' ? state.closeCode : undefined;

const root = document.getElementById('app')!;

const video = document.createElement('video');
video.dataset['testid'] = 'remote-video';
video.autoplay = true;
video.muted = true;
video.playsInline = true;

const store = new Store(initialState(loadSettings()), state => {
  // In the same frame as the words: whoever reads the page by its language finds them.
  if (document.documentElement.lang !== state.settings.language)
    document.documentElement.lang = state.settings.language;
  const title = `${t(`pages.${state.route.page}.title`)} · ${t('app.name')}`;
  if (document.title !== title) document.title = title;
  if (video.getAttribute('aria-label') !== t('stage.video'))
    video.setAttribute('aria-label', t('stage.video'));
  render(appView(state, router.page, pages, video, actions, store.revision), root);
  router.rendered();
  sessions.show(sessionShown(state));
});

const socketUrl = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`;
const link = new SignalingLink(socketUrl, {
  onState: state => {
    const wasOpen = store.state.link.state.kind === 'open';
    store.update(({ link: view }) => (view.state = state));
    if (wasOpen !== (state.kind === 'open')) calls.onLink(state.kind === 'open', closeCodeOf(state));
    if (state.kind === 'open') void lab.loadMediaPeers();
  },
  onMessage: message => {
    if (message.type === 'lab_status') {
      store.update(
        state => (state.lab.status = readLabStatus(message as Parameters<typeof readLabStatus>[0])),
      );
      void lab.loadMediaPeers();
    } else {
      if (message.type === 'source_changed') peerShows(message.from, shownOf(message));
      calls.onMessage(message);
    }
  },
  onClock: sample => {
    store.update(({ link: view }) => (view.clock = sample));
    calls.onClock();
  },
});
const lab = new LabClient(store, () => calls.prepare());
const calls = new CallController(store, link, lab, video, () => void share.resume());

const share = new ScreenShare({
  senders: () => calls.senders,
  camera: () => {
    const { camera } = store.state;
    return camera.kind === 'on' ? camera.stream.getVideoTracks()[0] : undefined;
  },
  changed: next => store.update(state => (state.share = next)),
});

const recordings = new RecordingController(
  () => store.state.recordings,
  next => {
    store.update(state => (state.recordings = next));
    roomRecording.follow();
  },
);

/** The own camera, or what the media peer sends. */
function record(key: string): void {
  const { camera } = store.state;
  const own = key === 'own' && camera.kind === 'on' ? camera.stream : undefined;
  const stream = own ?? (video.srcObject as MediaStream | null);
  const what = own
    ? ({ source: 'own', name: t('recording.ownName') } as const)
    : ({
        source: 'remote',
        name: store.state.call?.remote.mediaPeer ?? t('recording.remoteName'),
      } as const);
  if (stream) void recordings.start(key, stream, what);
}

const peerShows = (peer: string, shown: Shown): void =>
  store.update(({ call }) => {
    if (call?.remote.peerId === peer) call.shown = shown;
  });
const sources = new SourcesClient({
  update: next => store.update(state => (state.sources = next)),
  shows: peerShows,
});

const rooms = new RoomController(
  {
    get room() {
      return store.state.room;
    },
    update: change => {
      store.update(({ room }) => change(room));
      roomRecording.follow();
    },
    settings: () => store.state.settings,
    iceServers: () => store.state.lab.iceServers,
  },
  socketUrl,
);

const roomRecording = new RoomRecording(recordings, {
  get room() {
    return store.state.room;
  },
  get recordings() {
    return store.state.recordings;
  },
  ownName: () => store.state.settings.displayName || t('room.you'),
  stream: peer => (rooms.mesh.link(peer)?.video.srcObject as MediaStream | null) ?? undefined,
  announce: on => rooms.record(on),
});

async function useCamera(on: boolean): Promise<void> {
  closeCamera(store.state.camera);
  store.update(state => (state.camera = on ? { kind: 'asking' } : { kind: 'off' }));
  if (on) {
    const camera = await openCamera();
    // Unticked again while the browser was asking.
    if (store.state.camera.kind !== 'asking') closeCamera(camera);
    else store.update(state => (state.camera = camera));
  }
  calls.prepare();
}

function applyLook({ language, theme }: Settings): void {
  useLanguage(language);
  document.documentElement.dataset['theme'] = theme;
}

const networks = new NetworksClient(store);
const records = new SessionRecordClient(store);
const sessions = new SessionLiveClient({
  state: store.state,
  update: change => store.updateLive(change),
});
const browserNat = new BrowserNatController({
  iceServers: () => store.state.lab.iceServers,
  update: change => store.update(state => change(state.browserNat)),
});

/** In the order of the navigation. */
const pages: readonly Page[] = [
  callPage(store, networks, video),
  networksPage(store, networks, records),
  turnPage(store, lab),
  roomPage(
    store,
    rooms,
    path => router.go(path),
    roomParts(store, rooms, roomRecording, () => actions),
  ),
  sessionsPage(store, path => router.go(path)),
  sessionPage(
    store,
    sessionDiagram({
      ui: () => store.state.sequence,
      change: how => store.update(state => how(state.sequence)),
      verdict: () => {
        const page = store.state.sessionPage;
        return page?.verdict.kind === 'there' && page.replay.position === undefined
          ? page.verdict.verdict
          : undefined;
      },
      theme: () => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'),
    }),
  ),
  noSuchPage,
];

const router = new Router(store, pages);

const actions: Actions = {
  go: path => router.go(path),
  start: () => calls.start(pageNow()),
  stop: () => {
    void share.stop();
    calls.stop();
  },
  restartIce: () => calls.restartIce('button'),
  show: change => {
    const { call, settings } = store.state;
    store.update(state => (state.settings.source = change.source));
    saveSettings(settings);
    const peer = call && !isOver(call) ? call.remote.peerId : undefined;
    if (peer !== undefined) void sources.show(peer, change);
  },
  choose: (key, value) => {
    if (key === 'source') return actions.show({ source: value as string });
    store.update(state => (state.settings[key] = value));
    applyLook(store.state.settings);
    saveSettings(store.state.settings);
    if (key === 'sendingPreset') calls.sendWith(store.state.settings.sendingPreset);
    calls.prepare();
  },
  camera: on => void useCamera(on),
  recording: {
    start: record,
    stop: key => recordings.stop(key),
    save: id => void recordings.save(id),
    play: id => void recordings.play(id),
    askRemove: id => recordings.askRemove(id),
    remove: id => void recordings.remove(id),
  },
  share: { start: () => void share.start(), stop: () => void share.stop() },
  sound: on => {
    video.muted = !on;
    store.update(state => (state.sound = on));
  },
  fullscreen: () => void video.requestFullscreen().catch(() => undefined),
  measureNat: () => void lab.probeNat(),
  measureBrowserNat: () => void browserNat.measure(),
};

applyLook(store.state.settings);
exposeToAutomation(store, calls, rooms);
router.start();
link.open();
lab.start();
void recordings.load();

addEventListener('online', () => {
  link.retryNow();
  rooms.retryNow();
});
onOtherNetwork(() => {
  calls.restartIce('network');
  rooms.mesh.otherNetwork();
});
document.addEventListener('visibilitychange', () => {
  // Browsers slow down the timers of hidden pages; an idle link would only be lost and found again and again.
  if (document.hidden && !calls.running) link.close({ kind: 'resting' });
  else if (!document.hidden) link.open();
});
addEventListener('pagehide', () => {
  calls.leave();
  rooms.close();
  link.close();
});
addEventListener('pageshow', event => {
  if (event.persisted) link.open();
});
