import type { MessageKey } from '../../i18n/i18n';
import { message } from '../../i18n/i18n';
import type { EventHeader } from '../../protocol/session-record';
import { otherEnd } from './columns';
import type { Column, Observation, Order, Piece, Row } from './model';

/** What a row says beyond its event. */
export type Told = Pick<Row, 'kind' | 'phase' | 'label'> &
  Partial<
    Pick<
      Row,
      'key' | 'at' | 'error' | 'since' | 'until' | 'from' | 'form' | 'style' | 'flag' | 'basis' | 'why'
    >
  > & {
    to?: string | undefined;
    part?: Order['part'];
  };

/** Collects rows while the events are read once, in the order of their numbers. */
export class RowBuilder {
  readonly rows: Row[] = [];
  /** 1 until an ICE restart. */
  generation = 1;

  constructor(
    readonly columns: readonly Column[],
    readonly start: number,
  ) {}

  other(id: string): string | undefined {
    return otherEnd(this.columns, id);
  }

  add(event: EventHeader, told: Told): Row {
    const { part = 0, ...more } = told;
    const seen = more.style === undefined || more.style === 'measured' ? [this.observed(event)] : [];
    const row: Row = {
      key: part === 0 ? `${event.n}` : `${event.n}${part < 0 ? 'b' : 'f'}`,
      at: event.at - this.start,
      error: event.uncertaintyMs,
      since: undefined,
      until: undefined,
      from: event.from,
      to: undefined,
      form: more.to === undefined ? 'mark' : 'arrow',
      style: event.source.kind,
      flag: undefined,
      reports: 1,
      generation: this.generation,
      seen,
      basis: event.source.basis,
      why: undefined,
      order: { observer: observerOf(event), n: event.n, part },
      ...more,
    };
    this.rows.push(row);
    return row;
  }

  observed(event: EventHeader): Observation {
    const { n, source, at, uncertaintyMs } = event;
    return { n, where: source.where, by: source.by, at: at - this.start, error: uncertaintyMs };
  }
}

/** Who numbered its events in the order in which they happened; signaling does so for each sender. */
export const observerOf = ({ source }: EventHeader): string =>
  isEnd(source.where) || source.where === 'signaling' ? `${source.where} ${source.by ?? ''}` : source.where;

const isEnd = (where: string): boolean => where === 'browser' || where === 'media-peer';

/** What an end observed is told from that end, whichever way it went. */
export function asOwn<T extends EventHeader>(event: T): T {
  const { by, where } = event.source;
  return by === undefined || by === event.from || !isEnd(where) ? event : { ...event, from: by };
}

/** Pieces of a label; what is missing leaves no trace. */
export const label = (...pieces: (Piece | undefined)[]): Piece[] =>
  pieces.filter(piece => piece !== undefined);

export const say = (key: MessageKey, params?: Record<string, string | number>): Piece => ({
  say: message(key, params),
});

export const wire = (...parts: (string | number | undefined)[]): Piece | undefined => {
  const words = parts.filter(part => part !== undefined && part !== '').join(' ');
  return words === '' ? undefined : { wire: words };
};

export const inMs = (value: number | undefined): Piece | undefined =>
  value === undefined ? undefined : { ms: value };
