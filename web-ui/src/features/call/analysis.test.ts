import { describe, expect, it } from 'vitest';
import { ms } from '../../shared/units';
import { assessStages, failedStage } from './analysis';
import { withoutSecrets } from './exchange';
import type { CallRecord, Marks } from './model';
import { outcomeOf } from './outcome';
import { boundByFirstFrame, end, mark, newRecord } from './record';

const settings = { icePolicy: 'all', signalingMode: 'websocket', peer: 'auto', source: 'pattern' } as const;

function call(marks: Record<string, number>, change: Partial<CallRecord> = {}): CallRecord {
  const record = newRecord(1, 0, settings, false, ms(1000));
  return { ...record, phase: 'connecting', ...change, marks: { ...record.marks, ...(marks as Marks) } };
}

const statuses = (record: CallRecord): string =>
  assessStages(record)
    .map(stage => stage.status)
    .join(' ');

describe('stages', () => {
  it('should tell milliseconds since the click', () => {
    expect(assessStages(call({ joined: 1012.5 }))[0]).toMatchObject({
      name: 'signaling',
      status: 'done',
      at: 12.5,
    });
  });

  it('should wait at the first stage that is not passed', () => {
    expect(statuses(call({ joined: 1010, firstLocalCandidate: 1011 }))).toBe(
      'done active active waiting waiting waiting waiting waiting',
    );
  });

  it('should not call a stage failed that was passed unseen', () => {
    const record = call({ joined: 1, answerApplied: 2, iceConnected: 3, dtlsConnected: 4 });
    expect(statuses(record)).toBe('done active done done not-observable done active waiting');
  });

  it('should name the stage a call failed in', () => {
    const record = call({ joined: 1, gatheringComplete: 2, answerApplied: 3 });
    end(record, 'failed', { why: 'ice-failed' });
    expect(statuses(record)).toBe('done done done failed not-reached not-reached not-reached not-reached');
  });

  it('should not call a call failed that was stopped or had worked', () => {
    const stopped = call({});
    end(stopped, 'ended', { why: 'stopped-here' });
    expect(failedStage(stopped)).toBeUndefined();
    const worked = call({ firstFrame: 5 });
    end(worked, 'recalling', { why: 'frames-stalled' });
    expect(failedStage(worked)).toBeUndefined();
  });

  it('should not show a step later than the frame that needed it', () => {
    const record = call({ joined: 1010, answerReceived: 1020, dtlsConnected: 1095, firstFrame: 1070 });
    boundByFirstFrame(record, ms(1070));
    expect(assessStages(record).find(stage => stage.name === 'dtls')).toMatchObject({
      at: 70,
      earlierBy: 50,
    });
  });

  it('should keep the first moment of a mark', () => {
    const record = call({});
    expect([mark(record, 'joined', ms(5)), mark(record, 'joined', ms(9))]).toEqual([true, false]);
    expect(record.marks.joined).toBe(5);
  });
});

describe('outcome', () => {
  it('should wait for the path and then tell it with the time', () => {
    const record = call({ firstFrame: 1088.04 });
    expect(outcomeOf(record, undefined)).toBeUndefined();
    expect(outcomeOf(record, 'relay-tcp')).toEqual({
      type: 'outcome',
      stage: 'first-frame',
      result: 'passed',
      path: 'relay-tcp',
      ms_to_first_frame: 88,
    });
    expect(outcomeOf(record, 'unknown')).not.toHaveProperty('path');
  });

  it('should name the stage of a failure and keep silent about a stop', () => {
    const failed = call({ joined: 1, answerApplied: 2 });
    end(failed, 'failed', { why: 'ice-failed' });
    expect(outcomeOf(failed, undefined)).toMatchObject({ stage: 'checks', result: 'failed' });
    const stopped = call({});
    end(stopped, 'ended', { why: 'stopped-here' });
    expect(outcomeOf(stopped, undefined)).toBeUndefined();
  });
});

describe('raw messages', () => {
  it('should not show the ICE password', () => {
    expect(withoutSecrets('a=ice-ufrag:ab\r\na=ice-pwd:0123456789\r\n')).toBe(
      'a=ice-ufrag:ab\r\na=ice-pwd:<10>\r\n',
    );
  });
});
