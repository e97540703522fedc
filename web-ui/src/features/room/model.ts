import type { RequestProblem } from '../../shared/http';
import type { Milliseconds } from '../../shared/units';
import type { CallRecord, CallSettings } from '../call/model';
import type { PresetName } from '../quality/presets';
import { initialData, type DataState } from '../data/model';
import type { ShareState } from '../share/model';
import { initialMedia, type LocalMediaState } from './local-media';
import type { Member } from './roster';

/**
 * - `joining`: asked, not answered yet · `inside`: in the room, the service answers
 * - `returning`: the service is lost; media goes on, and the page comes back to its seat by itself
 */
export type RoomPhase =
  | { kind: 'outside' }
  | { kind: 'joining'; room: string }
  | { kind: 'inside'; room: string; ownId: string }
  | { kind: 'returning'; room: string; ownId: string }
  | { kind: 'refused'; room: string; problem: RequestProblem };

/** What the visitor chose for all connections of a room. */
export interface RoomSettings extends CallSettings {
  readonly displayName: string;
  readonly sendingPreset: PresetName;
}

/** Somebody else in the room, with what this page measured of the connection with it. */
export interface Person extends Member {
  readonly record: CallRecord | undefined;
  /** The browser wants a gesture before it lets this be heard. */
  readonly soundBlocked: boolean;
  /** No new frame for two seconds, though there was a picture. */
  readonly frozen: boolean;
  /** The connection broke or never came about, and is made anew: why, in the words of the browser or as `NeverMade`. */
  readonly trouble: string | undefined;
}

/** Something the visitor asked for and did not get. */
export interface Notice {
  readonly about: 'call' | 'recalling' | 'recall' | 'remove' | 'source' | 'other';
  readonly problem: RequestProblem;
}

export interface RoomState {
  /** As typed. */
  form: { room: string; camera: boolean; microphone: boolean };
  phase: RoomPhase;
  /** The WebSocket of the room is open. */
  linked: boolean;
  people: readonly Person[];
  media: LocalMediaState;
  /** The screen in the place of the camera. */
  share: ShareState;
  /** Somebody or everybody here is recorded on this page. */
  recording: boolean;
  /** Chat, broadcast and files. */
  data: DataState;
  /** Everybody who was here during this visit, as named last. */
  known: Readonly<Record<string, Pick<Member, 'id' | 'name' | 'role'>>>;
  notice: Notice | undefined;
  /** The person whose connection is shown in full. */
  shown: string | undefined;
  /** Moments of this visit to a room on the page's clock, in ms. */
  marks: { click?: Milliseconds; joined?: Milliseconds };
}

export const initialRoom = (): RoomState => ({
  form: { room: '', camera: true, microphone: true },
  phase: { kind: 'outside' },
  linked: false,
  people: [],
  media: initialMedia(),
  share: { kind: 'off' },
  recording: false,
  data: initialData(),
  known: {},
  notice: undefined,
  shown: undefined,
  marks: {},
});

/** Those who were here and those who are, each as named last. */
export function knownWith(known: RoomState['known'], people: readonly Person[]): RoomState['known'] {
  const changed = people.filter(({ id, name }) => known[id] === undefined || known[id].name !== name);
  if (changed.length === 0) return known;
  return { ...known, ...Object.fromEntries(changed.map(({ id, name, role }) => [id, { id, name, role }])) };
}

/** The room this page is in or about to be in. */
export const roomOf = ({ phase }: RoomState): string | undefined =>
  phase.kind === 'outside' || phase.kind === 'refused' ? undefined : phase.room;

/** The own id in the room. */
export const ownIdOf = ({ phase }: RoomState): string | undefined =>
  phase.kind === 'inside' || phase.kind === 'returning' ? phase.ownId : undefined;
