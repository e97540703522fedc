import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClientMessage } from '../../protocol/messages';
import type { EnvironmentSeen, PairSeen } from '../../protocol/peer-observation';
import { ms } from '../../shared/units';
import type { ClockSample } from '../signaling/clock-sync';
import { EvidencePace, EvidenceSender } from './evidence';
import { EvidenceQueue, mostWaiting } from './evidence-queue';

const connected = { kind: 'state', of: 'ice', value: 'connected' } as const;
const frame = { kind: 'first_frame_decoded' } as const;
const environment: EnvironmentSeen = { kind: 'environment', ice_servers: [] };
const pair = (id: string, sent: number, more: Partial<PairSeen> = {}): PairSeen => ({
  kind: 'pair',
  pair: id,
  state: 'in-progress',
  nominated: false,
  requests_sent: sent,
  ...more,
});

type Evidence = Extract<ClientMessage, { type: 'evidence' }>;

function sender(pace = new EvidencePace()) {
  const sent: Evidence[] = [];
  const world = { open: true, clock: { offset: ms(1000), roundTrip: ms(2) } as ClockSample | undefined };
  const evidence = new EvidenceSender(
    message => {
      if (world.open) sent.push(message);
      return world.open;
    },
    () => world.clock,
    pace,
  );
  return { sent, world, evidence, kinds: () => sent.map(({ event }) => event.kind) };
}

