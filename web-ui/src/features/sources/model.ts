import type { MediaSourceBody } from '../../protocol/rest';
import type { RequestProblem } from '../../shared/http';

/** Something a media peer can show: its pattern, a file of its folder, a camera of its machine, a tone. */
export type MediaSource = MediaSourceBody;

/** What a media peer shows now; sizes are absent without a picture and while they are not known. */
export interface Shown {
  readonly source: string;
  readonly width?: number | null | undefined;
  readonly height?: number | null | undefined;
  readonly framesPerSecond?: number | null | undefined;
}

/** What it is to show from now on, without another negotiation (`docs/protocol.md`, `set_source`). */
export interface SourceChange {
  readonly source: string;
  /** Width and height in pixels; absent as the source is. */
  readonly size?: readonly [number, number] | undefined;
  /** Pictures per second, 1 to 60. */
  readonly rate?: number | undefined;
  /** Where a file goes on, ms from its start. */
  readonly positionMs?: number | undefined;
  readonly loop?: boolean | undefined;
}

/** What this page asked of the media peer of its call. */
export interface SourcesState {
  /** The source that is asked for and not shown yet. */
  readonly asking: string | undefined;
  readonly problem: RequestProblem | undefined;
}

export const noSources: SourcesState = { asking: undefined, problem: undefined };
