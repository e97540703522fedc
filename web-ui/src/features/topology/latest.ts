import type { SessionEvent } from '../../protocol/session-record';
import { growing } from '../../shared/growing';

/**
 * The events without those that add nothing to what the topology shows: statistics of a pair and figures of the media
 * that later ones replaced, and checks of an end after its first. A session that lasts brings little else. Each stands
 * where the first of its kind stood. The same list again as long as nothing in it changed.
 */
export function latestOf(events: readonly SessionEvent[]): readonly SessionEvent[] {
  const state = read(events);
  return (state.copy ??= [...state.kept]);
}

interface Kept {
  kept: SessionEvent[];
  places: Map<string, number>;
  /** What was given away of it; undefined once it is no longer the same. */
  copy: readonly SessionEvent[] | undefined;
}

const read = growing<SessionEvent, Kept>(
  () => ({ kept: [], places: new Map(), copy: undefined }),
  (state, event) => {
    const kind = repeats(event);
    const place = kind && state.places.get(kind.key);
    if (place === undefined) {
      if (kind) state.places.set(kind.key, state.kept.length);
      state.kept.push(event);
    } else if (kind?.counts === 'last') {
      state.kept[place] = event;
    } else {
      return;
    }
    state.copy = undefined;
  },
);

/** What an event has in common with others of which one is enough, and which; undefined if it stands for itself. */
function repeats(event: SessionEvent): { key: string; counts: 'first' | 'last' } | undefined {
  const { type, from, source } = event;
  const key = `${type} ${from} ${source.where} ${source.by ?? ''}`;
  switch (type) {
    case 'pair':
      return { key: `${key} ${event.pair}`, counts: 'last' };
    case 'media':
      return { key, counts: 'last' };
    case 'check_received':
      return { key: `${key} ${event.remote ?? ''}`, counts: 'first' };
    case 'stun_sent':
    case 'stun_received':
    case 'stun_timeout':
      return event.toward === 'peer' ? { key, counts: 'first' } : undefined;
    default:
      return undefined;
  }
}
