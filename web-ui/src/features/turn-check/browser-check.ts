import { ms, pageNow, type Milliseconds } from '../../shared/units';
import { pairsIn, type StatsObject } from '../candidates/analysis';
import type { CheckEvent, End, Untimed } from './browser-events';
import { echoAll, echoer } from './echo';
import { needsCredential, type ServerUrl } from './urls';

export interface BrowserTarget {
  server: ServerUrl;
  username?: string;
  credential?: string;
  bytes: number;
}

/** Long enough for six sends of a STUN request (RFC 8489 §6.2.1 doubles from 500 ms), and 1 Mbit/s for the bytes. */
export const deadlineFor = (bytes: number): Milliseconds => ms(15_000 + bytes / 125);

/**
 * Two peer connections in this page that may use nothing but the one URL: each gets an allocation on the server,
 * they check the pair of the two, and bytes go there and back. Tells every event, judges nothing, and closes both
 * connections in every case.
 */
export async function checkInBrowser(
  target: BrowserTarget,
  tell: (event: CheckEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const say = (event: Untimed<CheckEvent>): void => tell({ ...event, at: pageNow() } as CheckEvent);
  say({ kind: 'started' });
  if (target.server.scheme === 'stuns') return say({ kind: 'closed' });
  const connections: RTCPeerConnection[] = [];
  const connect = (): RTCPeerConnection => {
    const connection = new RTCPeerConnection(configurationOf(target));
    connections.push(connection);
    return connection;
  };
  try {
    if (needsCredential(target.server)) await checkTurn(target, connect, say, signal);
    else await checkStun(connect, say, deadlineFor(0), signal);
  } catch (error) {
    if (!signal.aborted)
      say({ kind: 'refused', text: error instanceof Error ? error.message : String(error) });
  } finally {
    for (const connection of connections) connection.close();
    say({ kind: signal.aborted ? 'cancelled' : 'closed' });
  }
}

function configurationOf({ server, username, credential }: BrowserTarget): RTCConfiguration {
  if (!needsCredential(server)) return { iceServers: [{ urls: [server.url] }] };
  const iceServer = { urls: [server.url], username: username ?? '', credential: credential ?? '' };
  return { iceServers: [iceServer], iceTransportPolicy: 'relay' };
}

type Say = (event: Untimed<CheckEvent>) => void;

async function checkStun(
  connect: () => RTCPeerConnection,
  say: Say,
  after: Milliseconds,
  signal: AbortSignal,
): Promise<void> {
  const near = connect();
  near.createDataChannel('check');
  await until(after, signal, say, async settled => {
    observe(near, 'near', say, settled, type => {
      if (type === 'srflx') settled();
    });
    await near.setLocalDescription();
  });
}

async function checkTurn(
  { bytes }: BrowserTarget,
  connect: () => RTCPeerConnection,
  say: Say,
  signal: AbortSignal,
): Promise<void> {
  const near = connect();
  const far = connect();
  const checksOf = async (): Promise<void> => {
    const pairs = pairsIn([...(await near.getStats()).values()] as StatsObject[]);
    const sum = (field: 'requestsSent' | 'responsesReceived'): number =>
      pairs.reduce((total, pair) => total + (pair[field] ?? 0), 0);
    say({ kind: 'checks', sent: sum('requestsSent'), answered: sum('responsesReceived') });
  };
  const after = deadlineFor(bytes);
  await until(
    after,
    signal,
    say,
    async settled => {
      let connected = false;
      // Every pair is gone before one was connected, and no candidate is to come.
      const endIfDropped = (): void => {
        const gathered = [near, far].every(({ iceGatheringState }) => iceGatheringState === 'complete');
        if (gathered && near.iceConnectionState === 'disconnected' && !connected) settled();
      };
      // Without any relayed candidate there is nothing more to come once gathering is complete.
      const granted = { near: false, far: false };
      const link = (from: RTCPeerConnection, to: RTCPeerConnection, end: End): void =>
        observe(
          from,
          end,
          say,
          () => {
            if (!granted[end]) settled();
            else endIfDropped();
          },
          (type, candidate) => {
            if (type === 'relay') granted[end] = true;
            // Candidates that come after the end of the check find a closed connection.
            to.addIceCandidate(candidate).catch(() => undefined);
          },
        );
      link(near, far, 'near');
      link(far, near, 'far');
      near.oniceconnectionstatechange = () => {
        const state = near.iceConnectionState;
        connected ||= state === 'connected' || state === 'completed';
        if (state === 'disconnected' && !connected) {
          say({ kind: 'ice', state });
          return endIfDropped();
        }
        if (state !== 'failed') return say({ kind: 'ice', state });
        void checksOf()
          .catch(() => undefined)
          .then(() => say({ kind: 'ice', state }))
          .then(settled);
      };
      echoer(far);
      const channels = {
        timed: near.createDataChannel('timed', { ordered: false, maxRetransmits: 0 }),
        bulk: near.createDataChannel('bulk'),
      };
      void echoAll(channels, bytes, say, signal).then(settled, settled);
      await near.setLocalDescription();
      await far.setRemoteDescription(near.localDescription!);
      await far.setLocalDescription();
      await near.setRemoteDescription(far.localDescription!);
    },
    checksOf,
  );
}

/** Passes on what a connection finds while gathering. */
function observe(
  connection: RTCPeerConnection,
  end: End,
  say: Say,
  onGathered: () => void,
  onCandidate: (type: string, candidate: RTCIceCandidate) => void,
): void {
  connection.onicecandidate = ({ candidate }) => {
    if (!candidate || candidate.candidate === '') return;
    const { type, address, port } = candidate;
    say({ kind: 'candidate', end, type: type ?? '', address: address ?? '', port: port ?? 0 });
    onCandidate(type ?? '', candidate);
  };
  connection.onicecandidateerror = ({ url, errorCode: code, errorText: text }) => {
    // libwebrtc asks a TURN server for a mapped address, too; that is not what is checked here.
    if (url.startsWith('stun:') && connection.getConfiguration().iceTransportPolicy === 'relay') return;
    say({ kind: 'error', end, url, code, text });
  };
  connection.onicegatheringstatechange = () => {
    if (connection.iceGatheringState !== 'complete') return;
    say({ kind: 'gathered', end });
    onGathered();
  };
}

/** Runs until `settled` is called, the deadline is over or the visitor cancels: one deadline for all of it. */
function until(
  after: Milliseconds,
  signal: AbortSignal,
  say: Say,
  run: (settled: () => void) => Promise<void>,
  atDeadline: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = (then: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
      then();
    };
    const cancel = (): void => finish(resolve);
    const timer = setTimeout(() => {
      void atDeadline()
        .catch(() => undefined)
        .then(() => {
          if (!signal.aborted) say({ kind: 'deadline', after });
          finish(resolve);
        });
    }, after);
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) return cancel();
    run(() => finish(resolve)).catch((error: unknown) => finish(() => reject(error as Error)));
  });
}
