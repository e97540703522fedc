import { describe, expect, it } from 'vitest';
import { bitsPerSecond, ms, ratio } from '../../shared/units';
import { judgeReceived, judgeSent } from './judgement';
import type { Limitation, QualitySample, SendingSample } from './model';

const sample = (more: Partial<SendingSample> = {}): SendingSample => ({
  at: ms(0),
  bitrate: bitsPerSecond(1_000_000),
  framesPerSecond: 30,
  roundTripTime: ms(20),
  loss: ratio(0),
  jitter: ms(2),
  width: 640,
  height: 360,
  codec: 'VP8',
  limitation: 'none',
  available: undefined,
  ...more,
});

const seconds = (count: number, more: Partial<SendingSample> = {}): SendingSample[] =>
  Array.from({ length: count }, () => sample(more));

describe('the judgement of a picture', () => {
  it.each([judgeReceived, judgeSent])('is none while the camera is off', judge => {
    expect(judge(seconds(6, { framesPerSecond: 0 }), false)).toEqual({
      grade: 'unknown',
      reasons: [expect.objectContaining({ key: 'quality.judged.noPicture' })],
    });
  });
});

describe('the judgement of a received picture', () => {
  it.each<[string, Partial<QualitySample>, string, string]>([
    ['nothing stands out', {}, 'good', 'quality.judged.nothing'],
    ['a little loss', { loss: ratio(0.02) }, 'fair', 'quality.judged.loss.fair'],
    ['much loss', { loss: ratio(0.07) }, 'poor', 'quality.judged.loss.poor'],
    ['a long way', { roundTripTime: ms(350) }, 'fair', 'quality.judged.roundTripTime.fair'],
    ['a way too long to talk', { roundTripTime: ms(900) }, 'poor', 'quality.judged.roundTripTime.poor'],
    ['uneven arrival', { jitter: ms(45) }, 'fair', 'quality.judged.jitter.fair'],
    ['very uneven arrival', { jitter: ms(120) }, 'poor', 'quality.judged.jitter.poor'],
    ['jerky movement', { framesPerSecond: 12 }, 'fair', 'quality.judged.frames.fair'],
    ['a row of stills', { framesPerSecond: 3 }, 'poor', 'quality.judged.frames.poor'],
    ['no frame at all', { framesPerSecond: 0 }, 'poor', 'quality.judged.frames.none'],
  ])('with %s', (_, more, grade, reason) => {
    const judgement = judgeReceived(seconds(6, more));
    expect(judgement.grade).toBe(grade);
    expect(judgement.reasons[0]!.key).toBe(reason);
  });

  it('is open before there are two samples', () => {
    expect(judgeReceived([]).grade).toBe('unknown');
    expect(judgeReceived(seconds(1)).grade).toBe('unknown');
    expect(judgeReceived(seconds(6, { framesPerSecond: undefined })).grade).toBe('unknown');
  });

  it('does not follow one bad second', () => {
    expect(judgeReceived([...seconds(4), sample({ loss: ratio(0.3) })]).grade).toBe('good');
  });

  it('names a drop against the usual rate', () => {
    const judgement = judgeReceived([...seconds(20), ...seconds(5, { framesPerSecond: 17 })]);
    expect(judgement).toMatchObject({ grade: 'fair', reasons: [{ params: { value: 17, usual: 30 } }] });
  });

  it('has the worst reason first', () => {
    const judgement = judgeReceived(seconds(5, { jitter: ms(45), roundTripTime: ms(900) }));
    expect(judgement.reasons.map(({ key }) => key)).toEqual([
      'quality.judged.roundTripTime.poor',
      'quality.judged.jitter.fair',
    ]);
  });
});

describe('the judgement of a sent picture', () => {
  it.each<[Limitation, number]>([
    ['cpu', 1],
    ['bandwidth', 1],
    ['other', 1],
    ['none', 0],
  ])('with the limitation %s', (limitation, remarks) => {
    const judgement = judgeSent(seconds(5, { limitation }));
    expect(judgement.reasons.filter(({ key }) => key.startsWith('quality.judged.limited'))).toHaveLength(
      remarks,
    );
  });

  it('does not speak of a limitation of a moment', () => {
    expect(judgeSent([...seconds(4, { limitation: 'cpu' }), sample()]).grade).toBe('good');
  });
});
