import { describe, expect, it } from 'vitest';
import type { TurnReportBody } from '../../protocol/turn-check';
import { emptyServerCheck, jobsFor, readStage, withReport, withStage } from './server-analysis';
import { readUrl, type ServerUrl } from './urls';

const url = (text: string): ServerUrl => readUrl(text) as ServerUrl;
const udp = url('turn:127.0.0.1:3478?transport=udp');
const tcp = url('turn:127.0.0.1:3478?transport=tcp');
const other = url('turn:turn.example.org');
const stun = url('stun:127.0.0.1:3478');

describe('requests to the service', () => {
  const lab = new Set([udp.url, tcp.url]);

  it('leave the lab’s own servers to the service', () => {
    expect(jobsFor([udp, other], lab, false)).toEqual([
      { urls: [udp], ownServers: true },
      { urls: [other], ownServers: false },
    ]);
  });

  it('name the lab’s servers when another credential is tried on them', () => {
    expect(jobsFor([udp, other], lab, true)).toEqual([{ urls: [udp, other], ownServers: false }]);
    expect(jobsFor([], lab, false)).toEqual([]);
  });
});

describe('answers of the service', () => {
  const rows = [udp, tcp].map(emptyServerCheck);
  const report: TurnReportBody = {
    checks: [
      {
        url: 'turn:198.51.100.10:3478?transport=tcp',
        transport: 'tcp',
        server: '198.51.100.10:3478',
        passed: false,
        stages: [
          { stage: 'reachable', result: 'passed', ms: 1.2 },
          { stage: 'credentials', result: 'failed', ms: 2, code: 401 },
          { stage: 'permission', result: 'not-reached' },
          { stage: 'echo', result: 'not-reached' },
        ],
        findings: [{ code: 'turn-credential-wrong', text: 'English.', next: 'Do this.' }],
      },
    ],
  };

  it('find the row of the lab’s own server by its transport', () => {
    const [untouched, read] = withReport(rows, report, true);
    expect(untouched?.state).toBe('waiting');
    expect(read).toMatchObject({
      url: tcp.url,
      asked: 'turn:198.51.100.10:3478?transport=tcp',
      passed: false,
      state: 'done',
    });
    expect(read?.stages.map(stage => [stage.result, stage.code])).toEqual([
      ['passed', undefined],
      ['failed', 401],
      ['not-reached', undefined],
      ['not-reached', undefined],
    ]);
    expect(read?.findings).toEqual([{ code: 'turn-credential-wrong', text: 'English.', next: 'Do this.' }]);
  });

  it('go to no row where the URL was not asked', () => {
    expect(withReport(rows, report, false)).toEqual(rows);
  });

  it('say that a loopback address is another machine for the service', () => {
    const checks = [{ url: udp.url, transport: 'udp', passed: false, stages: [] }];
    const [row] = withReport(rows, { checks }, false);
    expect(row?.findings.map(finding => finding.code)).toEqual(['loopback-differs']);
    expect(row?.stages[0]?.result).toBe('unknown');
  });

  it('show the stage under way while stages arrive', () => {
    const row = withStage(rows[0]!, { url: udp.url, stage: { stage: 'reachable', result: 'passed', ms: 1 } });
    expect(row.stages.map(stage => stage.result)).toEqual(['passed', 'active', 'waiting', 'waiting']);
    const failed = withStage(row, { url: udp.url, stage: { stage: 'credentials', result: 'failed' } });
    expect(failed.stages.map(stage => stage.result)).toEqual(['passed', 'failed', 'waiting', 'waiting']);
  });

  it('ask nothing but an answer of a STUN server', () => {
    expect(emptyServerCheck(stun).stages.map(stage => stage.result)).toEqual([
      'waiting',
      'skipped',
      'skipped',
      'skipped',
    ]);
  });

  it('keep numbers only where there are numbers', () => {
    expect(readStage({ stage: 'echo', result: 'passed', lossPercent: 1, rttMsP50: 0.4 })).toEqual({
      stage: 'echo',
      result: 'passed',
      loss: 0.01,
      rttP50: 0.4,
    });
    expect(readStage({ stage: 'echo', result: 'odd' })?.result).toBe('unknown');
    expect(readStage({ stage: 'tea' })).toBeUndefined();
  });
});
