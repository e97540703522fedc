import { currentLanguage, known, t } from '../../i18n/i18n';
import { bitrate, milliseconds, number, percent } from '../../shared/format';
import type { RequestProblem } from '../../shared/http';
import type { Finding, Stage, TurnRun, UrlCheck, Vantage } from './model';

/** A sentence, and whether it is in the service's own English because the page does not know its code. */
export interface Words {
  text: string;
  foreign: boolean;
}

export interface FindingWords {
  text: Words;
  next: Words | undefined;
  good: boolean;
}

const good: readonly string[] = ['turn-ok', 'stun-ok', 'browser-same-address'];

/** The service explains its findings in detail; what a page finds under the same code it finds with fewer details. */
export function findingWords(finding: Finding, vantage: Vantage): FindingWords {
  const isGood = good.includes(finding.code);
  const of = (name: 'text' | 'next'): Words | undefined => {
    const own = finding[name];
    if (own !== undefined && currentLanguage() === 'en') return { text: own, foreign: false };
    const service =
      vantage === 'server' ? translated(`turnService.${finding.code}.${name}`, finding) : undefined;
    return (
      service ?? translated(`turnFinding.${finding.code}.${name}`, finding) ?? (own ? told(own) : undefined)
    );
  };
  return { text: of('text') ?? told(finding.code), next: isGood ? undefined : of('next'), good: isGood };
}

const told = (text: string): Words => ({ text, foreign: true });

/** A sentence with a gap would be worse than the service's own. */
function translated(key: string, { params }: Finding): Words | undefined {
  if (!known(key)) return undefined;
  const text = t(key, readable(params ?? {}));
  return text.includes('{{') ? undefined : { text, foreign: false };
}

function readable(params: Record<string, string | number>): Record<string, string | number> {
  const at = params['expiredAt'];
  const moment = typeof at === 'string' ? new Date(at) : undefined;
  return moment && !Number.isNaN(moment.getTime())
    ? { ...params, expiredAt: moment.toLocaleString() }
    : params;
}

export interface ProblemWords {
  title: string;
  next: string;
  said: string | undefined;
}

export function problemWords({ code, detail }: RequestProblem): ProblemWords {
  const of = (name: 'title' | 'next'): string => {
    for (const key of [`turnProblem.${code}.${name}`, `problem.${code}.${name}`])
      if (known(key)) return t(key);
    return t(`turnProblem.other.${name}`);
  };
  return { title: of('title'), next: of('next'), said: detail };
}

/** What a stage told beside its outcome, each with its unit. */
export function stageFacts(stage: Stage): { label: string; value: string; mono: boolean }[] {
  const facts: { label: string; value: string; mono: boolean }[] = [];
  const add = (label: string, value: string | undefined, mono = false): void => {
    if (value !== undefined) facts.push({ label, value, mono });
  };
  add(t('turn.relayed'), stage.relayedAddress, true);
  add(t('turn.mapped'), stage.mappedAddress, true);
  add(
    t('turn.lifetime'),
    stage.lifetimeSeconds === undefined ? undefined : `${number(stage.lifetimeSeconds)} s`,
  );
  add(t('turn.toPeer'), stage.peer, true);
  if (stage.bytesSent !== undefined && stage.bytesEchoed !== undefined) {
    add(t('turn.echoed'), `${number(stage.bytesEchoed)} / ${number(stage.bytesSent)} B`);
  }
  if (stage.rttP50 !== undefined && stage.rttP99 !== undefined) {
    const params = { p50: milliseconds(stage.rttP50), p99: milliseconds(stage.rttP99) };
    add(t('turn.rtt'), t('turn.rttValue', params));
  }
  add(t('turn.loss'), stage.loss === undefined ? undefined : percent(stage.loss));
  add(t('turn.throughput'), stage.throughput === undefined ? undefined : bitrate(stage.throughput));
  return facts;
}

export interface RunSummary {
  tone: 'good' | 'bad' | 'mixed' | 'busy';
  text: string;
  /** URLs that work for one observer and not for the other. */
  differing: string[];
}

export function summarise(run: TurnRun): RunSummary {
  const looked = run.checks.filter(check => check.state === 'done' && check.passed !== undefined);
  const over = run.checks.filter(check => check.state !== 'waiting' && check.state !== 'running');
  const passed = looked.filter(check => check.passed);
  const differing = [...new Set(run.checks.map(({ url }) => url))].filter(url => {
    const outcomes = looked.filter(check => check.url === url).map(check => check.passed);
    return outcomes.includes(true) && outcomes.includes(false);
  });
  const count = { passed: passed.length, total: looked.length };
  if (run.state === 'running') {
    return {
      tone: 'busy',
      text: t('turn.running', { done: over.length, total: run.checks.length }),
      differing,
    };
  }
  if (run.state === 'cancelled') return { tone: 'mixed', text: t('turn.cancelled'), differing };
  if (passed.length === 0) return { tone: 'bad', text: t('turn.nonePassed'), differing };
  if (passed.length < looked.length) return { tone: 'mixed', text: t('turn.somePassed', count), differing };
  const both = new Set(looked.map(({ vantage }) => vantage)).size > 1;
  return { tone: 'good', text: t(both ? 'turn.allPassed' : 'turn.allPassedOne'), differing };
}

/** The outcome of a stage in one line, for a table of text. */
export function stageLine(stage: Stage): string {
  const word = t(`turn.result.${stage.result}`);
  const code = stage.code === undefined ? undefined : t('turn.code', { code: stage.code });
  const time = stage.ms === undefined ? undefined : milliseconds(stage.ms);
  const facts = stageFacts(stage).map(({ label, value }) => `${label} ${value}`);
  return [word, time, code, ...facts].filter(part => part !== undefined).join(', ');
}

export const vantageWord = ({ vantage }: UrlCheck): string =>
  t(vantage === 'server' ? 'turn.server' : 'turn.browser');

export const problemLine = (problem: RequestProblem): string => {
  const { title, said } = problemWords(problem);
  return [title, said].filter(Boolean).join(' ');
};
