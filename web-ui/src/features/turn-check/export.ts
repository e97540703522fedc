import { t } from '../../i18n/i18n';
import { milliseconds } from '../../shared/format';
import { stageNames, type Stage, type TurnRun, type UrlCheck } from './model';
import { findingWords, problemLine, stageLine, summarise, vantageWord } from './words';

/** A result one can send to a colleague. User names and credentials are not in a run, so they can not be in here. */
type Cell = string;

function rowsOf(run: TurnRun): Cell[][] {
  const head = [
    t('turn.url'),
    t('turn.transport'),
    t('turn.seenFrom'),
    ...stageNames.map(name => t(`turn.stage.${name}`)),
  ];
  return [head, ...run.checks.map(row)];
}

function row(check: UrlCheck): Cell[] {
  const stages = check.problem
    ? [problemLine(check.problem), '', '', '']
    : check.stages.map(stage => stageLine(stage));
  const url = check.asked ? `${check.url} (${t('turn.asked', { url: check.asked })})` : check.url;
  return [url, check.transport.toUpperCase(), vantageWord(check), ...stages];
}

function findingLines(run: TurnRun): string[] {
  return run.checks.flatMap(check =>
    check.findings.map(finding => {
      const { text, next } = findingWords(finding, check.vantage);
      const words = [text.text, next?.text].filter(Boolean).join(' ');
      return `${t('turn.both', { url: check.url, from: vantageWord(check) })}: ${words}`;
    }),
  );
}

function headLines(run: TurnRun): string[] {
  const time = new Date(run.startedAt).toISOString();
  const lines = [t('turn.tookAt', { time, took: milliseconds(run.took) }), summarise(run).text];
  if (run.vantage) lines.push(t('turn.serverAt', { vantage: run.vantage }));
  return lines;
}

export function asMarkdown(run: TurnRun): string {
  const [head, ...rows] = rowsOf(run);
  const line = (cells: readonly Cell[]): string => `| ${cells.map(escaped).join(' | ')} |`;
  const findings = findingLines(run).map(text => `- ${text}`);
  return [
    `## ${t('turn.title')}`,
    '',
    ...headLines(run).flatMap(text => [text, '']),
    line(head!),
    line(head!.map(() => '---')),
    ...rows.map(line),
    ...(findings.length > 0 ? ['', ...findings] : []),
    '',
  ].join('\n');
}

const escaped = (cell: Cell): string => cell.replaceAll('|', '\\|').replace(/\s*\n\s*/g, ' ');

/** For a mail or a terminal: one block per row instead of columns that would break. */
export function asText(run: TurnRun): string {
  const [head, ...rows] = rowsOf(run);
  const width = Math.max(...head!.map(word => word.length)) + 2;
  const blocks = rows.map(cells =>
    cells
      .flatMap((cell, index) => (cell === '' ? [] : [`${`${head![index]}:`.padEnd(width)}${cell}`]))
      .join('\n'),
  );
  const findings = findingLines(run).map(text => `* ${text}`);
  const parts = [t('turn.title'), headLines(run).join('\n'), ...blocks, findings.join('\n')];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

/** The same shape as the service's report, with the observer at each check. */
export function asJson(run: TurnRun): string {
  const document = {
    format: 'webrtc-lab-turn-checks',
    version: 1,
    at: new Date(run.startedAt).toISOString(),
    ...(run.took === undefined ? {} : { tookMs: Math.round(run.took) }),
    state: run.state,
    ...(run.vantage === undefined ? {} : { serverVantage: run.vantage }),
    checks: run.checks.map(check => ({
      vantage: check.vantage,
      url: check.url,
      ...(check.asked === undefined ? {} : { asked: check.asked }),
      transport: check.transport,
      ...(check.server === undefined ? {} : { server: check.server }),
      state: check.state,
      ...(check.passed === undefined ? {} : { passed: check.passed }),
      ...(check.problem === undefined ? {} : { problem: check.problem.code }),
      stages: check.stages.map(stageDocument),
      findings: check.findings.map(finding => ({
        ...finding,
        sentence: findingWords(finding, check.vantage).text.text,
      })),
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function stageDocument({ loss, rttP50, rttP99, throughput, ...rest }: Stage): object {
  return {
    ...rest,
    ...(loss === undefined ? {} : { lossPercent: loss * 100 }),
    ...(rttP50 === undefined ? {} : { rttMsP50: rttP50 }),
    ...(rttP99 === undefined ? {} : { rttMsP99: rttP99 }),
    ...(throughput === undefined ? {} : { throughputBitsPerSecond: Math.round(throughput) }),
  };
}
