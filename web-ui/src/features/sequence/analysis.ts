import type { SessionEvent, SessionRecord } from '../../protocol/session-record';
import { asOwn, label, RowBuilder, say, wire } from './builder';
import { columnsOf } from './columns';
import { Derivation } from './derive';
import type { SequenceModel } from './model';
import { OrderedRows } from './ordered';
import { StunExchanges } from './stun';
import { tell } from './told';

/** The diagram of a session: a function of its events alone. */
export const sequenceOf = (record: SessionRecord): SequenceModel =>
  new SequenceAnalysis(record).model(record);

/** Reads a record that grows, each event once; the result is that of {@link sequenceOf}. */
export class SequenceAnalysis {
  private readonly into: RowBuilder;
  private readonly stun: StunExchanges;
  private readonly derivation: Derivation;
  private readonly ordered = new OrderedRows();
  private read = 0;
  private last: SessionEvent | undefined;
  private latest = -Infinity;

  constructor(private readonly first: SessionRecord) {
    const events = first.events.map(asOwn);
    this.into = new RowBuilder(columnsOf(first), startOf(events));
    this.stun = new StunExchanges(this.into);
    this.derivation = new Derivation(events, this.into);
    this.readOn(first.events, first.events);
  }

  /** The diagram of a record that continues this one; undefined if what came changes how earlier events read. */
  continued(record: SessionRecord): SequenceModel | undefined {
    const same =
      record.participants === this.first.participants &&
      record.endedAt === this.first.endedAt &&
      record.events[this.read - 1] === this.last;
    if (!same) return undefined;
    const fresh = record.events.slice(this.read);
    const plain = fresh.every(event => this.derivation.isPlain(asOwn(event)) && this.knowsEnds(event));
    if (!plain) return undefined;
    this.readOn(fresh, record.events);
    return this.model(record);
  }

  model(record: SessionRecord): SequenceModel {
    const { columns, rows, start } = this.into;
    this.stun.finish(record.endedAt ?? this.latest);
    return { columns, rows: this.ordered.take(rows), start, record };
  }

  private knowsEnds({ from, to }: SessionEvent): boolean {
    const known = (id: string | undefined): boolean =>
      !id || id.startsWith('@') || this.into.columns.some(column => column.id === id);
    return known(from) && known(to);
  }

  private readOn(fresh: readonly SessionEvent[], all: readonly SessionEvent[]): void {
    for (const told of fresh) {
      const event = asOwn(told);
      this.latest = Math.max(this.latest, event.at);
      restart(event, all, this.into);
      this.derivation.before(event);
      tell(event, this.into, this.stun);
    }
    this.read += fresh.length;
    this.last = all[this.read - 1];
  }
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
