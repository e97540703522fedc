import { ms, pageNow } from '../../shared/units';
import type { GatherEvent, Gathering, StunServer } from './model';

/** Several sends of a STUN request fit in; browsers themselves go on for far longer. */
const deadline = ms(8000);

/** Asks all servers from one peer connection, and so from one socket per interface. Closes it in every case. */
export async function gather(servers: readonly StunServer[]): Promise<Gathering> {
  const startedAt = pageNow();
  const events: GatherEvent[] = [];
  const connection = new RTCPeerConnection({ iceServers: [{ urls: servers.map(({ url }) => url) }] });
  try {
    connection.createDataChannel('nat');
    connection.onicecandidate = ({ candidate }) => {
      const event = candidate && candidateEvent(candidate);
      if (event) events.push(event);
    };
    connection.onicecandidateerror = ({ url, errorCode, address, port }) =>
      events.push({
        kind: 'error',
        url,
        code: errorCode,
        address: address ?? undefined,
        port: port ?? undefined,
      });
    const complete = gatheringOf(connection);
    await connection.setLocalDescription();
    return { complete: await complete, events, took: ms(pageNow() - startedAt) };
  } finally {
    connection.close();
  }
}

/** Whether gathering came to its end before the deadline. */
const gatheringOf = (connection: RTCPeerConnection): Promise<boolean> =>
  new Promise(resolve => {
    const timer = setTimeout(() => resolve(false), deadline);
    connection.onicegatheringstatechange = () => {
      if (connection.iceGatheringState !== 'complete') return;
      clearTimeout(timer);
      resolve(true);
    };
  });

type WithUrl = RTCIceCandidate & { url?: string | null };

function candidateEvent(candidate: WithUrl): GatherEvent | undefined {
  const { type, address, port, protocol, foundation, url } = candidate;
  if (port === null || address === null) return undefined;
  if (type === 'host') return { kind: 'host', address, port, protocol: protocol ?? '' };
  if (type !== 'srflx') return undefined;
  return { kind: 'srflx', address, port, foundation: foundation ?? '', url: url || undefined };
}
