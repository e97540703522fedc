import { describe, expect, it } from 'vitest';
import type { WireCandidate } from '../../protocol/messages';
import {
  isPolite,
  mostEarly,
  negotiate,
  newNegotiation,
  type Description,
  type Negotiation,
  type NegotiationEvent,
  type NegotiationEffect,
} from './negotiation';
import { sdpOf } from './testing/fake-connection';
import { candidate, simulate } from './testing/two-ends';

const own = (version: number): Description => ({ type: 'offer', sdp: sdpOf('1', version, 'own') });
const offer: Description = { type: 'offer', sdp: sdpOf('2', 1, 'abcd') };
const answer: Description = { type: 'answer', sdp: sdpOf('2', 1, 'abcd') };

/** The effects of each event in turn, and what is left at the end. */
function run(state: Negotiation, ...events: NegotiationEvent[]) {
  const turns = events.map(event => {
    const turn = negotiate(state, event);
    state = turn.state;
    return turn.effects.map(({ kind }) => kind);
  });
  return { turns, last: turns.at(-1), state };
}

const needed = { kind: 'needed' } as const;
const localSet = (description: Description): NegotiationEvent => ({ kind: 'local-set', description });
const remoteSet = (description: Description): NegotiationEvent => ({ kind: 'remote-set', description });
const described = (description: Description): NegotiationEvent => ({ kind: 'description', description });
const arrived = (one: WireCandidate): NegotiationEvent => ({ kind: 'candidate', candidate: one });

const impolite = newNegotiation(false, false);
const polite = newNegotiation(true, false);
const waiting = newNegotiation(true, true);
const offered = (from: Negotiation): Negotiation => run(from, needed, localSet(own(1))).state;

