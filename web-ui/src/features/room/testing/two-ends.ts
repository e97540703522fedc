import type { WireCandidate } from '../../../protocol/messages';
import {
  negotiate,
  newNegotiation,
  type Description,
  type Negotiation,
  type NegotiationEffect,
  type NegotiationEvent,
} from '../negotiation';
import { FakeConnection } from './fake-connection';

/** A candidate as far as negotiation looks at it: its name, and the ufrag of its description. */
export const candidate = (fragment: string, name = 'c'): WireCandidate => ({
  candidate: name,
  sdpMid: '0',
  usernameFragment: fragment,
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

/** Two ends that offer, restart and deliver at random, until everything was heard and told. */
export function simulate(seed: number) {
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
