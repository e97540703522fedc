/**
 * What arrives of a broadcast: messages numbered from 0 over a channel that neither orders nor repeats (RFC 3758), so
 * gaps are losses and not waiting. Pure: no clock, no channel.
 */

/** Messages per second to each recipient. */
export const perSecond = 20;
/** Most messages that are sent at once after the page was held up; a hidden page gets a timer once a second. */
export const mostAtOnce = 20;
/** How far back a late message is still told from a repeated one. */
const remembered = 1024;
/** Latencies that the percentiles are taken from: the last 30 s. */
const keptLatencies = 600;

/** When a message was sent or arrived on the lab clock, ms since 1970, and how wrong that may be, ± ms. */
export interface LabTime {
  at: number;
  error: number;
}

export interface Reception {
  run: number;
  /** Different messages that arrived. */
  received: number;
  /** One more than the highest number that arrived or was announced. */
  expected: number;
  /** Arrived after one with a higher number. */
  outOfOrder: number;
  /** Arrived before, or too far behind to tell. */
  repeated: number;
  /** The sender said that no more follow. */
  ended: boolean;
  /** Numbers below this one are no longer told apart. */
  from: number;
  /** Numbers that arrived, from `from` on. */
  seen: ReadonlySet<number>;
  /** One-way delays, ms, newest last. */
  latencies: readonly number[];
  /** Largest sum of both clocks' errors among them, ± ms. */
  error: number | undefined;
}

export interface Figures {
  received: number;
  lost: number;
  /** Lost of expected, 0 to 1; undefined before anything was expected. */
  loss: number | undefined;
  outOfOrder: number;
  p50: number | undefined;
  p99: number | undefined;
  error: number | undefined;
}

export const reception = (run: number): Reception => ({
  run,
  received: 0,
  expected: 0,
  outOfOrder: 0,
  repeated: 0,
  ended: false,
  from: 0,
  seen: new Set(),
  latencies: [],
  error: undefined,
});

/**
 * A message of this run arrived.
 *
 * @param number its number, from 0
 * @param sent by the sender's reckoning of the lab clock; undefined where it did not know it
 * @param arrived by ours
 */
export function hear(
  before: Reception,
  number: number,
  sent: LabTime | undefined,
  arrived: LabTime | undefined,
): Reception {
  if (number < before.from || before.seen.has(number)) {
    return { ...before, repeated: before.repeated + 1 };
  }
  const expected = Math.max(before.expected, number + 1);
  const from = Math.max(before.from, expected - remembered);
  const seen = new Set(before.seen).add(number);
  for (const old of seen) if (old < from) seen.delete(old);
  const timed = sent && arrived;
  return {
    ...before,
    received: before.received + 1,
    expected,
    outOfOrder: before.outOfOrder + (number + 1 < highest(before) ? 1 : 0),
    from,
    seen,
    latencies: timed ? [...before.latencies, arrived.at - sent.at].slice(-keptLatencies) : before.latencies,
    error: timed ? Math.max(before.error ?? 0, sent.error + arrived.error) : before.error,
  };
}

/** One more than the highest number that arrived; what was only announced says nothing about order. */
const highest = (reception: Reception): number => {
  let most = reception.from;
  for (const number of reception.seen) most = Math.max(most, number + 1);
  return most;
};

/** The sender sent so many in all. It may lie: a count beyond what arrived is believed, one below it is not. */
export const end = (before: Reception, sent: number): Reception => ({
  ...before,
  expected: Math.max(before.expected, sent),
  ended: true,
});

export function figures(reception: Reception): Figures {
  const lost = reception.expected - reception.received;
  const sorted = [...reception.latencies].sort((a, b) => a - b);
  return {
    received: reception.received,
    lost,
    loss: reception.expected === 0 ? undefined : lost / reception.expected,
    outOfOrder: reception.outOfOrder,
    p50: percentile(sorted, 0.5),
    p99: percentile(sorted, 0.99),
    error: reception.error,
  };
}

/** Nearest rank: the smallest value that at least this part of the values does not exceed. */
export const percentile = (sorted: readonly number[], part: number): number | undefined =>
  sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];

/**
 * How many messages are to be sent now, for `perSecond` since the start.
 *
 * @param behind messages that were given up before, because the page was held up for longer than `mostAtOnce`
 * @returns how many to send, and how many more to give up
 */
export function due(elapsed: number, sent: number, behind: number): { send: number; skip: number } {
  const should = Math.floor((elapsed / 1000) * perSecond) + 1;
  const open = Math.max(0, should - sent - behind);
  const send = Math.min(open, mostAtOnce);
  return { send, skip: open - send };
}
