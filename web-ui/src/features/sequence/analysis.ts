import type { SessionEvent, SessionRecord } from '../../protocol/session-record';
import { asOwn, label, RowBuilder, say, wire } from './builder';
import { columnsOf } from './columns';
import { Derivation } from './derive';
import type { Row, SequenceModel } from './model';
import { inOrder } from './order';
import { StunExchanges } from './stun';
import { tell } from './told';

/** The diagram of a session: a function of its events alone. */
export function sequenceOf(record: SessionRecord): SequenceModel {
  const events = record.events.map(asOwn);
  const columns = columnsOf(record);
  const start = startOf(events);
  const into = new RowBuilder(columns, start);
  const stun = new StunExchanges(into);
  const derivation = new Derivation(events, into);
  let latest = -Infinity;
  for (const event of events) {
    latest = Math.max(latest, event.at);
    restart(event, events, into);
    derivation.before(event);
    tell(event, into, stun);
  }
  stun.finish(record.endedAt ?? latest);
  return { columns, rows: withRuns(inOrder(into.rows)), start, record };
}

/** Lab time of the first signal, which begins a session; without one that of the earliest event. */
export const startOf = (events: readonly SessionEvent[]): number =>
  events.find(({ type }) => type === 'signal')?.at ??
  events.reduce((first, { at }) => Math.min(first, at), events[0]?.at ?? 0);

const generationOf = (event: SessionEvent): number => ('generation' in event ? (event.generation ?? 1) : 1);

/** The first event of a new generation begins an ICE restart (RFC 8445 §9). */
function restart(event: SessionEvent, events: readonly SessionEvent[], into: RowBuilder): void {
  const generation = generationOf(event);
  if (generation <= into.generation) return;
  into.generation = generation;
  const ufrags = new Set<string>();
  for (const other of events) {
    if (other.type === 'transport' && other.generation === generation && other.ufrag) ufrags.add(other.ufrag);
  }
  into.add(event, {
    key: `restart-${generation}`,
    part: -1,
    form: 'band',
    flag: 'restart',
    kind: 'state',
    phase: 'checks',
    label: label(
      say('sequence.restart', { generation }),
      ufrags.size === 0 ? undefined : wire('ufrag', [...ufrags].join(', ')),
    ),
  });
}

/** Reports of every second are one row as long as nothing else happens; it says the latest figures. */
function withRuns(rows: readonly Row[]): Row[] {
  const result: Row[] = [];
  let running = new Map<string, number>();
  for (const row of rows) {
    if (!isReport(row)) {
      running = new Map();
      result.push(row);
      continue;
    }
    const index = running.get(row.from);
    if (index === undefined) {
      running.set(row.from, result.push(row) - 1);
      continue;
    }
    const run = result[index]!;
    result[index] = {
      ...run,
      label: row.label,
      until: row.at,
      reports: run.reports + 1,
      seen: [...run.seen, ...row.seen],
    };
  }
  return result;
}

const isReport = ({ kind, form, flag, label: [first] }: Row): boolean =>
  kind === 'media' &&
  form === 'mark' &&
  flag === undefined &&
  first !== undefined &&
  'say' in first &&
  first.say.key === 'sequence.media.flow';
