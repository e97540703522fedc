import { describe, expect, it } from 'vitest';
import { helloWithin, linkStep, type LinkEvent, type LinkPhase } from './link';

const after = (...events: [LinkEvent, number][]): LinkPhase =>
  events.reduce<LinkPhase>((phase, [event, at]) => linkStep(phase, event, at), { kind: 'connecting' });

describe('the data channels of a connection', () => {
  it.each<[LinkPhase['kind'], string, [LinkEvent, number][]]>([
    ['connecting', 'nothing opened', [['tick', 60_000]]],
    [
      'greeting',
      'they are open here',
      [
        ['opened', 0],
        ['tick', helloWithin - 1],
      ],
    ],
    [
      'ready',
      'the other end said hello',
      [
        ['opened', 0],
        ['hello', 3],
      ],
    ],
    [
      'ready',
      'its hello came before our own open',
      [
        ['hello', 0],
        ['opened', 3],
      ],
    ],
    [
      'silent',
      'it never says hello',
      [
        ['opened', 0],
        ['tick', helloWithin],
      ],
    ],
    [
      'ready',
      'it says hello late',
      [
        ['opened', 0],
        ['tick', helloWithin],
        ['hello', 9000],
      ],
    ],
    [
      'incompatible',
      'it speaks another version',
      [
        ['opened', 0],
        ['other-version', 1],
      ],
    ],
    [
      'ready',
      'one frame is of another version after the hello',
      [
        ['hello', 0],
        ['other-version', 1],
      ],
    ],
    [
      'closed',
      'they were closed',
      [
        ['opened', 0],
        ['hello', 1],
        ['closed', 2],
        ['hello', 3],
      ],
    ],
  ])('are %s when %s', (kind, _, events) => expect(after(...events).kind).toBe(kind));
});
