import type { CallRecord } from '../call/model';

/** Gathering over TCP and the checks after it take seconds, on a busy machine ten; in ms. */
export const connectWithin = 30_000;

/** Why a connection was given up that was never made; words for it are in the catalogues. */
export type NeverMade = 'no-relay' | 'not-connected';

/**
 * A connection without any pair of candidates never fails: browsers wait for more of them without end. One that was not
 * made in time is over. While nothing can be signaled, the time does not count.
 *
 * @returns ends the watch
 */
export function watchDeadline(
  record: CallRecord,
  canSignal: () => boolean,
  over: (why: NeverMade) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const begin = (): void => {
    timer = setTimeout(look, connectWithin);
  };
  const look = (): void => {
    if (record.marks.dtlsConnected !== undefined) return;
    if (canSignal()) over(whyNot(record));
    else begin();
  };
  begin();
  return () => clearTimeout(timer);
}

const whyNot = ({ settings, candidates }: CallRecord): NeverMade =>
  settings.icePolicy === 'relay' && candidates.every(({ side }) => side !== 'local')
    ? 'no-relay'
    : 'not-connected';
