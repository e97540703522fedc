import { initialBrowserNat, type BrowserNatState } from '../features/browser-nat/model';
import type { CameraState } from '../features/call/camera';
import type { CallEnd, CallRecord } from '../features/call/model';
import { emptyMatrix, type MatrixState } from '../features/matrix/model';
import { emptyNetworks, type NetworksState } from '../features/networks/model';
import { initialSequenceUi, type SequenceUi } from '../features/sequence/model';
import { noRecordings, type RecordingsState } from '../features/recording/model';
import { initialRoom, type RoomState } from '../features/room/model';
import type { SessionLiveState } from '../features/session-live/model';
import type { CompareState } from '../features/compare/model';
import { noSources, type SourcesState } from '../features/sources/model';
import type { ShareState } from '../features/share/model';
import type { SessionPageState, SessionRecordState } from '../features/session-record/model';
import { emptySessions, type SessionsState } from '../features/sessions/model';
import type { LabState } from '../features/lab-status/model';
import type { NatState } from '../features/nat-report/model';
import type { LinkView } from '../features/signaling/model';
import { initialTurnState, type TurnState } from '../features/turn-check/model';
import type { Milliseconds } from '../shared/units';
import type { Route } from './page';
import type { Settings } from './settings';

/** Everything the page shows, in one object; `docs/ui-state.md` has an example. */
export interface AppState {
  settings: Settings;
  route: Route;
  link: LinkView;
  lab: LabState;
  nat: NatState;
  networks: NetworksState;
  matrix: MatrixState;
  /** The record that is shown, or the last that was asked for. */
  session: SessionRecordState | undefined;
  /** The session that is followed as it happens, or the last one. */
  live: SessionLiveState | undefined;
  /** How the visitor looks at sequence diagrams. */
  sequence: SequenceUi;
  /** What the page of a session shows of it: its verdict, and the moment of the replay. */
  sessionPage: SessionPageState | undefined;
  sessions: SessionsState;
  /** The two sessions that are compared; undefined while the list is shown. */
  compare: CompareState | undefined;
  /** What this page itself can tell about the NAT before its browser. */
  browserNat: BrowserNatState;
  turn: TurnState;
  camera: CameraState;
  /** The call that runs, or the last one. */
  call: CallRecord | undefined;
  /** What happened to the calls this page repeated by itself, since the visitor pressed Start. */
  recalls: Recall[];
  /** What is recorded, and what waits in this browser to be saved. */
  recordings: RecordingsState;
  /** What the visitor asked the media peer of the call to show. */
  sources: SourcesState;
  /** The screen in the place of the own camera. */
  share: ShareState;
  /** The room the visitor is in, or the lobby. */
  room: RoomState;
  /** The sound of the peer is heard; starts without, so that the picture may play by itself. */
  sound: boolean;
}

export interface Recall {
  end: CallEnd;
  /** Between the last media of the old call and the first frame of the new one. */
  gap: Milliseconds | undefined;
}

export function initialState(settings: Settings): AppState {
  return {
    settings,
    route: { page: 'call', path: '/' },
    link: { state: { kind: 'idle' }, clock: undefined },
    lab: {
      status: undefined,
      iceServers: undefined,
      mediaPeers: undefined,
      problem: undefined,
      asked: false,
    },
    nat: { loading: false, report: undefined, problem: undefined },
    networks: emptyNetworks(),
    matrix: emptyMatrix(),
    session: undefined,
    live: undefined,
    sequence: initialSequenceUi(),
    sessionPage: undefined,
    sessions: emptySessions(),
    compare: undefined,
    browserNat: initialBrowserNat(),
    turn: initialTurnState(),
    camera: { kind: 'off' },
    call: undefined,
    recalls: [],
    recordings: noRecordings,
    sources: noSources,
    share: { kind: 'off' },
    room: initialRoom(),
    sound: false,
  };
}
