import type { CallRecord } from '../call/model';

/** Gathering over TCP and the checks after it take seconds, on a busy machine ten; in ms. */
export const connectWithin = 30_000;
/** Whether it can come about at all is looked at this often. */
export const lookEvery = 10_000;

/** Why a connection was given up that was never made; words for it are in the catalogues. */
export type NeverMade = 'no-relay' | 'not-connected';

/**
 * A connection without any pair of candidates never fails: browsers wait for more of them without end. One that was not
 * made in time is over, and one that can not come about is sooner. While nothing can be signaled, the time does not count.
 *
 * @returns ends the watch
 */
export function watchDeadline(
  record: CallRecord,
  canSignal: () => boolean,
  over: (why: NeverMade) => void,
): () => void {
  let waited = 0;
  const timer = setInterval(() => {
    if (record.marks.dtlsConnected !== undefined) return clearInterval(timer);
    if (!canSignal()) return void (waited = 0);
    waited += lookEvery;
    const noRelay = lacksRelay(record);
    if (waited < connectWithin && !noRelay) return;
    clearInterval(timer);
    over(noRelay ? 'no-relay' : 'not-connected');
  }, lookEvery);
  return () => clearInterval(timer);
}

/** Only relayed paths are allowed, and no server gave an address for one. */
const lacksRelay = ({ settings, states, candidates }: CallRecord): boolean =>
  settings.icePolicy === 'relay' &&
  states.iceGathering === 'complete' &&
  candidates.every(({ side }) => side !== 'local');
