import { describe, expect, it } from 'vitest';
import { byPeer, recordOf } from '../sequence/testing/events';
import { emptyRecord, merged, withEvents } from './model';

const { events } = recordOf([0, 1, 2, 3, 4].map(at => byPeer(at, 'state', { of: 'ice', value: `${at}` })));
const numbers = (record: { events: readonly { n: number }[] }) => record.events.map(({ n }) => n);

describe('events that come', () => {
  const begun = withEvents(emptyRecord('s'), events.slice(0, 3));

  it('are added once each, in the order of their numbers', () => {
    expect(numbers(withEvents(begun, events))).toEqual([1, 2, 3, 4, 5]);
    expect(numbers(withEvents(emptyRecord('s'), [events[3]!, events[0]!, events[3]!]))).toEqual([1, 4]);
  });

  it('change nothing when all are there already', () => {
    expect(withEvents(begun, events.slice(0, 3))).toBe(begun);
    expect(withEvents(begun, [])).toBe(begun);
  });

  it('stay when the record is asked for anew', () => {
    const asked = { ...emptyRecord('s'), events: events.slice(0, 2), dropped: 1 };
    expect(merged(asked, begun)).toMatchObject({ dropped: 1 });
    expect(numbers(merged(asked, begun))).toEqual([1, 2, 3]);
  });
});
