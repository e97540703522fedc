import type {
  TurnCheckBody,
  TurnFindingBody,
  TurnReportBody,
  TurnStageBody,
  TurnStageEvent,
} from '../../protocol/turn-check';
import { isLoopbackName } from '../../shared/loopback';
import { bitsPerSecond, ms, ratio } from '../../shared/units';
import {
  stageNames,
  type Finding,
  type Stage,
  type StageName,
  type StageResult,
  type UrlCheck,
} from './model';
import { needsCredential, type ServerUrl } from './urls';

/** What the service shall check in one request: URLs as written, or the lab's own under the service's own names. */
export interface ServerJob {
  urls: ServerUrl[];
  ownServers: boolean;
}

/**
 * The lab's own servers are named for the browser (`127.0.0.1` on the machine of the lab) and would mean something else
 * to the service: with the lab's credential they are left to the service, which knows its own name for them.
 */
export function jobsFor(
  urls: readonly ServerUrl[],
  labUrls: ReadonlySet<string>,
  ownCredential: boolean,
): ServerJob[] {
  const lab = ownCredential ? [] : urls.filter(({ url }) => labUrls.has(url));
  const written = urls.filter(url => !lab.includes(url));
  return [
    ...(lab.length > 0 ? [{ urls: lab, ownServers: true }] : []),
    ...(written.length > 0 ? [{ urls: written, ownServers: false }] : []),
  ];
}

/** A row of the service before it has said anything. */
export function emptyServerCheck(url: ServerUrl): UrlCheck {
  return {
    vantage: 'server',
    url: url.url,
    transport: url.transport,
    state: 'waiting',
    stages: stageNames.map(stage => ({
      stage,
      result: stage === 'reachable' || needsCredential(url) ? 'waiting' : 'skipped',
    })),
    findings: [],
  };
}

/** The row a check of the service belongs to: by URL, or, for the lab's own servers, by scheme and transport. */
export function rowFor(
  rows: readonly UrlCheck[],
  { url, transport }: { url: string; transport?: string },
  ownServers: boolean,
): UrlCheck | undefined {
  const same = rows.filter(row => row.url === url);
  const exact = same.find(row => transport === undefined || row.transport === transport) ?? same[0];
  if (exact || !ownServers) return exact;
  const scheme = schemeOf(url);
  const wanted = transport ?? transportOf(url);
  return rows.find(row => schemeOf(row.url) === scheme && row.transport === wanted);
}

const schemeOf = (url: string): string => url.slice(0, url.indexOf(':')).toLowerCase();
const transportOf = (url: string): string =>
  /^(turns|stuns):/i.test(url) ? 'tls' : /transport=tcp/i.test(url) ? 'tcp' : 'udp';

/** One stage that was just decided; the first that is still open is the one under way. */
export function withStage(row: UrlCheck, { url, stage }: TurnStageEvent): UrlCheck {
  const read = readStage(typeof stage === 'string' ? { stage } : stage);
  if (!read) return row;
  const stages = row.stages.map(old => (old.stage === read.stage ? read : old));
  return { ...row, ...asked(row, url), state: 'running', stages: underWay(stages) };
}

/** Marks the first open stage of a running row, unless one has failed. */
export function underWay(stages: readonly Stage[]): Stage[] {
  const failed = stages.some(stage => stage.result === 'failed');
  const next = failed
    ? -1
    : stages.findIndex(stage => stage.result === 'waiting' || stage.result === 'active');
  return stages.map((stage, index) => (index === next ? { ...stage, result: 'active' } : stage));
}

/** The last word of the service on one URL. */
export function withCheck(row: UrlCheck, body: TurnCheckBody): UrlCheck {
  const told = (body.stages ?? []).map(readStage).filter(stage => stage !== undefined);
  const stages = stageNames.map(
    name => told.find(stage => stage.stage === name) ?? { stage: name, result: 'unknown' as const },
  );
  const passed =
    body.passed ?? stages.every(stage => stage.result === 'passed' || stage.result === 'skipped');
  const findings = (body.findings ?? []).map(readFinding).filter(finding => finding !== undefined);
  const host = /^\w+:(\[[^\]]+\]|[^:?]+)/.exec(body.url)?.[1] ?? '';
  // The same words mean another machine to the service than to the browser.
  if (!passed && isLoopbackName(host)) findings.push({ code: 'loopback-differs', params: { host } });
  return {
    ...row,
    ...asked(row, body.url),
    ...(body.server ? { server: body.server } : {}),
    state: 'done',
    passed,
    stages,
    findings,
  };
}

const asked = (row: UrlCheck, url: string): { asked?: string } => (url === row.url ? {} : { asked: url });

/** Rows of a finished report; URLs of the service that nobody asked for become no row. */
export function withReport(
  rows: readonly UrlCheck[],
  report: TurnReportBody,
  ownServers: boolean,
): UrlCheck[] {
  const checks = new Map<UrlCheck, TurnCheckBody>();
  for (const body of report.checks ?? []) {
    const row = rowFor(rows, body, ownServers);
    if (row && !checks.has(row)) checks.set(row, body);
  }
  return rows.map(row => {
    const body = checks.get(row);
    return body ? withCheck(row, body) : row;
  });
}

const results: readonly string[] = ['passed', 'failed', 'not-reached', 'skipped'] satisfies StageResult[];

export function readStage(body: TurnStageBody): Stage | undefined {
  const name = stageNames.find(known => known === body.stage);
  if (!name) return undefined;
  const result: StageResult =
    body.result === undefined
      ? 'active'
      : results.includes(body.result)
        ? (body.result as StageResult)
        : 'unknown';
  const stage: Stage = { stage: name satisfies StageName, result };
  const set = <K extends keyof Stage>(key: K, value: Stage[K] | undefined): void => {
    if (value !== undefined && value !== null) stage[key] = value;
  };
  // The service counts from zero; a stage that was not asked took no time.
  if (result === 'passed' || result === 'failed') set('ms', finite(body.ms, ms));
  set('code', body.code);
  set('relayedAddress', body.relayedAddress);
  set('mappedAddress', body.mappedAddress);
  set('lifetimeSeconds', finite(body.lifetimeSeconds, Number));
  set('peer', body.peer);
  set('bytesSent', finite(body.bytesSent, Number));
  set('bytesEchoed', finite(body.bytesEchoed, Number));
  set(
    'loss',
    finite(body.lossPercent, percent => ratio(percent / 100)),
  );
  set('rttP50', finite(body.rttMsP50, ms));
  set('rttP99', finite(body.rttMsP99, ms));
  set('throughput', finite(body.throughputBitsPerSecond, bitsPerSecond));
  return stage;
}

const finite = <T>(value: number | undefined, convert: (value: number) => T): T | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? convert(value) : undefined;

function readFinding(body: TurnFindingBody): Finding | undefined {
  if (!body.code && !body.text) return undefined;
  return {
    code: body.code ?? 'unnamed',
    ...(body.params ? { params: body.params } : {}),
    ...(body.text ? { text: body.text } : {}),
    ...(body.next ? { next: body.next } : {}),
  };
}
