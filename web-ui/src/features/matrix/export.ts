import { t } from '../../i18n/i18n';
import type { CellBody, CellOutcome, FromPeer, MatrixBody } from '../../protocol/networks';
import { axes, outcomeOf, viewCell } from './analysis';

/** The file of `./lab matrix --json`, made of the document the page shows. */
export interface MatrixFile {
  startedAt: string | null;
  networks: string[];
  cells: {
    from: string;
    to: string;
    fromPeer: FromPeer;
    forecast: CellBody['forecast'];
    outcome: CellBody['outcome'];
    agree: boolean | null;
    connected: boolean | null;
    msToConnect: number | null;
    msToFirstFrame: number | null;
    session: string | null;
  }[];
}

export function matrixFile(document: MatrixBody): MatrixFile {
  return {
    startedAt: isoTime(document.startedAt),
    networks: [...document.networks],
    cells: document.cells.map(cell => ({
      from: cell.from,
      to: cell.to,
      fromPeer: cell.fromPeer,
      forecast: cell.forecast ?? null,
      outcome: cell.outcome ?? null,
      agree: cell.agree ?? null,
      connected: cell.connected ?? null,
      msToConnect: cell.msToConnect ?? null,
      msToFirstFrame: cell.msToFirstFrame ?? null,
      session: cell.session ?? null,
    })),
  };
}

/** Times of the services are ISO texts or milliseconds since 1970. */
export function isoTime(value: string | number | null | undefined): string | null {
  if (value === null || value === undefined) return null;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

/** Both matrices as tables for a text, in the language of the page. */
export function matrixMarkdown(document: MatrixBody): string {
  const started = isoTime(document.startedAt);
  const lines = [
    `# ${t('matrix.title')}`,
    '',
    started ? t('matrix.markdownStarted', { at: started }) : t('matrix.state.never'),
  ];
  for (const fromPeer of ['media-peer', 'browser'] as const) {
    const { from, to } = axes(document, fromPeer);
    if (from.length === 0) continue;
    lines.push('', `## ${t(`matrix.${fromPeer}`)}`, '');
    lines.push(`| ${[t('matrix.corner'), ...to].map(escaped).join(' | ')} |`);
    lines.push(`| --- |${to.map(() => ' --- |').join('')}`);
    for (const row of from) {
      const cells = to.map(column => {
        const key = { from: row, to: column, fromPeer };
        return cellText(
          document.cells.find(
            cell => cell.from === key.from && cell.to === key.to && cell.fromPeer === fromPeer,
          ),
        );
      });
      lines.push(`| ${[`**${escaped(row)}**`, ...cells].join(' | ')} |`);
    }
  }
  lines.push('', t('matrix.markdownLegend'), '');
  return lines.join('\n');
}

const escaped = (text: string): string => text.replace(/[\\|`*_<>[\]]/g, '\\$&').replace(/\s+/g, ' ');
const whole = (value: number): string => String(Math.round(value));

export const outcomeName = (outcome: CellOutcome | undefined): string =>
  t(outcome === undefined ? 'common.unknown' : `matrix.outcome.${outcome}`);

function cellText(cell: CellBody | undefined): string {
  const view = viewCell(cell);
  if (!cell || view.kind === 'absent') return '–';
  if (view.kind !== 'done') return view.kind === 'running' ? t('matrix.cellState.running') : '–';
  const forecast = outcomeOf(cell.forecast);
  const agree =
    cell.agree === true ? ' ✓' : cell.agree === false ? ` ≠ ${forecast ? outcomeName(forecast) : '?'}` : '';
  const time = typeof cell.msToConnect === 'number' ? `, ${whole(cell.msToConnect)} ms` : '';
  return escaped(`${outcomeName(view.outcome)}${agree}${time}`);
}
