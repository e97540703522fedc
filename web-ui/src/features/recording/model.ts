import type { Milliseconds } from '../../shared/units';

/** What a recording shows: the other end, this end, or everybody. */
export type RecordedSource = 'remote' | 'own' | 'room';

/** What is kept of a recording beside its chunks. Times are milliseconds since 1970. */
export interface RecordingMeta {
  readonly id: string;
  readonly source: RecordedSource;
  /** Who or what it shows, as it was called then. */
  readonly name: string;
  readonly mimeType: string;
  readonly startedAt: number;
  /** When the last chunk was written. */
  readonly writtenAt: number;
  readonly bytes: number;
  readonly chunks: number;
  /** It was ended, not cut off with its tab. */
  readonly ended: boolean;
  /** It was handed to the visitor as a file. */
  readonly saved: boolean;
}

/** Why a recording could not begin, or ended by itself. */
export type RecordingProblem =
  'unsupported' | 'no-media' | 'storage-full' | 'storage-refused' | 'encoder-failed';

/** A recording that runs. */
export interface RunningRecording {
  readonly meta: RecordingMeta;
  readonly phase: 'recording' | 'finishing';
  /** On the clock of this page. */
  readonly since: Milliseconds;
  /** Until the last chunk. */
  readonly elapsed: Milliseconds;
}

/** What becomes of a kept recording just now. */
export type Preparation =
  | { readonly kind: 'none' }
  | { readonly kind: 'preparing'; readonly progress: number }
  | { readonly kind: 'ready'; readonly url: string; readonly bytes: number; readonly seekable: boolean };

export interface KeptRecording {
  readonly meta: RecordingMeta;
  readonly preparation: Preparation;
}

/** All recordings of this browser, as the page shows them. */
export interface RecordingsState {
  /** By key: what is recorded, for example `remote` or the id of a peer. */
  readonly running: Readonly<Record<string, RunningRecording>>;
  readonly kept: readonly KeptRecording[];
  readonly problem: RecordingProblem | undefined;
  /** The kept one whose removal was asked for and not yet confirmed. */
  readonly removing: string | undefined;
}

export const noRecordings: RecordingsState = {
  running: {},
  kept: [],
  problem: undefined,
  removing: undefined,
};
