import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  burst,
  chatStep,
  confirmWithin,
  initialChat,
  keptMessages,
  perSecond,
  type ChatEffect,
  type ChatEvent,
  type ChatState,
  type OwnMessage,
  type Recipient,
} from './chat';

function run(...events: [ChatEvent, at: number][]): { state: ChatState; effects: ChatEffect[] } {
  let state = initialChat();
  const effects: ChatEffect[] = [];
  for (const [event, at] of events) {
    const step = chatStep(state, event, at);
    state = step.state;
    effects.push(...step.effects);
  }
  return { state, effects };
}

const direct = (peer: string): Recipient => ({ peer, direct: true });
const without = (peer: string): Recipient => ({ peer, direct: false });
const write = (recipients: Recipient[], more: { text?: string; to?: string } = {}): ChatEvent => ({
  on: 'write',
  id: 'm1',
  text: more.text ?? 'hi',
  to: more.to,
  recipients,
});
const heard = (id: string, via: 'channel' | 'signaling' = 'channel', from = 'a'): ChatEvent => ({
  on: 'heard',
  from,
  id,
  text: 'hi',
  private: false,
  via,
});
const first = ({ state }: { state: ChatState }): OwnMessage => state.messages[0] as OwnMessage;

describe('an own message', () => {
  it('goes over the data channel of each recipient and is delivered when its page says so', () => {
    const result = run(
      [write([direct('a'), direct('b')]), 100],
      [{ on: 'confirmed', from: 'a', id: 'm1' }, 112],
    );
    expect(result.effects).toMatchObject([
      { do: 'send', peer: 'a', id: 'm1', private: false },
      { do: 'send', peer: 'b', id: 'm1' },
    ]);
    expect(first(result).deliveries).toEqual({
      a: { kind: 'delivered', took: 12 },
      b: { kind: 'sending', since: 100 },
    });
    expect(first(result).signaling).toEqual({ kind: 'none' });
  });

  it('goes once over signaling for all who have no data channel', () => {
    const result = run([write([direct('a'), without('b'), without('c')]), 0], [{ on: 'taken', id: 'm1' }, 5]);
    expect(result.effects.filter(effect => effect.do === 'signal')).toEqual([
      { do: 'signal', id: 'm1', target: undefined, text: 'hi' },
    ]);
    expect(first(result)).toMatchObject({
      deliveries: { b: { kind: 'signaling' }, c: { kind: 'signaling' } },
      signaling: { kind: 'taken' },
    });
  });

  it('to one recipient stays private on both ways', () => {
    expect(run([write([direct('a')], { to: 'a' }), 0]).effects).toMatchObject([
      { do: 'send', private: true },
    ]);
    expect(run([write([without('a')], { to: 'a' }), 0]).effects).toMatchObject([
      { do: 'signal', target: 'a' },
    ]);
  });

  it('that nobody confirms goes over signaling, once', () => {
    const result = run(
      [write([direct('a'), direct('b')]), 0],
      [{ on: 'tick' }, confirmWithin - 1],
      [{ on: 'tick' }, confirmWithin],
      [{ on: 'tick' }, confirmWithin + 1000],
    );
    expect(result.effects.filter(effect => effect.do === 'signal')).toHaveLength(1);
    expect(first(result).deliveries).toEqual({ a: { kind: 'signaling' }, b: { kind: 'signaling' } });
  });

  it('goes over signaling at once when the channel is lost before it is confirmed', () => {
    const result = run(
      [write([direct('a'), direct('b')]), 0],
      [{ on: 'confirmed', from: 'b', id: 'm1' }, 3],
      [{ on: 'channel-lost', peer: 'a' }, 4],
      [{ on: 'channel-lost', peer: 'b' }, 5],
    );
    expect(result.effects.filter(effect => effect.do === 'signal')).toHaveLength(1);
    expect(first(result).deliveries['b']).toEqual({ kind: 'delivered', took: 3 });
  });

  it('is delivered also when the mark comes late', () => {
    const result = run(
      [write([direct('a')]), 0],
      [{ on: 'tick' }, confirmWithin],
      [{ on: 'confirmed', from: 'a', id: 'm1' }, confirmWithin + 1],
    );
    expect(first(result).deliveries['a']?.kind).toBe('delivered');
  });

  it('says when the recipient left first', () => {
    const result = run([write([direct('a')]), 0], [{ on: 'left', peer: 'a' }, 1]);
    expect(first(result).deliveries['a']).toEqual({ kind: 'left' });
  });

  it('fails where signaling refuses or never answers, and can be sent again', () => {
    const refused = run([write([without('a')]), 0], [{ on: 'not-taken', id: 'm1', code: 'rate-limited' }, 1]);
    expect(first(refused).signaling).toEqual({ kind: 'failed', code: 'rate-limited' });
    const silent = run([write([without('a')]), 0], [{ on: 'tick' }, confirmWithin]);
    expect(first(silent).signaling).toEqual({ kind: 'failed', code: 'unanswered' });
    const again = chatStep(silent.state, { on: 'retry', id: 'm1', recipients: [direct('a')] }, 9000);
    expect(again.effects).toMatchObject([{ do: 'send', peer: 'a' }]);
  });

  it('sent again does not go to those who have it', () => {
    const { state } = run(
      [write([direct('a'), without('b')]), 0],
      [{ on: 'confirmed', from: 'a', id: 'm1' }, 1],
      [{ on: 'not-taken', id: 'm1', code: 'unreachable' }, 2],
    );
    const step = chatStep(state, { on: 'retry', id: 'm1', recipients: [direct('a'), direct('b')] }, 3);
    expect(step.effects).toMatchObject([{ do: 'send', peer: 'b' }]);
  });

  it.each([
    ['blank', '  \n'],
    ['too long', 'x'.repeat(4097)],
  ])('that is %s is not sent', (_, text) => {
    expect(run([write([direct('a')], { text }), 0])).toEqual({ state: initialChat(), effects: [] });
  });

  it('is marked by nobody it did not go to', () => {
    const result = run([write([direct('a')]), 0], [{ on: 'confirmed', from: 'stranger', id: 'm1' }, 1]);
    expect(Object.keys(first(result).deliveries)).toEqual(['a']);
  });
});

