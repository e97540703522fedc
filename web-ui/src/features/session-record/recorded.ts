import { decodeRecord, type SessionRecordBody } from '../../protocol/session-record';
import { trackOf } from '../replay/analysis';
import type { Recorded } from './model';

const known = new WeakMap<SessionRecordBody, Recorded>();

/** Everything that follows from a whole record, once per record. */
export function recorded(body: SessionRecordBody): Recorded {
  let result = known.get(body);
  if (!result) {
    const record = decodeRecord({ events: [], ...body })!;
    known.set(body, (result = { body, record, track: trackOf(record) }));
  }
  return result;
}
