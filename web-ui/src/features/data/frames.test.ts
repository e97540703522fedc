import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decode,
  encode,
  frameVersion,
  mostChatLength,
  mostChunkBytes,
  mostFileBytes,
  mostFrameBytes,
  type ChannelName,
  type Frame,
} from './frames';

const channels: ChannelName[] = ['chat', 'broadcast', 'file'];
const u32 = fc.nat(0xffff_ffff);
const size = fc.maxSafeNat().map(value => value % (mostFileBytes + 1));
const number = fc.option(fc.double({ min: -1e15, max: 1e15, noNaN: true }), { nil: undefined });
const id = fc.string({ minLength: 1, maxLength: 64 });
const bytesOf = (minLength: number, maxLength: number): fc.Arbitrary<Uint8Array> =>
  fc.uint8Array({ minLength, maxLength });

const arbitrary = (values: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Frame> =>
  fc.record(values) as unknown as fc.Arbitrary<Frame>;

const frames: Record<ChannelName, fc.Arbitrary<Frame>> = {
  chat: fc.oneof(
    arbitrary({ kind: fc.constant('hello') }),
    arbitrary({
      kind: fc.constant('chat'),
      id,
      private: fc.boolean(),
      text: fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }),
    }),
    arbitrary({ kind: fc.constant('chat-received'), id }),
    arbitrary({ kind: fc.constant('broadcast-end'), run: u32, sent: u32 }),
    arbitrary({
      kind: fc.constant('broadcast-report'),
      run: u32,
      received: u32,
      lost: u32,
      p50: number,
      p99: number,
      error: number,
    }),
  ),
  broadcast: arbitrary({ kind: fc.constant('beat'), run: u32, number: u32, sentAt: number, error: number }),
  file: fc.oneof(
    arbitrary({
      kind: fc.constant('file-offer'),
      transfer: u32,
      size,
      name: fc.string({ maxLength: 255 }),
      type: fc.string({ maxLength: 127 }),
    }),
    arbitrary({ kind: fc.constant('file-accept'), transfer: u32 }),
    arbitrary({
      kind: fc.constant('file-refuse'),
      transfer: u32,
      why: fc.constantFrom('declined', 'busy', 'too-large', 'storage'),
    }),
    arbitrary({ kind: fc.constant('file-chunk'), transfer: u32, offset: size, bytes: bytesOf(1, 2000) }),
    arbitrary({ kind: fc.constant('file-end'), transfer: u32, hash: bytesOf(32, 32) }),
    arbitrary({ kind: fc.constant('file-progress'), transfer: u32, stored: size }),
    arbitrary({ kind: fc.constant('file-received'), transfer: u32 }),
    arbitrary({ kind: fc.constant('file-cancel'), transfer: u32 }),
    arbitrary({
      kind: fc.constant('file-failed'),
      transfer: u32,
      why: fc.constantFrom('unreadable', 'storage', 'hash', 'protocol', 'no-progress'),
    }),
  ),
};

describe('a frame', () => {
  it.each(channels)('of the %s channel arrives as it was sent', channel => {
    fc.assert(
      fc.property(frames[channel], frame => {
        const message = encode(frame);
        expect(message.length).toBeLessThanOrEqual(mostFrameBytes);
        expect(decode(channel, message)).toEqual({ ok: true, frame });
      }),
    );
  });

  it.each(channels)('of the %s channel is not taken when anything is cut off or added', channel => {
    fc.assert(
      fc.property(frames[channel], fc.nat(), (frame, cut) => {
        const message = encode(frame);
        // What is left of a chunk is a shorter chunk; the offset of the next one shows it.
        if (frame.kind !== 'file-chunk') {
          expect(decode(channel, message.subarray(0, cut % message.length)).ok).toBe(false);
          expect(decode(channel, new Uint8Array([...message, 0])).ok).toBe(false);
        }
      }),
    );
  });

  it('of another channel is refused', () => {
    fc.assert(
      fc.property(fc.constantFrom(...channels), fc.constantFrom(...channels), fc.gen(), (sent, came, gen) => {
        fc.pre(sent !== came);
        expect(decode(came, encode(gen(() => frames[sent])))).toEqual({ ok: false, problem: 'kind' });
      }),
    );
  });

  it('may be any bytes at all: it is taken or has a problem, and nothing throws', () => {
    fc.assert(
      fc.property(fc.constantFrom(...channels), bytesOf(0, 300), fc.boolean(), (channel, bytes, ours) => {
        if (ours && bytes.length > 0) bytes[0] = frameVersion;
        const decoded = decode(channel, bytes);
        if (decoded.ok) expect(encode(decoded.frame).length).toBeLessThanOrEqual(mostFrameBytes);
        else
          expect(['version', 'kind', 'truncated', 'trailing', 'bounds', 'text']).toContain(decoded.problem);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['nothing', [], 'truncated'],
    ['another version', [2, 1], 'version'],
    ['an unknown kind', [1, 99], 'kind'],
    ['a text longer than what came', [1, 3, 0, 9, 65], 'truncated'],
    ['an empty id', [1, 3, 0, 0], 'bounds'],
    ['an id of 65 bytes', [1, 3, 0, 65, ...Array<number>(65).fill(65)], 'bounds'],
    ['a text that is not UTF-8', [1, 3, 0, 2, 0xc3, 0x28], 'text'],
    ['a flag that is neither yes nor no', [1, 2, 0, 1, 65, 2, 0, 1, 65], 'bounds'],
  ])('of %s has a name for its problem', (_, message, problem) => {
    expect(decode('chat', new Uint8Array(message as number[]))).toEqual({ ok: false, problem });
  });

  it.each([
    ['a size beyond 64 GiB', [1, 32, 0, 0, 0, 1, 0, 0, 0, 16, 0, 0, 0, 1, 0, 0, 0, 0]],
    ['a size that no number holds', [1, 32, 0, 0, 0, 1, ...Array<number>(8).fill(255), 0, 0, 0, 0]],
    ['a reason nobody knows', [1, 34, 0, 0, 0, 1, 200]],
    ['an empty chunk', [1, 35, 0, 0, 0, 1, ...Array<number>(8).fill(0)]],
  ])('with %s is out of bounds', (_, message) => {
    expect(decode('file', new Uint8Array(message))).toEqual({ ok: false, problem: 'bounds' });
  });

  it('holds at most 16 KiB of a file, whoever sends it', () => {
    expect(decode('file', new Uint8Array(mostFrameBytes + 1))).toEqual({ ok: false, problem: 'bounds' });
    const bytes = new Uint8Array(mostChunkBytes);
    const largest = encode({ kind: 'file-chunk', transfer: 1, offset: 0, bytes });
    expect(largest.length).toBe(mostFrameBytes);
  });

  it('holds the longest chat message in any script', () => {
    const text = '語'.repeat(mostChatLength);
    const message = encode({ kind: 'chat', id: 'a', private: false, text });
    expect(decode('chat', message)).toMatchObject({ ok: true, frame: { text } });
  });
});