describe('a message of a peer', () => {
  it('is shown once and confirmed each time, whichever way it came', () => {
    const result = run([heard('x'), 0], [heard('x', 'signaling'), 1], [heard('x'), 2]);
    expect(result.state.messages).toHaveLength(1);
    expect(result.effects).toEqual([
      { do: 'confirm', peer: 'a', id: 'x' },
      { do: 'confirm', peer: 'a', id: 'x' },
    ]);
  });

  it('with the id of another peer’s message is another message', () => {
    expect(run([heard('x'), 0], [heard('x', 'channel', 'b'), 0]).state.messages).toHaveLength(2);
  });

  it('came over the channel if that brought it, too, whichever was first', () => {
    for (const [first, second] of [
      ['channel', 'signaling'],
      ['signaling', 'channel'],
    ] as const) {
      const { state, effects } = run([heard('x', first), 0], [heard('x', second), 1]);
      expect(state.messages).toMatchObject([{ via: 'channel' }]);
      expect(effects).toHaveLength(1);
    }
  });

  it('says whether it came over signaling', () => {
    expect(run([heard('x', 'signaling'), 0])).toMatchObject({
      state: { messages: [{ via: 'signaling' }] },
      effects: [],
    });
  });

  it('beyond the allowance is counted, not shown and not confirmed; others are not affected', () => {
    const flood = Array.from({ length: burst + 5 }, (_, n): [ChatEvent, number] => [heard(`m${n}`), 0]);
    const { state, effects } = run(...flood, [heard('b1', 'channel', 'b'), 0]);
    expect(state.dropped).toEqual({ a: 5 });
    expect(effects).toHaveLength(burst + 1);
    const later = chatStep(state, heard('later'), 1000 / perSecond);
    expect(later.effects).toHaveLength(1);
  });
});

describe('the chat', () => {
  it('keeps a bounded number of messages, and marks what it has, whatever happens', () => {
    const peer = fc.constantFrom('a', 'b', 'c');
    const id = fc.constantFrom('m1', 'm2', 'm3', 'm4');
    const recipients = fc.array(fc.record({ peer, direct: fc.boolean() }), { maxLength: 3 });
    const event: fc.Arbitrary<ChatEvent> = fc.oneof(
      fc.record({
        on: fc.constant('write' as const),
        id,
        text: fc.string(),
        to: fc.option(peer, { nil: undefined }),
        recipients,
      }),
      fc.record({ on: fc.constant('confirmed' as const), from: peer, id }),
      fc.record({ on: fc.constant('taken' as const), id }),
      fc.record({ on: fc.constant('not-taken' as const), id, code: fc.string() }),
      fc.record({ on: fc.constant('channel-lost' as const), peer }),
      fc.record({ on: fc.constant('left' as const), peer }),
      fc.record({ on: fc.constant('tick' as const) }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), events => {
        const { state } = run(
          ...events.map((each, n): [ChatEvent, number] => [each, n * 400]),
          [{ on: 'tick' }, 1e6],
          [{ on: 'tick' }, 2e6],
        );
        expect(state.messages.length).toBeLessThanOrEqual(keptMessages);
        for (const message of state.messages as OwnMessage[]) {
          // In the end nothing is under way: it was confirmed, taken, refused, or nobody was there any more.
          expect(message.signaling.kind).not.toBe('sent');
          for (const delivery of Object.values(message.deliveries)) expect(delivery.kind).not.toBe('sending');
        }
      }),
    );
  });
});
