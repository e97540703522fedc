import { describe, expect, it } from 'vitest';
import { channelsIn, figuresBetween } from './statistics';

const channel = { label: 'file', readyState: 'open', bufferedAmount: 5 };
const stats = (bytesSent: number) => [
  { id: 'T', type: 'transport' },
  { id: 'D', type: 'data-channel', label: 'file', messagesSent: 2, bytesSent, bytesReceived: 0 },
];

describe('statistics of the data channels', () => {
  it('are those of the browser, with what waits here', () => {
    expect(channelsIn('a', stats(10), [channel])).toEqual([
      {
        peer: 'a',
        label: 'file',
        state: 'open',
        messagesSent: 2,
        bytesSent: 10,
        messagesReceived: undefined,
        bytesReceived: 0,
        buffered: 5,
      },
    ]);
  });

  it('are unknown, not zero, where the browser counts nothing', () => {
    expect(channelsIn('a', [], [channel])[0]).toMatchObject({
      messagesSent: undefined,
      bytesSent: undefined,
    });
  });

  it.each([
    [1000, 2000, 2, 4000],
    [1000, 500, 2, undefined],
    [1000, 2000, 0, undefined],
  ])('from %d to %d bytes in %d s are %s bit/s', (from, to, seconds, sending) => {
    const before = channelsIn('a', stats(from), [channel]);
    const now = channelsIn('a', stats(to), [channel]);
    expect(figuresBetween(before, now, seconds)[0]).toMatchObject({
      sending,
      receiving: seconds > 0 ? 0 : undefined,
    });
    expect(figuresBetween([], now, seconds)[0]!.sending).toBeUndefined();
  });
});
