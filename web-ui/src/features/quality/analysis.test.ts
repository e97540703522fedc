import { describe, expect, it } from 'vitest';
import { ms } from '../../shared/units';
import { inboundIn, packetsIn, qualityBetween } from './analysis';
import type { InboundSnapshot } from './model';

const snapshot = (at: number, more: Partial<InboundSnapshot> = {}): InboundSnapshot => ({
  at: ms(at),
  bytesReceived: undefined,
  packetsReceived: undefined,
  packetsLost: undefined,
  framesDecoded: undefined,
  framesDropped: undefined,
  jitter: undefined,
  roundTripTime: undefined,
  width: undefined,
  height: undefined,
  codec: undefined,
  ...more,
});

describe('quality', () => {
  it('should give rates of the interval, not averages of the call', () => {
    const before = snapshot(1000, {
      bytesReceived: 1_000_000,
      framesDecoded: 300,
      packetsReceived: 900,
      packetsLost: 90,
    });
    const now = snapshot(3000, {
      bytesReceived: 1_250_000,
      framesDecoded: 360,
      packetsReceived: 1098,
      packetsLost: 92,
    });
    expect(qualityBetween(before, now)).toMatchObject({
      bitrate: 1_000_000,
      framesPerSecond: 30,
      loss: 0.01,
    });
  });

  it('should know nothing after a counter went back', () => {
    const quality = qualityBetween(
      snapshot(0, { bytesReceived: 500 }),
      snapshot(1000, { bytesReceived: 10 }),
    );
    expect(quality.bitrate).toBeUndefined();
  });

  it('should not take missing counters for zero', () => {
    expect(qualityBetween(snapshot(0), snapshot(1000))).toMatchObject({
      bitrate: undefined,
      loss: undefined,
    });
  });

  it('should read the stream that has packets and the round trip of the selected pair', () => {
    const report = [
      { id: 'T', type: 'transport', selectedCandidatePairId: 'P' },
      { id: 'P', type: 'candidate-pair', currentRoundTripTime: 0.003 },
      { id: 'A', type: 'inbound-rtp', kind: 'audio', packetsReceived: 0 },
      { id: 'V', type: 'inbound-rtp', kind: 'video', packetsReceived: 7, codecId: 'C', jitter: 0.002 },
      { id: 'C', type: 'codec', mimeType: 'video/VP8' },
    ];
    expect(inboundIn(report, ms(5))).toMatchObject({
      packetsReceived: 7,
      roundTripTime: 3,
      jitter: 2,
      codec: 'VP8',
    });
    expect(packetsIn(report)).toBe(7);
    expect(packetsIn([])).toBeUndefined();
  });
});
