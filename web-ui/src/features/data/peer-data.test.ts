import { describe, expect, it } from 'vitest';
import { helloWithin } from './link';
import { PeerData } from './peer-data';
import { ScriptedConnection } from './testing/connection';
import { ScriptedSink, sourceWith } from './testing/pipe';

function end(polite: boolean) {
  const connection = new ScriptedConnection();
  const frames: unknown[] = [];
  const clock = { at: 0 };
  const data = new PeerData(connection.asConnection, polite, {
    onLink: () => undefined,
    onFrame: frame => frames.push(frame),
    onTransfers: () => undefined,
    openSink: () => Promise.resolve(new ScriptedSink()),
    now: () => clock.at,
  });
  data.open();
  return { connection, frames, data, clock };
}

function connected() {
  const [a, b] = [end(true), end(false)];
  a.connection.connect(b.connection);
  return { a, b };
}

describe('the data channels of two pages', () => {
  it('have agreed numbers and their own reliability', () => {
    expect(end(true).connection.channels.map(({ label, init }) => ({ label, ...init }))).toEqual([
      { label: 'chat', negotiated: true, id: 0, ordered: true },
      { label: 'broadcast', negotiated: true, id: 1, ordered: false, maxRetransmits: 0 },
      { label: 'file', negotiated: true, id: 2, ordered: true },
    ]);
  });

  it('are ready when both said hello, and carry messages both ways', () => {
    const { a, b } = connected();
    expect([a.data.link.kind, b.data.link.kind]).toEqual(['ready', 'ready']);
    const message = { kind: 'chat', id: 'm', private: false, text: 'hi' } as const;
    expect(a.data.say(message)).toBe(true);
    expect(b.frames).toEqual([message]);
  });

  it('are not talked to where the other end only has a connection', () => {
    const [a, silent] = [end(true), new ScriptedConnection()];
    a.connection.connect(silent);
    expect(a.data.say({ kind: 'chat', id: 'm', private: false, text: 'hi' })).toBe(false);
    a.clock.at = helloWithin;
    a.data.tick();
    expect(a.data.link.kind).toBe('silent');
  });

  it('count what is no frame, and go on', () => {
    const { a, b } = connected();
    const [chat] = b.connection.channels;
    for (const data of ['text', new Uint8Array([9, 9]).buffer, new ArrayBuffer(0), new ArrayBuffer(99_999)])
      chat!.onmessage!({ data });
    expect(b.data.malformed).toBe(4);
    expect(a.data.say({ kind: 'chat-received', id: 'm' })).toBe(true);
    expect(b.frames).toHaveLength(1);
  });

  it('hold back what would wait too long in the broadcast channel', () => {
    const { a } = connected();
    const beat = { kind: 'beat', run: 1, number: 0, sentAt: undefined, error: undefined } as const;
    expect(a.data.beat(beat)).toBe(true);
    a.connection.channels[1]!.bufferedAmount = 100_000;
    expect(a.data.beat(beat)).toBe(false);
  });

  it('end their transfers when the other page goes away', () => {
    const { a, b } = connected();
    a.data.files.offer(sourceWith(new Uint8Array(10)));
    expect(b.data.files.transfers).toHaveLength(1);
    b.data.close();
    expect(a.data.link.kind).toBe('closed');
    expect(a.data.files.transfers[0]!.state.phase).toEqual({ kind: 'failed', by: 'peer', why: 'gone' });
    expect(b.data.files.transfers[0]!.state.phase).toEqual({ kind: 'failed', by: 'peer', why: 'gone' });
  });
});
