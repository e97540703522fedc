import type { Figures } from './broadcast';
import { initialChat, type ChatState } from './chat';
import type { TransferView } from './file-lane';
import type { LinkPhase } from './link';
import type { ChannelFigures } from './statistics';

/** Everything the room's page shows of the data channels. Replaced, never changed in place. */
export interface DataState {
  /** Whether the page of each peer can be reached without the service. */
  links: Readonly<Record<string, PeerLink>>;
  chat: ChatState;
  broadcast: BroadcastState;
  transfers: readonly TransferRow[];
  /** The one person that chat or files go to; undefined: everybody. */
  recipients: Readonly<Record<Addressed, string | undefined>>;
  /** Why the last choice of files was not offered to everybody. */
  notOffered: NotOffered | undefined;
  /** Undefined while nobody looks at them. */
  channels: readonly ChannelFigures[] | undefined;
}

/** What can go to one person instead of everybody. */
export type Addressed = 'chat' | 'files';

export interface PeerLink {
  phase: LinkPhase['kind'];
  /** Messages that were no frames of this protocol. */
  malformed: number;
}

export interface BroadcastState {
  own: OwnRun | undefined;
  /** What arrived of the last run of each peer. */
  heard: Readonly<Record<string, Heard>>;
}

/** A broadcast of this page, running or ended. */
export interface OwnRun {
  run: number;
  running: boolean;
  /** Page clock, ms. */
  startedAt: number;
  /** Messages per recipient that were due but never sent, because the page was held up. */
  skipped: number;
  targets: Readonly<Record<string, Target>>;
}

export interface Target {
  /** Messages handed to its channel. */
  sent: number;
  /** Messages that were not, because the channel was not open or still full. */
  heldBack: number;
  /** What its page counted. */
  report: Pick<Figures, 'received' | 'lost' | 'p50' | 'p99' | 'error'> | undefined;
}

export interface Heard extends Figures {
  run: number;
  ended: boolean;
}

export type TransferRow = TransferView & {
  /** Names the transfer on this page. */
  key: string;
  peer: string;
  /** Bytes per second over the last seconds; undefined before there is one. */
  rate: number | undefined;
};

export type NotOffered = { why: 'nobody' } | { why: 'too-large' | 'too-many'; name: string };

export const initialData = (): DataState => ({
  links: {},
  chat: initialChat(),
  broadcast: { own: undefined, heard: {} },
  transfers: [],
  recipients: { chat: undefined, files: undefined },
  notOffered: undefined,
  channels: undefined,
});
