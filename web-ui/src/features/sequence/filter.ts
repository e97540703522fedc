import type { Actor, Column, FilterPart, Row, SequenceFilter, SequenceModel } from './model';
import { endsText, eventsOf, flagText, labelText, sourceText } from './words';

/** Rows that fit the filter, in their order. The text is searched in what can be read of a row. */
export function fitting({ rows, columns }: SequenceModel, { without, text }: SequenceFilter): readonly Row[] {
  const wanted = text.trim().toLocaleLowerCase();
  if (without.length === 0 && wanted === '') return rows;
  const hidden = new Set<FilterPart>(without);
  const actorOf = new Map(columns.map(({ id, actor }) => [id, actor]));
  return rows.filter(
    row =>
      !hidden.has(`phase:${row.phase}`) &&
      !hidden.has(`kind:${row.kind}`) &&
      !hidden.has(`style:${row.style}`) &&
      !actorsOf(row, actorOf).every(actor => hidden.has(`actor:${actor}`)) &&
      (wanted === '' || readable(row, columns).includes(wanted)),
  );
}

/** An arrow goes with both its ends: it is hidden only if both are. A band is of everybody. */
function actorsOf(row: Row, actorOf: ReadonlyMap<string, Actor>): Actor[] {
  const ids = row.form === 'band' ? [...actorOf.keys()] : [row.from, row.to ?? row.from];
  const found = ids.map(id => actorOf.get(id)).filter(actor => actor !== undefined);
  return found.length === 0 ? ['browser', 'peer'] : found;
}

const readable = (row: Row, columns: readonly Column[]): string =>
  [
    labelText(row),
    endsText(row, columns),
    row.flag ? flagText(row.flag) : '',
    sourceText(row),
    ...eventsOf(row).map(n => `#${n}`),
  ]
    .join(' ')
    .toLocaleLowerCase();

/** The list with a part taken in or out. */
export const toggled = (without: readonly FilterPart[], part: FilterPart): FilterPart[] =>
  without.includes(part) ? without.filter(other => other !== part) : [...without, part];
