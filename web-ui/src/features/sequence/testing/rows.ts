import { sequenceOf } from '../analysis';
import type { Row } from '../model';
import { recordOf } from './events';

/** The rows of a session with these events. */
export const rowsOf = (...events: Parameters<typeof recordOf>[0]): readonly Row[] =>
  sequenceOf(recordOf(events)).rows;

/** What is drawn of each row, in words: its form, its style, and from where to where. */
export const arrows = (rows: readonly Row[]): string[] =>
  rows.map(({ from, to, form, style }) => `${form} ${style} ${from}${to === undefined ? '' : ` ${to}`}`);

/** The fields of a STUN message of an end toward the TURN server. */
export const turn = (id: string, fields: Record<string, unknown> = {}) => ({
  method: 'allocate',
  id,
  toward: 'turn',
  remote: '198.51.100.10:3478',
  ...fields,
});
