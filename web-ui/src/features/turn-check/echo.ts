import { ms, pageNow } from '../../shared/units';
import type { CheckEvent, Untimed } from './browser-events';

/** One SCTP packet each, so that a lost packet is one lost message. */
export const messageBytes = 1000;
const highWater = 64_000;
const roundTrips = 100;
const roundTripsWithin = 2000;

export interface EchoChannels {
  /** Reliable, ordered: one small message at a time, timed. */
  timed: RTCDataChannel;
  /** Unordered, never repeated: what does not come back was lost. */
  bulk: RTCDataChannel;
}

/** Sends back every message on the channel it came on, no faster than the channel takes them. */
export function echoer(connection: RTCPeerConnection): void {
  connection.ondatachannel = ({ channel }) => {
    channel.binaryType = 'arraybuffer';
    channel.bufferedAmountLowThreshold = highWater / 2;
    const waiting: ArrayBuffer[] = [];
    const drain = (): void => {
      while (waiting.length > 0 && channel.readyState === 'open' && channel.bufferedAmount < highWater) {
        channel.send(waiting.shift()!);
      }
    };
    channel.onbufferedamountlow = drain;
    channel.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
      waiting.push(data);
      drain();
    };
  };
}

type Say = (event: Untimed<CheckEvent>) => void;

/** Times small messages first, on an idle path, then sends `bytes` and counts what comes back. */
export async function echoAll(
  { timed, bulk }: EchoChannels,
  bytes: number,
  say: Say,
  signal: AbortSignal,
): Promise<void> {
  await Promise.all([opened(timed), opened(bulk)]);
  say({ kind: 'open' });
  const slowest = await timeRoundTrips(timed, say, signal);
  await sendAndCount(bulk, bytes, slowest, say, signal);
  if (!signal.aborted) say({ kind: 'complete' });
}

const opened = (channel: RTCDataChannel): Promise<void> =>
  new Promise(resolve => {
    channel.binaryType = 'arraybuffer';
    if (channel.readyState === 'open') resolve();
    else channel.onopen = () => resolve();
  });

/** The next is sent when the last is back: no message waits for another. Answers the slowest. */
async function timeRoundTrips(channel: RTCDataChannel, say: Say, signal: AbortSignal): Promise<number> {
  const until = pageNow() + roundTripsWithin;
  let slowest = 0;
  for (let count = 0; count < roundTrips && pageNow() < until && !signal.aborted; count++) {
    const took = await new Promise<number>(resolve => {
      const sent = pageNow();
      channel.onmessage = () => resolve(pageNow() - sent);
      channel.send(new Uint8Array(16));
    });
    slowest = Math.max(slowest, took);
    say({ kind: 'round-trip', took: ms(took) });
  }
  return slowest;
}

/** Ends when all came back, or when nothing has come for several round trips after the last was sent. */
function sendAndCount(
  channel: RTCDataChannel,
  bytes: number,
  slowest: number,
  say: Say,
  signal: AbortSignal,
): Promise<void> {
  const patience = Math.max(500, 6 * slowest);
  const seen = new Set<number>();
  let sent = 0;
  let messages = 0;
  return new Promise(resolve => {
    let stragglers: ReturnType<typeof setTimeout> | undefined;
    const finish = (): void => {
      clearTimeout(stragglers);
      resolve();
    };
    const wait = (): void => {
      clearTimeout(stragglers);
      stragglers = setTimeout(finish, patience);
    };
    const fill = (): void => {
      while (sent < bytes && channel.readyState === 'open' && channel.bufferedAmount < highWater) {
        const size = Math.max(4, Math.min(messageBytes, bytes - sent));
        const message = new DataView(new ArrayBuffer(size));
        message.setUint32(0, messages++);
        channel.send(message.buffer);
        sent += size;
        say({ kind: 'sent', bytes: size });
      }
      if (sent >= bytes) wait();
    };
    signal.addEventListener('abort', finish, { once: true });
    channel.bufferedAmountLowThreshold = highWater / 2;
    channel.onbufferedamountlow = fill;
    channel.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
      const number = new DataView(data).getUint32(0);
      if (seen.has(number)) return;
      seen.add(number);
      say({ kind: 'echoed', bytes: data.byteLength });
      if (sent >= bytes) wait();
      if (sent >= bytes && seen.size === messages) finish();
    };
    channel.onclose = finish;
    fill();
  });
}
