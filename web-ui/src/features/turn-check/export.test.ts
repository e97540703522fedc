import { describe, expect, it } from 'vitest';
import { useLanguage } from '../../i18n/i18n';
import { bitsPerSecond, ms, ratio } from '../../shared/units';
import { asJson, asMarkdown, asText } from './export';
import type { TurnRun, UrlCheck } from './model';
import { emptyServerCheck } from './server-analysis';
import { readUrl, type ServerUrl } from './urls';
import { findingWords, problemWords, summarise } from './words';

const udp = readUrl('turn:198.51.100.10:3478?transport=udp') as ServerUrl;
const browser: UrlCheck = {
  ...emptyServerCheck(udp),
  vantage: 'browser',
  state: 'done',
  passed: true,
  stages: [
    { stage: 'reachable', result: 'passed' },
    { stage: 'credentials', result: 'passed', ms: ms(62.4), relayedAddress: '198.51.100.10:49170' },
    { stage: 'permission', result: 'passed', ms: ms(3) },
    {
      stage: 'echo',
      result: 'passed',
      ms: ms(120),
      bytesSent: 100_000,
      bytesEchoed: 99_000,
      loss: ratio(0.01),
      rttP50: ms(0.4),
      rttP99: ms(1.1),
      throughput: bitsPerSecond(12_000_000),
    },
  ],
  findings: [{ code: 'turn-echo-lossy', params: { lossPercent: '1.0' } }],
};
const server: UrlCheck = {
  ...emptyServerCheck(udp),
  state: 'unavailable',
  problem: { code: 'target-not-allowed', status: 403 },
};
const run: TurnRun = { state: 'finished', startedAt: 0, took: ms(900), checks: [server, browser] };

describe('a result to send', () => {
  it('is a Markdown table with one row per URL and observer', () => {
    const lines = asMarkdown(run).split('\n');
    expect(lines).toContain('| URL | Transport | Seen from | reachable | credential | permission | echo |');
    expect(lines).toContain(
      '| turn:198.51.100.10:3478?transport=udp | UDP | Browser | passed | passed, 62.4 ms, relayed 198.51.100.10:49170 | passed, 3.0 ms | ' +
        'passed, 120 ms, echoed 99,000 / 100,000 B, round trip 0.4 ms, p99 1.1 ms, lost 1.0 %, throughput 12.00 Mbit/s |',
    );
    expect(lines.find(line => line.includes('Service |'))).toContain(
      'The service checks only servers of this lab.',
    );
  });

  it('is text with one block each', () => {
    expect(asText(run)).toContain('URL:        turn:198.51.100.10:3478?transport=udp');
  });

  it('is JSON in the units of the service', () => {
    const { checks } = JSON.parse(asJson(run)) as { checks: { stages: object[]; problem?: string }[] };
    expect(checks[0]?.problem).toBe('target-not-allowed');
    expect(checks[1]?.stages[3]).toMatchObject({
      lossPercent: 1,
      rttMsP50: 0.4,
      throughputBitsPerSecond: 12_000_000,
    });
  });
});

describe('words', () => {
  it('are the service’s own where the page does not know the code, or lacks a parameter', () => {
    const unknown = { code: 'brand-new', text: 'A new one.', next: 'Do it.' };
    const lossy = {
      code: 'turn-echo-lossy',
      params: { lossPercent: '3', address: '198.51.100.10' },
      text: '3 % lost.',
    };
    expect(findingWords(lossy, 'server').text).toEqual({ text: '3 % lost.', foreign: false });
    expect(findingWords({ code: 'turn-quota-reached' }, 'browser').text.text).toContain('486');
    useLanguage('nl');
    expect(findingWords(unknown, 'server')).toEqual({
      text: { text: 'A new one.', foreign: true },
      next: { text: 'Do it.', foreign: true },
      good: false,
    });
    expect(findingWords(lossy, 'server').text.text).toBe(
      '3 % van de bytes ging verloren tussen client, relay en peer.',
    );
    const { params: _, ...bare } = lossy;
    expect(findingWords(bare, 'server').text).toEqual({ text: '3 % lost.', foreign: true });
    useLanguage('en');
  });

  it('explain refusals', () => {
    expect(problemWords({ code: 'brand-new', detail: 'Said.' }).said).toBe('Said.');
    expect(problemWords({ code: 'not-offered' }).title).toBe('The service does not offer checks.');
  });

  it('sum up what both observers saw', () => {
    expect(summarise(run)).toMatchObject({
      tone: 'good',
      text: expect.stringContaining('one observer') as string,
    });
    const failed: UrlCheck = { ...emptyServerCheck(udp), state: 'done', passed: false };
    expect(summarise({ ...run, checks: [failed, browser] })).toMatchObject({
      tone: 'mixed',
      differing: [udp.url],
    });
    expect(summarise({ ...run, checks: [failed] }).tone).toBe('bad');
    expect(summarise({ ...run, state: 'running' }).text).toBe('Checking 2 of 2');
  });
});
