import { ms, type Milliseconds } from '../../shared/units';
import { clockError, labToPage, type ClockSample } from '../signaling/clock-sync';
import type { LabEvent, PlacedEvent } from './model';

/**
 * Puts events of both clocks on one axis that starts at the click. Events of the lab's clock need a clock sample;
 * without one their place is not known and they are left out (counted in `unplaced`).
 */
export function placeEvents(
  events: readonly LabEvent[],
  start: Milliseconds,
  clock: ClockSample | undefined,
): { placed: PlacedEvent[]; unplaced: number } {
  const placed: PlacedEvent[] = [];
  let unplaced = 0;
  for (const { when, ...event } of events) {
    if (when.clock === 'page') {
      placed.push({ ...event, at: ms(when.at - start), error: undefined, earlierBy: when.earlierBy });
    } else if (clock) {
      const at = ms(labToPage(when.at, clock) - start);
      placed.push({ ...event, at, error: clockError(when.uncertainty, clock), earlierBy: undefined });
    } else {
      unplaced++;
    }
  }
  return { placed: inOrder(placed), unplaced };
}

/**
 * By time, but never finer than the error: an event with an error bar keeps its place behind those it may have
 * followed. Two events whose bars overlap stay in the order in which this page learnt of them.
 */
function inOrder(events: PlacedEvent[]): PlacedEvent[] {
  const exact = events.filter(event => event.error === undefined).sort((a, b) => a.at - b.at);
  const result: PlacedEvent[] = [...exact];
  for (const event of events.filter(candidate => candidate.error !== undefined)) {
    let index = result.length;
    while (index > 0 && certainlyBefore(event, result[index - 1]!)) index--;
    result.splice(index, 0, event);
  }
  return result;
}

/** Whether `a` was before `b` beyond the errors of both. */
const certainlyBefore = (a: PlacedEvent, b: PlacedEvent): boolean =>
  a.at + (a.error ?? 0) < b.at - (b.error ?? 0);

/** End of the drawn part: the set-up and a little more; what comes later is listed, not drawn. */
export function axisEnd(events: readonly PlacedEvent[], firstFrame: Milliseconds | undefined): Milliseconds {
  const latest = events.reduce((max, event) => Math.max(max, event.at), 0);
  const wanted =
    firstFrame === undefined
      ? latest
      : Math.min(Math.max(firstFrame * 1.25, firstFrame + 10), Math.max(latest, firstFrame));
  return ms(niceCeil(Math.max(wanted, 20)));
}

export function ticks(end: Milliseconds, wanted = 5): Milliseconds[] {
  const raw = end / wanted;
  const magnitude = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map(factor => factor * magnitude).find(size => size >= raw) ?? raw;
  const result: Milliseconds[] = [];
  for (let at = 0; at <= end + step / 1000; at += step) result.push(ms(Math.round(at * 1000) / 1000));
  return result;
}

function niceCeil(value: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(value));
  const steps = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];
  return (steps.find(step => step * magnitude >= value) ?? 10) * magnitude;
}
