import { ms } from '../../../shared/units';
import { assessBrowserCheck } from '../browser-analysis';
import type { CheckEvent, End, Untimed } from '../browser-events';
import type { UrlCheck } from '../model';
import { readUrl, type ServerUrl } from '../urls';

export const wallClock = Date.parse('2026-11-21T12:00:00Z');

const target = (url: string): ServerUrl => {
  const read = readUrl(url);
  if ('key' in read) throw new Error(read.key);
  return read;
};

/** Events ten milliseconds apart. */
export const trace = (...events: Untimed<CheckEvent>[]): CheckEvent[] =>
  events.map((event, index) => ({ ...event, at: ms(100 + 10 * index) }) as CheckEvent);

export const error = (code: number, text: string, end: End = 'near'): Untimed<CheckEvent> => ({
  kind: 'error',
  end,
  url: 'turn:h',
  code,
  text,
});
export const started = { kind: 'started' } as const;
export const gathered = (end: End = 'near') => ({ kind: 'gathered', end }) as const;
export const deadline = { kind: 'deadline', after: ms(15_000) } as const;

/** What a page says of a URL after these events, at `wallClock`. */
export const assess = (url: string, events: CheckEvent[], username = 'alice'): UrlCheck =>
  assessBrowserCheck(target(url), username, events, wallClock);

/** The results of the four stages, in their order. */
export const results = (check: UrlCheck): string => check.stages.map(stage => stage.result).join(' ');

export const codes = (check: UrlCheck): string[] => check.findings.map(finding => finding.code);
