import { describe, expect, it } from 'vitest';
import { incomingStep, isComplete, offered, type Incoming, type IncomingEvent } from './incoming';
import { next, offer, outgoingStep, type Outgoing, type OutgoingEvent } from './outgoing';
import { blockBytes, giveUpAfter, haltAfter, highWater, reportEvery, windowBytes } from './transfer';

const file = (size: number) => ({ name: 'a.bin', type: 'x/y', size });
const MiB = 2 ** 20;

function sending(size: number, ...events: [OutgoingEvent, at?: number][]) {
  let { state, frames } = offer(1, file(size), 0);
  for (const [event, at] of events) ({ state, frames } = outgoingStep(state, event, at ?? 0));
  return { state, frames };
}
function receiving(size: number, ...events: [IncomingEvent, at?: number][]) {
  let state = offered(1, file(size), 0);
  let frames: readonly unknown[] = [];
  for (const [event, at] of events) ({ state, frames } = incomingStep(state, event, at ?? 0));
  return { state, frames };
}
const accepted: [OutgoingEvent] = [{ on: 'accepted' }];
const opened: [IncomingEvent][] = [[{ on: 'accept' }], [{ on: 'opened' }]];
const chunk = (offset: number, bytes: number): [IncomingEvent] => [{ on: 'chunk', offset, bytes }];

describe('the sender of a file', () => {
  it.each<[string, Partial<Outgoing>, number, ReturnType<typeof next>]>([
    ['reads the first block', {}, 0, { read: { from: 0, to: blockBytes } }],
    [
      'reads on while the channel has room',
      { sent: MiB },
      highWater - 1,
      { read: { from: MiB, to: MiB + blockBytes } },
    ],
    ['waits while the channel is full', { sent: MiB }, highWater, undefined],
    ['waits while a window is not stored', { sent: windowBytes }, 0, undefined],
    [
      'goes on when some of it is stored',
      { sent: windowBytes, stored: blockBytes },
      0,
      { read: { from: windowBytes, to: windowBytes + blockBytes } },
    ],
    [
      'reads the rest',
      { sent: 20 * MiB - 5, stored: 20 * MiB - 5 },
      0,
      { read: { from: 20 * MiB - 5, to: 20 * MiB } },
    ],
    ['ends when all is sent', { sent: 20 * MiB }, highWater, 'end'],
  ])('%s', (_, more, buffered, expected) => {
    const { state } = sending(20 * MiB, accepted);
    expect(next({ ...state, ...more }, buffered)).toEqual(expected);
  });

  it('sends nothing before it is accepted', () => {
    expect(next(sending(5).state, 0)).toBeUndefined();
  });

  it.each<[string, [OutgoingEvent, number?][], object]>([
    ['refused', [[{ on: 'refused', why: 'declined' }]], { kind: 'refused', why: 'declined' }],
    ['cancelled here', [accepted, [{ on: 'cancel' }]], { kind: 'cancelled', by: 'me' }],
    ['cancelled there', [accepted, [{ on: 'peer-cancelled' }]], { kind: 'cancelled', by: 'peer' }],
    [
      'no longer readable',
      [accepted, [{ on: 'unreadable' }]],
      { kind: 'failed', by: 'me', why: 'unreadable' },
    ],
    [
      'not stored there',
      [accepted, [{ on: 'peer-failed', why: 'storage' }]],
      { kind: 'failed', by: 'peer', why: 'storage' },
    ],
    [
      'without receiver before it was accepted',
      [[{ on: 'gone' }]],
      { kind: 'failed', by: 'peer', why: 'gone' },
    ],
    [
      'without receiver in its middle',
      [accepted, [{ on: 'sent', bytes: 3 }], [{ on: 'gone' }]],
      { kind: 'failed', by: 'peer', why: 'gone' },
    ],
    [
      'without progress',
      [accepted, [{ on: 'tick' }, giveUpAfter]],
      { kind: 'failed', by: 'me', why: 'no-progress' },
    ],
    ['accepted twice', [accepted, accepted], { kind: 'failed', why: 'protocol' }],
    [
      'refused after it was accepted',
      [accepted, [{ on: 'refused', why: 'busy' }]],
      { kind: 'failed', why: 'protocol' },
    ],
    [
      'said to be stored beyond what was sent',
      [accepted, [{ on: 'sent', bytes: 3 }], [{ on: 'progress', stored: 4 }]],
      { kind: 'failed', why: 'protocol' },
    ],
    [
      'said to be stored before it was accepted',
      [[{ on: 'progress', stored: 0 }]],
      { kind: 'failed', why: 'protocol' },
    ],
    [
      'said to be whole before it was sent',
      [accepted, [{ on: 'received' }]],
      { kind: 'failed', why: 'protocol' },
    ],
  ])('ends a file that is %s', (_, events, phase) => {
    const { state } = sending(10, ...events);
    expect(state.phase).toMatchObject(phase);
    expect(outgoingStep(state, { on: 'accepted' }, 9)).toEqual({ state, frames: [] });
  });

  it('is done when the receiver has compared the hash', () => {
    const { state } = sending(
      10,
      [{ on: 'accepted' }, 100],
      [{ on: 'sent', bytes: 10 }, 110],
      [{ on: 'end-sent', hash: 'ab' }, 111],
      [{ on: 'received' }, 150],
    );
    expect(state).toMatchObject({ phase: { kind: 'done', took: 50, hash: 'ab' }, stored: 10 });
  });

  it('leaves an offer open for as long as somebody thinks about it', () => {
    expect(sending(10, [{ on: 'tick' }, 10 * giveUpAfter]).state.phase).toEqual({ kind: 'offered' });
  });

  it('says that nothing moves, and takes it back', () => {
    const { state } = sending(10, accepted, [{ on: 'sent', bytes: 5 }], [{ on: 'tick' }, haltAfter]);
    expect(state.halted).toBe(true);
    expect(outgoingStep(state, { on: 'progress', stored: 5 }, haltAfter + 1).state.halted).toBe(false);
  });
});