describe('perfect negotiation', () => {
  it.each<[string, Negotiation, NegotiationEvent[], NegotiationEffect['kind'][][]]>([
    ['offers when it is needed', impolite, [needed, localSet(own(1))], [['set-local'], ['send']]],
    ['applies the answer', offered(impolite), [described(answer), remoteSet(answer)], [['set-remote'], []]],
    [
      'answers an offer',
      impolite,
      [described(offer), remoteSet(offer), localSet({ type: 'answer', sdp: own(1).sdp })],
      [['set-remote'], ['set-local'], ['send']],
    ],
    ['leaves a crossing offer alone if impolite', offered(impolite), [described(offer)], [['ignored']]],
    [
      'begins anew with an offer that crosses one without an answer for long, if impolite',
      offered(impolite),
      [{ kind: 'answer-overdue' }, described(offer), needed],
      [[], ['begin-anew'], []],
    ],
    [
      'begins anew with the offer it left alone, when its own is not answered for long',
      offered(impolite),
      [described(offer), { kind: 'answer-overdue' }, needed],
      [['ignored'], ['begin-anew'], []],
    ],
    [
      'forgets that an answer was overdue once it is there',
      offered(impolite),
      [
        { kind: 'answer-overdue' },
        described(answer),
        remoteSet(answer),
        needed,
        localSet(own(2)),
        described(offer),
      ],
      [[], ['set-remote'], [], ['set-local'], ['send'], ['ignored']],
    ],
    [
      'leaves an offer alone that crosses one it is making, if impolite',
      impolite,
      [needed, described(offer), localSet(own(1))],
      [['set-local'], ['ignored'], ['send']],
    ],
    [
      'gives way to a crossing offer if polite',
      offered(polite),
      [described(offer), remoteSet(offer), localSet({ type: 'answer', sdp: own(1).sdp })],
      [['set-remote'], ['set-local'], ['send']],
    ],
    [
      'does not even send an offer that has to give way',
      polite,
      [needed, described(offer), localSet(own(1)), remoteSet(offer)],
      [['set-local'], [], ['set-remote'], ['set-local']],
    ],
    [
      'takes an offer that comes while its own answer is being applied, whoever is polite',
      offered(impolite),
      [described(answer), described({ type: 'offer', sdp: sdpOf('2', 2, 'abcd') }), remoteSet(answer)],
      [['set-remote'], [], ['set-remote']],
    ],
    [
      'offers again for a wish between the end of an exchange and the news of it',
      offered(impolite),
      [described(answer), needed, remoteSet(answer)],
      [['set-remote'], [], ['set-local']],
    ],
    ['leaves an answer alone that nobody waits for', impolite, [described(answer)], [['ignored']]],
    ['waits for the other end to begin', waiting, [needed], [[]]],
    [
      'begins itself once patience is over',
      waiting,
      [needed, { kind: 'patience-over' }],
      [[], ['set-local']],
    ],
    [
      'forgets its wish when the other end began in time: the engine asks again',
      waiting,
      [needed, described(offer), remoteSet(offer), localSet({ type: 'answer', sdp: own(1).sdp })],
      [[], ['set-remote'], ['set-local'], ['send']],
    ],
    [
      'tells its offer again when messages were lost',
      offered(impolite),
      [{ kind: 'messages-lost' }],
      [['send-again']],
    ],
    ['has nothing to tell again when nothing is open', impolite, [{ kind: 'messages-lost' }], [[]]],
    [
      'ends with the first refusal of the engine',
      impolite,
      [needed, { kind: 'rejected', detail: 'no' }, needed],
      [['set-local'], ['broken'], []],
    ],
  ])('%s', (_, state, events, expected) => {
    expect(run(state, ...events).turns).toEqual(expected);
  });

  it('notices that the other end has another connection, and gives its description to the next', () => {
    const { state } = run(offered(impolite), described(answer), remoteSet(answer));
    const anew: Description = { type: 'offer', sdp: sdpOf('3', 1, 'efgh') };
    expect(negotiate(state, described(anew)).effects).toEqual([
      { kind: 'begin-anew', beginning: { description: anew, candidates: [] } },
    ]);
    // Also when it would have had to leave the offer alone.
    const open = run(state, needed, localSet(own(2))).state;
    expect(negotiate(open, described(anew)).effects).toEqual([
      { kind: 'begin-anew', beginning: { description: anew, candidates: [] } },
    ]);
  });

  it('gives the next connection also the candidates that were here before its description', () => {
    const { state } = run(offered(impolite), described(answer), remoteSet(answer));
    const anew: Description = { type: 'offer', sdp: sdpOf('3', 1, 'efgh') };
    const early = run(
      state,
      arrived(candidate('efgh', 'early')),
      arrived(candidate('other', 'of none')),
    ).state;
    expect(negotiate(early, described(anew)).effects).toEqual([
      { kind: 'begin-anew', beginning: { description: anew, candidates: [candidate('efgh', 'early')] } },
    ]);
  });

  it('keeps candidates until their description is there', () => {
    const { turns } = run(
      impolite,
      arrived(candidate('abcd', 'one')),
      described(offer),
      arrived(candidate('later', 'two')),
      remoteSet(offer),
      arrived(candidate('abcd', 'three')),
    );
    expect(turns).toEqual([[], ['set-remote'], [], ['add-candidate', 'set-local'], ['add-candidate']]);
  });

  it('keeps a bounded number of candidates', () => {
    const events = Array.from({ length: mostEarly + 9 }, (_, n) => arrived(candidate('abcd', String(n))));
    const { state } = run(impolite, ...events);
    expect(state.early).toHaveLength(mostEarly);
    expect(state.early[0]!.candidate).toBe('9');
  });

  it('is polite on one side only', () => {
    expect([isPolite('a', 'b'), isPolite('b', 'a')]).toEqual([false, true]);
  });
});

describe('two ends that offer whenever they like', () => {
  it.each(Array.from({ length: 40 }, (_, n) => n))('agree in the end: 25 runs from %i · 25 on', block => {
    for (let seed = block * 25; seed < block * 25 + 25; seed++) {
      const [a, b] = simulate(seed);
      const about = `seed ${seed}`;
      for (const end of [a, b]) {
        expect(end.connection.signaling, about).toBe('stable');
        expect(end.state.step, about).toBeUndefined();
        expect(end.state.signaling, about).toBe('stable');
        expect(end.connection.needsNegotiation, about).toBe(false);
      }
      expect(a.connection.lastExchange, about).toBe(b.connection.lastExchange);
      for (const [from, to] of [
        [a, b],
        [b, a],
      ] as const) {
        const current = from.sentCandidates.filter(
          one =>
            one.usernameFragment === from.connection.fragment &&
            to.state.fragments.includes(one.usernameFragment),
        );
        const missing = current.filter(one => !to.connection.applied.has(one.candidate));
        expect(missing, about).toEqual([]);
      }
    }
  });

  it('do cross each other in these runs, or they would prove nothing', () => {
    const crossed = Array.from({ length: 200 }, (_, seed) => simulate(seed)).filter(
      ([a]) => a.offersIgnored > 0,
    );
    expect(crossed.length).toBeGreaterThan(50);
  });
});
