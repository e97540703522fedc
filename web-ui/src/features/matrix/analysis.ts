import { known, message, t, type Message } from '../../i18n/i18n';
import type {
  CellBody,
  CellEnd,
  CellOutcome,
  ForecastReason,
  FromPeer,
  MatrixBody,
} from '../../protocol/networks';
import type { Unknown } from '../../protocol/rest';
import type { CellKey, Mark } from './model';

const outcomes: readonly string[] = ['direct', 'stun', 'relay-udp', 'relay-tcp', 'relay-tls', 'failed'];

export const sameCell = (a: CellKey, b: CellKey): boolean =>
  a.from === b.from && a.to === b.to && a.fromPeer === b.fromPeer;

export const cellAt = (document: MatrixBody, key: CellKey): CellBody | undefined =>
  document.cells.find(cell => sameCell(cell, key));

/** The document with one cell replaced; what is done is counted anew, since the event carries only the cell. */
export function withCell(document: MatrixBody, cell: CellBody): MatrixBody {
  const at = document.cells.findIndex(other => sameCell(other, cell));
  const cells = at < 0 ? [...document.cells, cell] : document.cells.with(at, cell);
  const before = at < 0 ? undefined : document.cells[at];
  const newlyDone = cell.state === 'done' && before?.state !== 'done' ? 1 : 0;
  return { ...document, cells, done: Math.min(document.done + newlyDone, document.total) };
}

/** A value of the wire as an outcome; undefined if it is none (not there, unknown, or of a newer service). */
export function outcomeOf(value: CellBody['outcome'] | CellBody['forecast']): CellOutcome | undefined {
  return typeof value === 'string' && outcomes.includes(value) ? value : undefined;
}

export const unknownOf = (value: unknown): Unknown | undefined =>
  typeof value === 'object' && value !== null && typeof (value as Unknown).unknown === 'string'
    ? (value as Unknown)
    : undefined;

export function markOf(outcome: CellOutcome | undefined): Mark {
  if (outcome === undefined) return 'unknown';
  return outcome === 'direct' || outcome === 'stun' || outcome === 'failed' ? outcome : 'relay';
}

/** How a cell stands, ready to be drawn and said. */
export type CellView =
  | { kind: 'absent' }
  | { kind: 'waiting'; why: string | undefined }
  | { kind: 'running' }
  | { kind: 'done'; outcome: CellOutcome | undefined; unknown: Unknown | undefined };

export function viewCell(cell: CellBody | undefined): CellView {
  if (!cell) return { kind: 'absent' };
  switch (cell.state) {
    case 'running':
      return { kind: 'running' };
    case 'done': {
      const outcome = outcomeOf(cell.outcome);
      const unknown = unknownOf(cell.outcome);
      // Done without a result: it could not be run, and `why` says so.
      if (!outcome && !unknown) return { kind: 'waiting', why: cell.why ?? undefined };
      return { kind: 'done', outcome, unknown };
    }
    default:
      return { kind: 'waiting', why: cell.why ?? undefined };
  }
}

export const cellMark = (view: CellView): Mark =>
  view.kind === 'done' ? markOf(view.outcome) : view.kind === 'running' ? 'running' : 'waiting';

/** The rows and columns: the networks as the service lists them, then any a cell names besides. */
export function axes(document: MatrixBody, fromPeer: FromPeer): { from: string[]; to: string[] } {
  const cells = document.cells.filter(cell => cell.fromPeer === fromPeer);
  const ordered = (used: Set<string>): string[] => [
    ...document.networks.filter(name => used.has(name)),
    ...[...used].filter(name => !document.networks.includes(name)),
  ];
  return {
    from: ordered(new Set(cells.map(cell => cell.from))),
    to: ordered(new Set(cells.map(cell => cell.to))),
  };
}

/** How often forecast and outcome agreed, of those where both are known. */
export function agreement(cells: readonly CellBody[]): { agreed: number; compared: number } {
  const compared = cells.filter(cell => cell.state === 'done' && typeof cell.agree === 'boolean');
  return { agreed: compared.filter(cell => cell.agree === true).length, compared: compared.length };
}

/** The sentence of a reason in the language of the page, or as the service wrote it where the code is new. */
export function readReason(reason: ForecastReason): Message | string {
  const key = `forecastReason.${reason.code}`;
  return known(key) ? message(key, reason.params ?? {}) : (reason.text ?? reason.code ?? '');
}

/** The same sentence with the networks of the cell for its ends, and its words in the language of the page. */
export function withNames<T extends { params?: Record<string, string> | null }>(text: T, cell: CellKey): T {
  const params: Record<string, string> = { ...text.params };
  if (params['end'] === 'from' || params['end'] === 'to') params['end'] = cell[params['end']];
  const filtering = `nat.value.${params['filtering']}`;
  if (known(filtering)) params['filtering'] = t(filtering);
  const fact = `nat.${params['fact']}`;
  if (known(fact)) params['fact'] = t(fact);
  if (params['transport']) params['transport'] = params['transport'].toUpperCase();
  return { ...text, params };
}

/** What would decide an unknown forecast. */
export function readDecides(unknown: Unknown & { decidedBy?: string | null }): Message | string | undefined {
  const key = `forecastDecides.${unknown.code}`;
  return known(key) ? message(key) : (unknown.decidedBy ?? undefined);
}

/** A reason that is a code of this page, or an English sentence of the service. */
export function readText(family: 'matrixWhy', told: string): { text: string; lang: 'en' | undefined } {
  const key = `${family}.${told}`;
  return known(key) ? { text: t(key), lang: undefined } : { text: told, lang: 'en' };
}

export const relayTransport = (end: CellEnd): string | undefined => end.relayProtocol?.toUpperCase();

/** Why something is not known: translated where the code is known here, else the service's own words. */
export function readWhy(unknown: Unknown): Message | string {
  for (const key of [`forecastUnknown.${unknown.code}`, `natUnknown.${unknown.code}`]) {
    if (known(key)) return message(key, unknown.params ?? {});
  }
  return unknown.unknown;
}
