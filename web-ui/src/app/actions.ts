import type { RecordingActions } from '../features/recording/view';
import type { ShareActions } from '../features/share/view';
import type { SourceChange } from '../features/sources/model';
import type { Settings } from './settings';

/** What the visitor can do; views call these and change nothing themselves. */
export interface Actions {
  /** To another page of this site. */
  go(path: string): void;
  start(): void;
  stop(): void;
  /** Begins ICE anew in the call that runs. */
  restartIce(): void;
  choose<K extends keyof Settings>(key: K, value: Settings[K]): void;
  /** The media peer shows this from now on, in the call that runs and in later ones. */
  show(change: SourceChange): void;
  camera(on: boolean): void;
  recording: RecordingActions;
  share: ShareActions;
  sound(on: boolean): void;
  fullscreen(): void;
  measureNat(): void;
  measureBrowserNat(): void;
}
