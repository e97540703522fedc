import { describe, expect, it } from 'vitest';
import type { Delivery, OverSignaling, OwnMessage } from './chat';
import { markOf } from './chat-view';

const message = (deliveries: Record<string, Delivery>, signaling: OverSignaling): OwnMessage => ({
  author: 'me',
  id: 'm1',
  text: 'hi',
  at: 0,
  to: undefined,
  deliveries,
  signaling,
});
const sending: Delivery = { kind: 'sending', since: 0 };
const delivered: Delivery = { kind: 'delivered', took: 3 };
const over: Delivery = { kind: 'signaling' };
const left: Delivery = { kind: 'left' };
const none: OverSignaling = { kind: 'none' };

describe('the mark of an own message', () => {
  it.each<[ReturnType<typeof markOf>, string, Record<string, Delivery>, OverSignaling]>([
    ['nobody', 'nobody was there', {}, none],
    ['sending', 'one has not confirmed it', { a: delivered, b: sending }, none],
    ['delivered', 'all confirmed it', { a: delivered, b: delivered }, none],
    ['signaling', 'one got it over signaling', { a: delivered, b: over }, { kind: 'taken' }],
    ['signaling', 'it is on its way over signaling', { a: over }, { kind: 'sent', since: 0 }],
    ['failed', 'signaling did not take it for one', { a: delivered, b: over }, { kind: 'failed', code: 'x' }],
    ['delivered', 'signaling failed, but all confirmed it', { a: delivered }, { kind: 'failed', code: 'x' }],
    ['left', 'one left before', { a: delivered, b: left }, none],
  ])('is %s when %s', (mark, _, deliveries, signaling) => {
    expect(markOf(message(deliveries, signaling))).toBe(mark);
  });
});
