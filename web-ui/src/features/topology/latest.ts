import type { SessionEvent } from '../../protocol/session-record';
import { growing } from '../../shared/growing';

/**
 * The events without those that a later one of their kind replaces: statistics of a pair, figures of the media, checks
 * of one end. A session that lasts brings little else, and what the topology shows of them is the latest. Each stands
 * where the first of its kind stood.
 */
export const latestOf = (events: readonly SessionEvent[]): SessionEvent[] => [...read(events).kept];

const read = growing<SessionEvent, { kept: SessionEvent[]; places: Map<string, number> }>(
  () => ({ kept: [], places: new Map() }),
  ({ kept, places }, event) => {
    const key = replacedBy(event);
    const place = key === undefined ? undefined : places.get(key);
    if (place !== undefined) {
      kept[place] = event;
      return;
    }
    if (key !== undefined) places.set(key, kept.length);
    kept.push(event);
  },
);

/** What an event has in common with those it replaces; undefined if it stands for itself. */
function replacedBy(event: SessionEvent): string | undefined {
  const { type, from, source } = event;
  const whose = `${type} ${from} ${source.where} ${source.by ?? ''}`;
  switch (type) {
    case 'pair':
      return `${whose} ${event.pair}`;
    case 'media':
      return whose;
    case 'check_received':
      return `${whose} ${event.remote ?? ''}`;
    case 'stun_sent':
    case 'stun_received':
    case 'stun_timeout':
      return event.toward === 'peer' ? whose : undefined;
    default:
      return undefined;
  }
}
