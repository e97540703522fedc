import { describe, expect, it } from 'vitest';
import { message } from '../../i18n/i18n';
import { ms } from '../../shared/units';
import { axisEnd, placeEvents, ticks } from './analysis';
import type { LabEvent } from './model';

const seen = (at: number): LabEvent => ({
  actor: 'browser',
  when: { clock: 'page', at: ms(at) },
  what: message('event.click'),
  source: 'measured',
  basis: message('basis.page'),
});
const told = (at: number, uncertainty: number): LabEvent => ({
  ...seen(0),
  actor: 'peer',
  when: { clock: 'lab', at: ms(at), uncertainty: ms(uncertainty) },
});
const clock = { offset: ms(10_000), roundTrip: ms(4) };

describe('timeline', () => {
  it('should put both clocks on one axis, with the error of the conversion', () => {
    const { placed } = placeEvents([told(10_150, 0.5), seen(140)], ms(100), clock);
    expect(placed.map(({ at, error }) => [at, error])).toEqual([
      [40, undefined],
      [50, 2.5],
    ]);
  });

  it('should leave out peer events while the clock is unknown, and count them', () => {
    const result = placeEvents([seen(120), told(10_150, 0.5)], ms(100), undefined);
    expect(result.placed).toHaveLength(1);
    expect(result.unplaced).toBe(1);
  });

  it('should not order finer than the error', () => {
    const { placed } = placeEvents([seen(150), told(10_149, 0.5)], ms(100), clock);
    expect(placed.map(event => event.at)).toEqual([50, 49]);
  });

  it('should order what is certain', () => {
    const { placed } = placeEvents([seen(150), told(10_140, 0.5)], ms(100), clock);
    expect(placed.map(event => event.at)).toEqual([40, 50]);
  });

  it('should draw the set-up and not the minutes after it', () => {
    const { placed } = placeEvents([seen(100), seen(180), seen(60_000)], ms(100), clock);
    expect(axisEnd(placed, ms(80))).toBe(100);
    expect(ticks(ms(100))).toEqual([0, 20, 40, 60, 80, 100]);
  });
});
