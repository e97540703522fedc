/** What the browser counts of the data channels of one connection (W3C webrtc-stats §8.12). Pure. */
import type { StatsObject } from '../candidates/analysis';

/** Counters of one channel since it was opened. */
export interface ChannelCounters {
  peer: string;
  label: string;
  state: string;
  messagesSent: number | undefined;
  bytesSent: number | undefined;
  messagesReceived: number | undefined;
  bytesReceived: number | undefined;
  /** Bytes that wait to be sent. */
  buffered: number | undefined;
}

/** Counters, and what they grew per second since the last report; undefined where that is not known. */
export interface ChannelFigures extends ChannelCounters {
  /** bit/s. */
  sending: number | undefined;
  receiving: number | undefined;
}

const count = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/** The channels of one report, in the order of their labels as given. */
export function channelsIn(
  peer: string,
  report: readonly StatsObject[],
  channels: readonly { label: string; readyState: string; bufferedAmount: number }[],
): ChannelCounters[] {
  return channels.map(({ label, readyState, bufferedAmount }) => {
    const stats = report.find(entry => entry.type === 'data-channel' && entry['label'] === label);
    return {
      peer,
      label,
      state: readyState,
      messagesSent: count(stats?.['messagesSent']),
      bytesSent: count(stats?.['bytesSent']),
      messagesReceived: count(stats?.['messagesReceived']),
      bytesReceived: count(stats?.['bytesReceived']),
      buffered: bufferedAmount,
    };
  });
}

/** @param seconds between the two reports */
export function figuresBetween(
  before: readonly ChannelCounters[],
  now: readonly ChannelCounters[],
  seconds: number,
): ChannelFigures[] {
  const rate = (from: number | undefined, to: number | undefined): number | undefined =>
    from === undefined || to === undefined || to < from || seconds <= 0
      ? undefined
      : ((to - from) * 8) / seconds;
  return now.map(channel => {
    const old = before.find(({ peer, label }) => peer === channel.peer && label === channel.label);
    return {
      ...channel,
      sending: rate(old?.bytesSent, channel.bytesSent),
      receiving: rate(old?.bytesReceived, channel.bytesReceived),
    };
  });
}
