import { ms, pageNow } from '../../shared/units';
import type { CheckEvent, Untimed } from './browser-events';

const highWater = 64_000;
const messageBytes = 16_000;
/** Small messages at the pace of media, one packet each: 200 of them in a second. */
const probes = 200;
const probeEvery = 5;
const probeBytes = 100;
/** Stragglers are waited for this long after the last was sent, or several of the slowest round trips. */
const patience = 500;

export interface EchoChannels {
  /** Unordered, never repeated: what does not come back was lost. */
  timed: RTCDataChannel;
  /** Reliable and ordered: how much goes through. */
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

/** Times small messages first, on an idle path, then sends `bytes` as fast as they are taken. */
export async function echoAll(
  { timed, bulk }: EchoChannels,
  bytes: number,
  say: Say,
  signal: AbortSignal,
): Promise<void> {
  await Promise.all([opened(timed), opened(bulk)]);
  say({ kind: 'open' });
  await sendProbes(timed, say, signal);
  if (!signal.aborted) await sendBytes(bulk, bytes, say, signal);
  if (!signal.aborted) say({ kind: 'complete' });
}

const opened = (channel: RTCDataChannel): Promise<void> =>
  new Promise(resolve => {
    channel.binaryType = 'arraybuffer';
    if (channel.readyState === 'open') resolve();
    else channel.onopen = () => resolve();
  });

/** Ends when all came back, or when nothing has come for several round trips after the last was sent. */
function sendProbes(channel: RTCDataChannel, say: Say, signal: AbortSignal): Promise<void> {
  const sentAt = new Map<number, number>();
  let sent = 0;
  let slowest = 0;
  return new Promise(resolve => {
    let stragglers: ReturnType<typeof setTimeout> | undefined;
    const finish = (): void => {
      clearInterval(pace);
      clearTimeout(stragglers);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const wait = (): void => {
      clearTimeout(stragglers);
      stragglers = setTimeout(finish, Math.max(patience, 6 * slowest));
    };
    const pace = setInterval(() => {
      if (channel.readyState !== 'open') return finish();
      const message = new DataView(new ArrayBuffer(probeBytes));
      message.setUint32(0, sent);
      sentAt.set(sent++, pageNow());
      channel.send(message.buffer);
      say({ kind: 'probe' });
      if (sent < probes) return;
      clearInterval(pace);
      wait();
    }, probeEvery);
    signal.addEventListener('abort', finish, { once: true });
    channel.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
      const number = new DataView(data).getUint32(0);
      const at = sentAt.get(number);
      if (at === undefined) return;
      sentAt.delete(number);
      const took = ms(pageNow() - at);
      slowest = Math.max(slowest, took);
      say({ kind: 'round-trip', took });
      if (sent < probes) return;
      if (sentAt.size === 0) finish();
      else wait();
    };
    channel.onclose = finish;
  });
}

/** Ends when all came back; a path that stops is ended by the deadline of the check. */
function sendBytes(channel: RTCDataChannel, bytes: number, say: Say, signal: AbortSignal): Promise<void> {
  let sent = 0;
  let back = 0;
  return new Promise(resolve => {
    const finish = (): void => {
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const fill = (): void => {
      while (sent < bytes && channel.readyState === 'open' && channel.bufferedAmount < highWater) {
        const size = Math.min(messageBytes, bytes - sent);
        channel.send(new Uint8Array(size));
        sent += size;
        say({ kind: 'sent', bytes: size });
      }
    };
    signal.addEventListener('abort', finish, { once: true });
    channel.bufferedAmountLowThreshold = highWater / 2;
    channel.onbufferedamountlow = fill;
    channel.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
      back += data.byteLength;
      say({ kind: 'echoed', bytes: data.byteLength });
      if (back >= bytes) finish();
    };
    channel.onclose = finish;
    fill();
  });
}
