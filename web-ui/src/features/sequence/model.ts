import type { Message } from '../../i18n/i18n';
import type { SessionRecord } from '../../protocol/session-record';

/** Who a column stands for; it gives the hue. */
export const actors = ['browser', 'signaling', 'stun', 'turn', 'peer'] as const;
export type Actor = (typeof actors)[number];

export interface Column {
  /** A peer id, or `@signaling`, `@stun`, `@turn`. */
  id: string;
  actor: Actor;
  /** Name of a participant, if it has one. */
  name: string | undefined;
}

export const phases = ['signaling', 'gathering', 'checks', 'dtls', 'media', 'session'] as const;
export type RowPhase = (typeof phases)[number];

export const kinds = ['signal', 'stun', 'turn', 'check', 'candidate', 'state', 'media', 'other'] as const;
export type RowKind = (typeof kinds)[number];

/**
 * - `measured`: somebody saw it · `derived`: it follows from what somebody saw, dashed
 * - `gap`: something goes on here that nobody can observe
 */
export const styles = ['measured', 'derived', 'gap'] as const;
export type RowStyle = (typeof styles)[number];

/**
 * - `arrow`: from one column to another · `both`: a request and its answer, whose moments are not told apart
 * - `lost`: an arrow nobody answered · `mark`: on one column · `band`: across all · `gap`: between two columns
 */
export type RowForm = 'arrow' | 'both' | 'lost' | 'mark' | 'band' | 'gap';

/** What stands out, as a sign and a word. */
export type Flag =
  | 'retransmission'
  | 'challenge'
  | 'refused'
  | 'timeout'
  | 'unanswered'
  | 'failed'
  | 'restart'
  | 'hidden'
  | 'selected'
  | 'passed';

/** A piece of a label: words of a language, text of the wire, or a value with a unit. */
export type Piece =
  { say: Message } | { wire: string } | { ms: number } | { bytes: number } | { bits: number };

/** Somebody who saw what a row shows. */
export interface Observation {
  n: number;
  where: string;
  by: string | undefined;
  /** Milliseconds after the start, and half the width of its error. */
  at: number;
  error: number;
}

export interface Row {
  /** Stays the same while events are added. */
  key: string;
  /** Milliseconds after the first signal; what came before is negative. */
  at: number;
  error: number;
  /**
   * Where only bounds are known: the earliest moment, `at` + `error` being the latest; −Infinity if nothing tells it.
   * Undefined where `at` ± `error` is the moment itself.
   */
  since: number | undefined;
  /** End of something that lasts: the answer of a request, the last report of a run. */
  until: number | undefined;
  /** Column ids; without `to` it is of one column. */
  from: string;
  to: string | undefined;
  form: RowForm;
  style: RowStyle;
  kind: RowKind;
  phase: RowPhase;
  flag: Flag | undefined;
  label: readonly Piece[];
  /** Of a run: how many reports it stands for. */
  reports: number;
  generation: number;
  /** First the one whose clock gives the time. Empty for what nobody saw. */
  seen: readonly Observation[];
  /** Numbers of the events something derived follows from. */
  basis: readonly number[];
  /** Why it is derived, or why nothing can be observed. */
  why: Message | undefined;
  order: Order;
}

/** Place of a row among others. */
export interface Order {
  /** Rows of one observer have a known order, that of their numbers. */
  observer: string;
  n: number;
  /** Before (−1) or after (1) the row of the event itself. */
  part: -1 | 0 | 1;
}

/**
 * Rows `first` to `last`, any two of which, if seen by different observers, have no known order. An open end means
 * that some of them have no known order with rows beyond it either.
 */
export interface Tie {
  first: number;
  last: number;
  openTop: boolean;
  openBottom: boolean;
}

export interface SequenceModel {
  columns: readonly Column[];
  /** In the order they are drawn. */
  rows: readonly Row[];
  /** Lab time that all others are counted from, milliseconds since 1970. */
  start: number;
  record: SessionRecord;
}

export type FilterPart = `phase:${RowPhase}` | `kind:${RowKind}` | `style:${RowStyle}` | `actor:${Actor}`;

/** What is shown of it. */
export interface SequenceFilter {
  /** What is left out. */
  without: readonly FilterPart[];
  text: string;
}

export const zooms = ['compact', 'normal', 'spread'] as const;
export type Zoom = (typeof zooms)[number];

/** What the visitor chose. */
export interface SequenceUi extends SequenceFilter {
  zoom: Zoom;
  follow: boolean;
  table: boolean;
  /** Page of the table, from 0. */
  page: number;
  /** Key of the row whose details stay open. */
  open: string | undefined;
}

export const initialSequenceUi = (): SequenceUi => ({
  without: [],
  text: '',
  zoom: 'normal',
  follow: true,
  table: false,
  page: 0,
  open: undefined,
});