describe('the receiver of a file', () => {
  it('has a place for it before it accepts', () => {
    expect(receiving(10, [{ on: 'accept' }])).toMatchObject({
      state: { phase: { kind: 'opening' } },
      frames: [],
    });
    expect(receiving(10, ...opened).frames).toEqual([{ kind: 'file-accept', transfer: 1 }]);
  });

  it('is asked again when no place was chosen', () => {
    expect(receiving(10, [{ on: 'accept' }], [{ on: 'not-opened' }]).state.phase).toEqual({
      kind: 'offered',
    });
  });

  it.each<[string, number, [IncomingEvent, number?][]]>([
    ['a chunk nobody accepted', 10, [chunk(0, 10)]],
    ['a chunk that leaves a gap', 5000, [...opened, chunk(1, 2000)]],
    ['a chunk that comes twice', 5000, [...opened, chunk(0, 2000), chunk(0, 2000)]],
    ['more than was announced', 3000, [...opened, chunk(0, 2000), chunk(2000, 1001)]],
    ['bytes for an empty file', 0, [...opened, chunk(0, 1)]],
    ['a flood of tiny chunks', 5000, [...opened, chunk(0, 1)]],
    ['the end before all came', 5000, [...opened, chunk(0, 2000), [{ on: 'end' }]]],
    ['a second end', 2000, [...opened, chunk(0, 2000), [{ on: 'end' }], [{ on: 'end' }]]],
    ['a chunk after the end', 2000, [...opened, chunk(0, 2000), [{ on: 'end' }], chunk(2000, 1)]],
  ])('refuses %s', (_, size, events) => {
    expect(receiving(size, ...events)).toMatchObject({
      state: { phase: { kind: 'failed', by: 'me', why: 'protocol' } },
      frames: [{ kind: 'file-failed', why: 'protocol' }],
    });
  });

  it('holds no more than a window that is not stored, even if the sender ignores it', () => {
    const part = windowBytes / 4;
    const chunks = [0, 1, 2, 3].map(n => chunk(n * part, part));
    const full = receiving(2 * windowBytes, ...opened, ...chunks);
    expect(full.state.phase.kind).toBe('receiving');
    expect(
      incomingStep(full.state, { on: 'chunk', offset: windowBytes, bytes: part }, 0).state.phase,
    ).toMatchObject({ kind: 'failed', why: 'protocol' });
  });

  it('tells what is stored now and then, and each second', () => {
    const [first, second] = [reportEvery - 1, 1];
    const steps = receiving(MiB, ...opened, chunk(0, MiB), [{ on: 'stored', bytes: first }]);
    expect(steps.frames).toEqual([]);
    expect(incomingStep(steps.state, { on: 'stored', bytes: second }, 0).frames).toEqual([
      { kind: 'file-progress', transfer: 1, stored: reportEvery },
    ]);
    expect(incomingStep(steps.state, { on: 'tick' }, 1000).frames).toEqual([
      { kind: 'file-progress', transfer: 1, stored: first },
    ]);
  });

  it('compares when everything is stored, not when everything arrived', () => {
    const arrived = receiving(2000, ...opened, chunk(0, 2000), [{ on: 'end' }]);
    expect(isComplete(arrived.state)).toBe(false);
    const { state } = incomingStep(arrived.state, { on: 'stored', bytes: 2000 }, 0);
    expect(isComplete(state)).toBe(true);
    expect(incomingStep(state, { on: 'compared', equal: true, hash: 'ab' }, 7)).toMatchObject({
      state: { phase: { kind: 'done', took: 7, hash: 'ab' } },
      frames: [{ kind: 'file-received' }],
    });
    expect(incomingStep(state, { on: 'compared', equal: false, hash: 'ab' }, 7)).toMatchObject({
      state: { phase: { kind: 'failed', why: 'hash' } },
      frames: [{ kind: 'file-failed', why: 'hash' }],
    });
  });

  it('takes an empty file', () => {
    expect(isComplete(receiving(0, ...opened, [{ on: 'end' }]).state)).toBe(true);
  });

  it.each<[string, [IncomingEvent, number?][], Partial<Incoming>['phase']]>([
    ['declined', [[{ on: 'refuse', why: 'declined' }]], { kind: 'refused', why: 'declined' }],
    [
      'without a place',
      [[{ on: 'accept' }], [{ on: 'refuse', why: 'storage' }]],
      { kind: 'refused', why: 'storage' },
    ],
    ['cancelled here', [...opened, [{ on: 'cancel' }]], { kind: 'cancelled', by: 'me' }],
    ['cancelled there', [...opened, [{ on: 'peer-cancelled' }]], { kind: 'cancelled', by: 'peer' }],
    ['without sender', [...opened, [{ on: 'gone' }]], { kind: 'failed', by: 'peer', why: 'gone' }],
    [
      'no longer stored',
      [...opened, [{ on: 'storage-failed' }]],
      { kind: 'failed', by: 'me', why: 'storage' },
    ],
    [
      'without progress',
      [...opened, [{ on: 'tick' }, giveUpAfter]],
      { kind: 'failed', by: 'me', why: 'no-progress' },
    ],
  ])('ends a file that is %s', (_, events, phase) => {
    const { state } = receiving(10, ...events);
    expect(state.phase).toEqual(phase);
    expect(incomingStep(state, { on: 'chunk', offset: 0, bytes: 10 }, 9)).toEqual({ state, frames: [] });
  });
});
