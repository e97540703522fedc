import { known, say, t } from '../../i18n/i18n';
import { bitrate, milliseconds, number } from '../../shared/format';
import type { Actor, Column, Flag, Piece, Row } from './model';

/** A label in the language of the page. */
export const labelText = ({ label }: Pick<Row, 'label'>): string => label.map(pieceText).join(' ');

function pieceText(piece: Piece): string {
  if ('say' in piece) return say(piece.say);
  if ('wire' in piece) return piece.wire;
  if ('ms' in piece) return milliseconds(piece.ms);
  if ('bits' in piece) return bitrate(piece.bits as Parameters<typeof bitrate>[0]);
  return bytes(piece.bytes);
}

function bytes(value: number): string {
  if (value < 10_000) return `${number(value)} B`;
  return value < 10_000_000 ? `${number(value / 1000, 1)} kB` : `${number(value / 1_000_000, 1)} MB`;
}

/** Signs of the flags; the word stands beside them. */
export const signs: Readonly<Record<Flag, string>> = {
  retransmission: '↻',
  challenge: '?',
  refused: '⊘',
  timeout: '✕',
  unanswered: '✕',
  failed: '✕',
  restart: '⟲',
  hidden: '◌',
  selected: '★',
  passed: '✓',
};

/** Flags that only stress what the label says have no word of their own in the picture. */
export const quietFlags: readonly Flag[] = ['passed', 'selected'];

export const flagText = (flag: Flag): string =>
  quietFlags.includes(flag) ? signs[flag] : `${signs[flag]} ${t(`sequence.flag.${flag}`)}`;

export const actorName = (actor: Actor): string => t(`timeline.${actor}`);

/** Name of a column; a participant's own name is beside it where two columns are of one kind. */
export function columnName({ actor, name, id }: Column, columns: readonly Column[]): string {
  const alike = columns.filter(column => column.actor === actor).length > 1;
  return alike ? (name ?? id) : actorName(actor);
}

export function endsText(row: Row, columns: readonly Column[]): string {
  const name = (id: string): string => {
    const column = columns.find(candidate => candidate.id === id);
    return column ? columnName(column, columns) : id;
  };
  if (row.form === 'band') return columns.map(column => columnName(column, columns)).join(', ');
  if (row.to === undefined) return name(row.from);
  return `${name(row.from)} ${row.form === 'both' ? '⇄' : '→'} ${name(row.to)}`;
}

/** Time since the start, or its bounds; an error is told where it is not nothing. */
export function timeText({ at, error, since }: Pick<Row, 'at' | 'error' | 'since'>): string {
  if (since === undefined) return error === 0 ? clock(at) : `${clock(at)} ${errorText(error)}`;
  const to = clock(outward(at + error, Math.ceil));
  return Number.isFinite(since)
    ? t('sequence.between', { from: clock(outward(since, Math.floor)), to })
    : t('sequence.latest', { to });
}

/** A bound to the digits that are shown, away from what it bounds. */
const outward = (value: number, round: (value: number) => number): number =>
  Math.abs(value) < 100 ? round(value * 10) / 10 : round(value);

export const errorText = (error: number): string =>
  t('sequence.error', { value: number(error, error < 10 ? 1 : 0) });

/** A moment, to the millisecond however late it is. */
export const clock = (value: number): string =>
  Math.abs(value) < 1000 ? milliseconds(value) : t('sequence.seconds', { value: number(value / 1000, 3) });

/** As many digits as help: milliseconds below a second, then seconds and minutes. */
export function duration(value: number): string {
  const size = Math.abs(value);
  if (size < 1000) return milliseconds(value);
  if (size < 120_000) return t('sequence.seconds', { value: number(value / 1000, size < 10_000 ? 2 : 1) });
  return t('sequence.minutes', { value: number(value / 60_000, 1) });
}

export function observerName(where: string): string {
  const key = `sequence.where.${where}`;
  return known(key) ? t(key) : where;
}

/** What a row is known from, in one line. */
export function sourceText(row: Row): string {
  const word = t(`sequence.style.${row.style}`);
  if (row.why) return `${word}: ${say(row.why)}`;
  const who = [...new Set(row.seen.map(({ where }) => observerName(where)))];
  return `${word}: ${who.join(', ') || t('sequence.detail.nobody')}`;
}

/** Numbers of the events a row stands for. */
export const eventsOf = (row: Row): number[] => [...new Set([...row.seen.map(({ n }) => n), ...row.basis])];

/** A row in one sentence, for those who hear it. */
export function rowText(row: Row, columns: readonly Column[]): string {
  const flag = row.flag ? t(`sequence.flag.${row.flag}`) : '';
  return [timeText(row), endsText(row, columns), labelText(row), flag, sourceText(row)]
    .filter(Boolean)
    .join(', ');
}