/** A sender that has all it waits for. */
function ready() {
  const all = sender();
  all.evidence.recordedWith('mp');
  all.evidence.environment(environment, ms(0));
  vi.runAllTimers();
  all.sent.length = 0;
  return all;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('evidence of the page', () => {
  it('is on the lab clock, with the error of the conversion', () => {
    const { sent, evidence } = ready();
    evidence.observe(connected, ms(50));
    vi.runAllTimers();
    expect(sent).toEqual([{ type: 'evidence', remote: 'mp', at: 1050, uncertainty_ms: 1, event: connected }]);
  });

  it('covers the whole span in which a sampled moment lies', () => {
    const { sent, evidence } = ready();
    evidence.observe(connected, ms(50), ms(20));
    vi.runAllTimers();
    expect(sent[0]).toMatchObject({ at: 1040, uncertainty_ms: 11 });
  });

  it('begins with the environment, whenever that is known', () => {
    const { evidence, kinds } = sender();
    evidence.recordedWith('mp');
    evidence.observe(connected, ms(50));
    vi.runAllTimers();
    expect(kinds()).toEqual([]);
    evidence.environment(environment, ms(1));
    vi.runAllTimers();
    expect(kinds()).toEqual(['environment', 'state']);
  });

  it('is never sent to a service that names no session', () => {
    const { sent, evidence } = sender();
    evidence.environment(environment, ms(0));
    evidence.observe(connected, ms(50));
    evidence.flush();
    evidence.close();
    vi.runAllTimers();
    expect(sent).toEqual([]);
  });

  it('waits for the clock of the lab', () => {
    const { sent, world, evidence } = ready();
    world.clock = undefined;
    evidence.observe(connected, ms(50));
    vi.advanceTimersByTime(500);
    expect(sent).toEqual([]);
    world.clock = { offset: ms(10), roundTrip: ms(0) };
    evidence.flush();
    vi.runAllTimers();
    expect(sent).toMatchObject([{ at: 60 }]);
  });

  it('waits for the link and keeps its order', () => {
    const { world, evidence, kinds } = ready();
    world.open = false;
    evidence.observe(connected, ms(50));
    vi.runAllTimers();
    evidence.observe(frame, ms(60));
    world.open = true;
    evidence.flush();
    evidence.flush();
    vi.runAllTimers();
    expect(kinds()).toEqual(['state', 'first_frame_decoded']);
  });

  it('goes out slower than the service takes it, and all of it in the end', () => {
    const { sent, evidence } = ready();
    for (let i = 0; i < 300; i++) evidence.observe({ kind: 'state', of: 'ice', value: `${i}` }, ms(i));
    vi.advanceTimersByTime(1000);
    expect(sent.length).toBeLessThanOrEqual(100);
    vi.advanceTimersByTime(1000);
    expect(sent.length).toBeLessThanOrEqual(130);
    vi.advanceTimersByTime(10_000);
    expect(sent).toHaveLength(300);
  });

  it('is told at the end of the call without another wait, and never after it', () => {
    const { evidence, kinds, sent } = ready();
    for (let i = 0; i < 80; i++) evidence.observe(connected, ms(i));
    vi.advanceTimersByTime(50);
    const before = sent.length;
    evidence.observe(frame, ms(90));
    evidence.close();
    expect(sent.length).toBeGreaterThan(before);
    expect(kinds().at(-1)).toBe('first_frame_decoded');
    evidence.observe(frame, ms(99));
    vi.runAllTimers();
    expect(kinds().filter(kind => kind === 'first_frame_decoded')).toHaveLength(1);
  });

  it('of a call that is over tells what was known of its environment at once, and nothing more', () => {
    const { evidence, sent } = sender();
    evidence.environmentAtOnce(environment, ms(0));
    evidence.recordedWith('mp');
    evidence.observe(connected, ms(50));
    vi.runAllTimers();
    expect(sent).toEqual([]);
    evidence.close();
    evidence.environment({ ...environment, camera: 'granted' }, ms(0));
    vi.runAllTimers();
    expect(sent.map(({ event }) => event)).toEqual([environment, connected]);
  });

  it('tells the environment once, whole where it is known before the end', () => {
    const { evidence, sent } = sender();
    evidence.environmentAtOnce(environment, ms(0));
    evidence.recordedWith('mp');
    evidence.environment({ ...environment, camera: 'granted' }, ms(0));
    evidence.close();
    expect(sent.map(({ event }) => event)).toEqual([{ ...environment, camera: 'granted' }]);
  });

  it('of calls that follow one another shares the pace of the socket', () => {
    const pace = new EvidencePace();
    const counts = [0, 1, 2].map(() => {
      const { sent, evidence } = sender(pace);
      evidence.recordedWith('mp');
      evidence.environment(environment, ms(0));
      for (let i = 0; i < 100; i++) evidence.observe(connected, ms(i));
      vi.advanceTimersByTime(60);
      evidence.close();
      return sent.length;
    });
    expect(counts.reduce((sum, count) => sum + count)).toBeLessThanOrEqual(105);
  });
});

describe('what waits', () => {
  const filled = (count: number): EvidenceQueue => {
    const queue = new EvidenceQueue();
    for (let i = 0; i < count; i++) queue.add({ event: pair(`p${i}`, 1), at: ms(i), earlierBy: ms(0) });
    return queue;
  };
  const drain = (queue: EvidenceQueue) => {
    const events = [];
    for (let next = queue.peek(); next; next = queue.peek()) {
      events.push(next.event);
      queue.taken();
    }
    return events;
  };

  it('holds one figure of a pair in one state, the newest', () => {
    const queue = filled(1);
    queue.add({ event: pair('p0', 4), at: ms(5), earlierBy: ms(0) });
    queue.add({ event: pair('p0', 5, { state: 'succeeded' }), at: ms(6), earlierBy: ms(0) });
    expect(drain(queue)).toMatchObject([{ requests_sent: 4 }, { state: 'succeeded' }]);
  });

  it('drops the oldest figures first, and says how many', () => {
    const queue = new EvidenceQueue();
    queue.addFirst({ event: environment, at: ms(0), earlierBy: ms(0) });
    queue.add({ event: connected, at: ms(1), earlierBy: ms(0) });
    for (let i = 0; i < mostWaiting; i++) queue.add({ event: pair(`p${i}`, 1), at: ms(i), earlierBy: ms(0) });
    const events = drain(queue);
    expect(events).toHaveLength(mostWaiting + 1);
    expect(events.slice(0, 3)).toMatchObject([{ kind: 'environment' }, { kind: 'state' }, { pair: 'p2' }]);
    expect(events.at(-1)).toEqual({ kind: 'omitted', count: 2 });
    expect(queue.length).toBe(0);
  });

  it('without figures keeps the environment', () => {
    const queue = new EvidenceQueue();
    queue.addFirst({ event: environment, at: ms(0), earlierBy: ms(0) });
    for (let i = 0; i < mostWaiting; i++) queue.add({ event: connected, at: ms(i), earlierBy: ms(0) });
    expect(queue.peek()!.event).toEqual(environment);
  });
});
