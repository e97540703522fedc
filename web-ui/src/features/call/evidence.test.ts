import { describe, expect, it } from 'vitest';
import type { ClientMessage } from '../../protocol/messages';
import { ms } from '../../shared/units';
import type { ClockSample } from '../signaling/clock-sync';
import { EvidenceSender } from './evidence';

const connected = { kind: 'state', of: 'ice', value: 'connected' } as const;
const frame = { kind: 'first_frame_decoded' } as const;

function sender() {
  const sent: ClientMessage[] = [];
  const world = { open: true, clock: { offset: ms(1000), roundTrip: ms(2) } as ClockSample | undefined };
  const evidence = new EvidenceSender(
    message => {
      if (world.open) sent.push(message);
      return world.open;
    },
    () => world.clock,
  );
  return { sent, world, evidence };
}

describe('evidence of the page', () => {
  it('is on the lab clock, with the error of the conversion', () => {
    const { sent, evidence } = sender();
    evidence.recordedWith('mp');
    evidence.observe(connected, ms(50));
    expect(sent).toEqual([{ type: 'evidence', remote: 'mp', at: 1050, uncertainty_ms: 1, event: connected }]);
  });

  it('covers the whole span in which a sampled moment lies', () => {
    const { sent, evidence } = sender();
    evidence.recordedWith('mp');
    evidence.observe(connected, ms(50), ms(20));
    expect(sent[0]).toMatchObject({ at: 1040, uncertainty_ms: 11 });
  });

  it('is never sent to a service that names no session', () => {
    const { sent, evidence } = sender();
    evidence.observe(connected, ms(50));
    evidence.flush();
    expect(sent).toEqual([]);
  });

  it('waits for the clock of the lab', () => {
    const { sent, world, evidence } = sender();
    world.clock = undefined;
    evidence.observe(connected, ms(50));
    evidence.recordedWith('mp');
    expect(sent).toEqual([]);
    world.clock = { offset: ms(10), roundTrip: ms(0) };
    evidence.flush();
    expect(sent).toMatchObject([{ at: 60 }]);
  });

  it('waits for the link and keeps its order', () => {
    const { sent, world, evidence } = sender();
    evidence.recordedWith('mp');
    world.open = false;
    evidence.observe(connected, ms(50));
    evidence.observe(frame, ms(60));
    world.open = true;
    evidence.flush();
    evidence.flush();
    expect(sent).toMatchObject([{ event: connected }, { event: frame }]);
  });
});
