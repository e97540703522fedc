import type { Milliseconds } from '../../shared/units';
import type { IceServers, PartState } from '../lab-status/model';
import type { CallRecord } from './model';

export type GatheringEnd = 'complete' | 'quiet' | 'cut-off';

export interface GatheringLimits {
  /** Whether what was found so far is worth sending. */
  enough: () => boolean;
  /** No new candidate for this long after there were enough: the rest is most likely waiting for a timeout. */
  quiet: Milliseconds;
  /** Send whatever there is after this long. */
  most: Milliseconds;
}

/**
 * Waits for gathering to complete, as an offer without trickle must hold all candidates. A server that does not
 * answer on one address family keeps browsers gathering for up to 40 seconds, long after everything useful was
 * found, so the wait has an end of its own.
 */
export function untilGathered(pc: RTCPeerConnection, limits: GatheringLimits): Promise<GatheringEnd> {
  if (pc.iceGatheringState === 'complete') return Promise.resolve('complete');
  return new Promise(resolve => {
    let quiet: ReturnType<typeof setTimeout> | undefined;
    const finish = (how: GatheringEnd): void => {
      clearTimeout(quiet);
      clearTimeout(most);
      pc.removeEventListener('icecandidate', onCandidate);
      pc.removeEventListener('icegatheringstatechange', onState);
      resolve(how);
    };
    const onState = (): void => {
      if (pc.iceGatheringState === 'complete') finish('complete');
    };
    const onCandidate = (): void => {
      clearTimeout(quiet);
      if (limits.enough()) quiet = setTimeout(() => finish('quiet'), limits.quiet);
    };
    const most = setTimeout(() => finish('cut-off'), limits.most);
    pc.addEventListener('icecandidate', onCandidate);
    pc.addEventListener('icegatheringstatechange', onState);
    onCandidate();
  });
}

/** With a TURN server that answers, a relayed candidate belongs to a full set. */
export function enoughGathered(
  record: CallRecord,
  iceServers: IceServers | undefined,
  turn: PartState | undefined,
): boolean {
  const own = record.candidates.filter(row => row.side === 'local');
  const urls = iceServers?.servers.flatMap(server => server.urls) ?? [];
  const relayToCome = urls.some(url => url.startsWith('turn')) && turn !== 'down';
  return own.length > 0 && (!relayToCome || own.some(row => row.type === 'relay'));
}
