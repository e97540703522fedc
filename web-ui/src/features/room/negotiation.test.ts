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
import { FakeConnection, sdpOf } from './testing/fake-connection';

const own = (version: number): Description => ({ type: 'offer', sdp: sdpOf('1', version, 'own') });
const offer: Description = { type: 'offer', sdp: sdpOf('2', 1, 'abcd') };
const answer: Description = { type: 'answer', sdp: sdpOf('2', 1, 'abcd') };
const candidate = (fragment: string, name = 'c'): WireCandidate => ({
  candidate: name,
  sdpMid: '0',
  usernameFragment: fragment,
});

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
    expect(negotiate(state, described(anew)).effects).toEqual([{ kind: 'begin-anew', description: anew }]);
    // Also when it would have had to leave the offer alone.
    const open = run(state, needed, localSet(own(2))).state;
    expect(negotiate(open, described(anew)).effects).toEqual([{ kind: 'begin-anew', description: anew }]);
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

/** Numbers that look random and are the same each time (mulberry32). */
function random(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Message = { description: Description } | { candidate: WireCandidate };

/** One end: the machine, its connection, what the connection has not told yet, and the way to the other end. */
class End {
  readonly connection: FakeConnection;
  readonly outbox: Message[] = [];
  readonly sentCandidates: WireCandidate[] = [];
  readonly heard: (() => NegotiationEvent)[] = [];
  state: Negotiation;
  offersIgnored = 0;

  constructor(origin: string, isPoliteEnd: boolean, isWaiting: boolean) {
    this.connection = new FakeConnection(origin);
    this.state = newNegotiation(isPoliteEnd, isWaiting);
  }

  handle(event: NegotiationEvent): void {
    const turn = negotiate(this.state, event);
    this.state = turn.state;
    for (const effect of turn.effects) this.carryOut(effect);
  }

  /** The engine looks whether something is to be agreed, as it does after each of its operations. */
  ask(): void {
    if (this.connection.needsNegotiation && this.heard.length === 0) this.handle({ kind: 'needed' });
  }

  private carryOut(effect: NegotiationEffect): void {
    switch (effect.kind) {
      case 'set-local':
        // Begins to take effect when it is its turn, like every operation of a connection.
        this.heard.push(() => {
          const description = this.connection.setLocal();
          this.gather(description);
          return { kind: 'local-set', description };
        });
        return;
      case 'set-remote':
        this.heard.push(() => {
          this.connection.setRemote(effect.description);
          return { kind: 'remote-set', description: effect.description };
        });
        return;
      case 'send':
        this.outbox.push({ description: effect.description });
        for (const one of this.found.splice(0)) this.outbox.push({ candidate: one });
        return;
      case 'add-candidate':
        this.connection.addCandidate(effect.candidate);
        return;
      case 'ignored':
        this.offersIgnored++;
        return;
      case 'send-again':
      case 'begin-anew':
      case 'broken':
        throw new Error(`unexpected ${JSON.stringify(effect)}`);
      default:
        effect satisfies never;
    }
  }

  private readonly found: WireCandidate[] = [];

  private gather(description: Description): void {
    const { fragment } = this.connection;
    for (let n = 0; n < 3; n++) {
      const one = candidate(fragment, `${fragment} ${/^o=\S+ \S+ (\S+)/m.exec(description.sdp)![1]} ${n}`);
      this.found.push(one);
      this.sentCandidates.push(one);
    }
  }
}

/** Descriptions keep their order; candidates may come earlier or later than that. */
function takeOne(outbox: Message[], chance: () => number): Message {
  const firstDescription = outbox.findIndex(message => 'description' in message);
  const candidates = outbox.flatMap((message, at) => ('candidate' in message ? [at] : []));
  const choices = firstDescription < 0 ? candidates : [firstDescription, ...candidates];
  return outbox.splice(choices[Math.floor(chance() * choices.length)]!, 1)[0]!;
}

function simulate(seed: number) {
  const chance = random(seed);
  const waits = chance() < 0.3;
  const a = new End('1', false, false);
  const b = new End('2', true, waits);
  const ends: [End, End] = [a, b];
  const steps = 120;
  for (
    let step = 0;
    step < steps || ends.some(({ heard, outbox }) => heard.length + outbox.length > 0);
    step++
  ) {
    if (step > 5000) throw new Error('it does not come to rest');
    const one = ends[chance() < 0.5 ? 0 : 1];
    const other = one === a ? b : a;
    const what = chance();
    if (step < steps && what < 0.12) one.connection.wanted++;
    else if (step < steps && what < 0.16) one.connection.restartIce();
    else if (step === Math.floor(steps / 2)) one.handle({ kind: 'patience-over' });
    else if (what < 0.55 && one.heard.length > 0) one.handle(one.heard.shift()!());
    else if (one.outbox.length > 0) {
      const message = takeOne(one.outbox, chance);
      other.handle(
        'description' in message ? { kind: 'description', ...message } : { kind: 'candidate', ...message },
      );
    }
    one.ask();
    if (step >= steps) {
      for (const end of ends) {
        end.handle({ kind: 'patience-over' });
        end.ask();
      }
    }
  }
  return ends;
}

describe('two ends that offer whenever they like', () => {
  it.each(Array.from({ length: 40 }, (_, n) => n))('agree in the end: runs %i·25 to %i·25+24', block => {
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
