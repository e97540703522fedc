import type { CallController } from '../features/call/controller';
import type { Marks } from '../features/call/model';
import type { GlassView } from '../features/glass/model';
import { natOfPeer } from '../features/networks/analysis';
import { pathOf } from '../features/path/path-of';
import { labRoom, type LabRoom } from '../features/room/automation';
import type { RoomController } from '../features/room/controller';
import type { Store } from './store';

/** What tests and benches may rely on, read-only; described in `docs/ui-state.md`. */
export interface WebrtcLab {
  /** Moments of the current or last call, milliseconds on `performance.now()`. */
  readonly marks: Readonly<Marks>;
  /** Marks seen by sampling: they happened up to this many milliseconds earlier. */
  readonly sampled: Readonly<Marks>;
  /** Number of calls made since the page was opened, repeated ones included. */
  readonly calls: number;
  readonly phase: string;
  readonly path: string;
  readonly ready: boolean;
  /** Id of the session of the current call, once the signaling service has named it. */
  readonly session: string | undefined;
  framesDecoded(): number;
  /** What the pixels of the current or last call told, at most one second old. */
  readonly glass: GlassView | undefined;
  /** Frames of the own camera that the present call has encoded so far. */
  framesSent(): Promise<number>;
  readonly room: LabRoom;
}

declare global {
  interface Window {
    readonly webrtcLab: WebrtcLab;
  }
}

export function exposeToAutomation(store: Store, controller: CallController, rooms: RoomController): void {
  const lab: WebrtcLab = {
    get marks() {
      return { ...store.state.call?.marks };
    },
    get sampled() {
      return { ...store.state.call?.sampled };
    },
    get calls() {
      return store.state.call?.number ?? 0;
    },
    get phase() {
      return store.state.call?.phase ?? 'idle';
    },
    get path() {
      const { call } = store.state;
      return (call && pathOf(call, natOfPeer(store.state))?.kind) ?? 'unknown';
    },
    get ready() {
      const { link, lab: state } = store.state;
      return link.state.kind === 'open' && state.iceServers !== undefined;
    },
    get session() {
      return store.state.call?.remote.sessionId;
    },
    get glass() {
      return store.state.call?.glass;
    },
    framesDecoded: () => controller.framesDecoded,
    framesSent: () => controller.framesSent(),
    room: Object.freeze(labRoom(() => store.state.room, rooms)),
  };
  Object.defineProperty(window, 'webrtcLab', {
    value: Object.freeze(lab),
    writable: false,
    configurable: false,
  });
}
