import { ms, type Milliseconds } from '../../shared/units';

/** One ping-pong with the signaling service, whose clock is the lab's clock. */
export interface ClockSample {
  /** labTime = pageTime + offset. */
  offset: Milliseconds;
  roundTrip: Milliseconds;
}

export function clockSample(sent: number, received: number, replied: number, back: number): ClockSample {
  return {
    offset: ms((received - sent + (replied - back)) / 2),
    roundTrip: ms(Math.max(0, back - sent - Math.max(0, replied - received))),
  };
}

/** The sample with the smallest round trip: its offset is wrong by at most half of it. */
export function bestSample(samples: readonly ClockSample[]): ClockSample | undefined {
  return samples.reduce<ClockSample | undefined>(
    (best, sample) => (best === undefined || sample.roundTrip < best.roundTrip ? sample : best),
    undefined,
  );
}

export const labToPage = (at: Milliseconds, sample: ClockSample): Milliseconds => ms(at - sample.offset);

export const pageToLab = (at: Milliseconds, sample: ClockSample): Milliseconds => ms(at + sample.offset);

/** How far a converted time can be off. */
export const clockError = (uncertainty: Milliseconds, sample: ClockSample): Milliseconds =>
  ms(sample.roundTrip / 2 + uncertainty);
