import { describe, expect, it } from 'vitest';
import { ms } from '../../shared/units';
import { align, Causality, common, withTold, type AlignmentFacts } from './alignment';

const facts = (more: Partial<AlignmentFacts>): AlignmentFacts => ({
  told: [],
  lab: { offset: ms(1000), roundTrip: ms(2) },
  wall: undefined,
  causality: undefined,
  now: ms(5000),
  ...more,
});

describe('sender and page', () => {
  it('are brought together by what the sender told and the offset of the lab clock, errors added', () => {
    const told = withTold([], { at: 70_000, uncertainty_ms: 0.5, sender_at: 30_000 }, ms(5000));
    expect(align(facts({ told }))).toEqual({ basis: 'told', offset: { least: 38_998.5, most: 39_001.5 } });
  });

  it('are not brought together by evidence without a reading of the own clock', () => {
    expect(withTold([], { at: 70_000, uncertainty_ms: 0.5 }, ms(1))).toEqual([]);
    expect(withTold([], { at: 70_000, uncertainty_ms: 0.5, sender_at: null }, ms(1))).toEqual([]);
  });

  it('are known better with more words, which age by 100 parts per million', () => {
    const told = [
      { offset: 40_000, uncertainty: 0.2, at: ms(0) },
      { offset: 40_001, uncertainty: 3, at: ms(5000) },
    ];
    const offset = align(facts({ told }))!.offset;
    expect(offset.least).toBeCloseTo(38_998.3);
    expect(offset.most).toBeCloseTo(39_001.7);
  });

  it('are known by the latest word after the sender set its clock', () => {
    const told = [
      { offset: 40_000, uncertainty: 0.2, at: ms(4000) },
      { offset: 90_000, uncertainty: 1, at: ms(5000) },
    ];
    expect(align(facts({ told }))!.offset).toEqual({ least: 88_998, most: 89_002 });
    const causality = { least: 38_000, most: 39_000 };
    expect(align(facts({ told, causality }))!.offset).toEqual({ least: 88_998, most: 89_002 });
  });

  it('are known better where cause and effect say more than the words', () => {
    const told = [{ offset: 40_000, uncertainty: 20, at: ms(5000) }];
    const causality = { least: 38_000, most: 38_990 };
    expect(align(facts({ told, causality }))).toEqual({
      basis: 'told',
      offset: { least: 38_979, most: 38_990 },
    });
  });

  it('are on one machine where the page came from it and nothing else is known', () => {
    const wall = { least: 10, most: 12 };
    expect(align(facts({ wall }))).toEqual({ basis: 'same-machine', offset: wall });
    const told = [{ offset: 1011, uncertainty: 0.5, at: ms(5000) }];
    expect(align(facts({ wall, told }))!.basis).toBe('told');
  });

  it('are not on one machine where a frame would have come before it was drawn', () => {
    const causality = { least: -100, most: 9 };
    expect(align(facts({ wall: { least: 10, most: 12 }, causality }))).toEqual({
      basis: 'causality',
      offset: causality,
    });
  });

  it('are not known without the offset of the lab clock, nor without anything', () => {
    const told = [{ offset: 1, uncertainty: 0, at: ms(5000) }];
    expect(align(facts({ told, lab: undefined }))).toBeUndefined();
    expect(align(facts({}))).toBeUndefined();
  });

  it('keep the ten latest words', () => {
    let told: ReturnType<typeof withTold> = [];
    for (let i = 0; i < 20; i++) told = withTold(told, { at: i, uncertainty_ms: 1, sender_at: 0 }, ms(i));
    expect(told.map(word => word.offset)).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
  });
});

describe('cause and effect', () => {
  it('bound the offset by the begin of the connection and the quickest frame', () => {
    const causality = new Causality(ms(100));
    expect(causality.bounds(ms(200))).toBeUndefined();
    causality.frame(1000, ms(200));
    causality.frame(1033, ms(225));
    causality.frame(1066, ms(270));
    expect(causality.bounds(ms(270))!.least).toBeCloseTo(-901, 1);
    expect(causality.bounds(ms(270))!.most).toBeCloseTo(-808, 1);
  });

  it('say less as time passes: clocks may run apart, and of what is older than a minute nothing is kept', () => {
    const causality = new Causality(ms(0));
    causality.frame(0, ms(10));
    expect(causality.bounds(ms(10_010))!.most).toBeCloseTo(11);
    expect(causality.bounds(ms(10_010))!.least).toBeCloseTo(-2);
    for (let second = 1; second <= 60; second++) causality.frame(second * 1000, ms(second * 1000 + 20));
    expect(causality.bounds(ms(61_000))!.most).toBeGreaterThan(19.9);
  });

  it('have no lower bound where the begin is not known, and none at all after another sender began', () => {
    const causality = new Causality(undefined);
    causality.frame(1000, ms(200));
    expect(causality.bounds(ms(200))).toEqual({ least: -Infinity, most: -800 });
    causality.restart();
    expect(causality.bounds(ms(200))).toBeUndefined();
  });

  it('have no common bounds where they contradict', () => {
    expect(common({ least: 0, most: 2 }, { least: 2, most: 3 })).toEqual({ least: 2, most: 2 });
    expect(common({ least: 0, most: 2 }, { least: 2.1, most: 3 })).toBeUndefined();
  });
});
