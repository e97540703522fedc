import {
  bytes,
  flag,
  FrameReader,
  FrameWriter,
  length,
  Malformed,
  maybeNumber,
  oneOf,
  rest,
  text,
  u32,
  type FrameProblem,
  type Layout,
  type Values,
} from './layout';

/** The first byte of every frame. A frame of another version is not read any further. */
export const frameVersion = 1;

/** Most bytes of a file in one chunk. Larger messages would hold up those of the other channels (RFC 8831 §6.6). */
export const mostChunkBytes = 16 * 1024;

/** Fewest bytes of a file in one chunk, but for the last: a flood of tiny ones would cost more memory than it carries. */
export const leastChunkBytes = 1024;

/** Largest file that is offered or taken, in bytes: 64 GiB. */
export const mostFileBytes = 64 * 2 ** 30;

/** Longest chat message, in UTF-16 code units; the same as over signaling. */
export const mostChatLength = 4096;

/** Bytes of a `chunk` that are not the file's: version, kind, transfer, offset. */
export const chunkOverhead = 1 + 1 + 4 + 8;

/** Largest frame in bytes; without any word of its own a peer takes 65,536 (RFC 8841 §6.1). */
export const mostFrameBytes = mostChunkBytes + chunkOverhead;

const transfer = u32;
const fileBytes = length(mostFileBytes);

export const refusals = ['declined', 'busy', 'too-large', 'storage'] as const;
export type Refusal = (typeof refusals)[number];

export const failures = ['unreadable', 'storage', 'hash', 'protocol', 'no-progress'] as const;
/** Why an end gave a transfer up, as it tells the other end. */
export type Failure = (typeof failures)[number];

/** Channel, number of the kind, fields in their order on the wire. */
const layouts = {
  /** First frame of each end: it speaks this protocol. A negotiated channel opens even if nobody listens there. */
  hello: of('chat', 1, {}),
  chat: of('chat', 2, { id: text(1, 64), private: flag, text: text(1, mostChatLength) }),
  /** The page of the recipient has shown the message. */
  'chat-received': of('chat', 3, { id: text(1, 64) }),
  /** So many were sent in this run, and no more follow. */
  'broadcast-end': of('chat', 4, { run: u32, sent: u32 }),
  /** What the recipient counted of a run so far. */
  'broadcast-report': of('chat', 5, {
    run: u32,
    received: u32,
    lost: u32,
    p50: maybeNumber,
    p99: maybeNumber,
    error: maybeNumber,
  }),
  /** One broadcast message: its number from 0, when it was sent on the lab clock and the error of that (ms). */
  beat: of('broadcast', 16, { run: u32, number: u32, sentAt: maybeNumber, error: maybeNumber }),
  'file-offer': of('file', 32, { transfer, size: fileBytes, name: text(0, 255), type: text(0, 127) }),
  'file-accept': of('file', 33, { transfer }),
  'file-refuse': of('file', 34, { transfer, why: oneOf(...refusals) }),
  'file-chunk': of('file', 35, { transfer, offset: fileBytes, bytes: rest(mostChunkBytes) }),
  /** All chunks are sent; SHA-256 of the whole file (FIPS 180-4). */
  'file-end': of('file', 36, { transfer, hash: bytes(32) }),
  /** So many bytes are stored at the receiver: the sender may go on this far and a window further. */
  'file-progress': of('file', 37, { transfer, stored: fileBytes }),
  /** All bytes are stored and their hash is the sender's. */
  'file-received': of('file', 38, { transfer }),
  'file-cancel': of('file', 39, { transfer }),
  'file-failed': of('file', 40, { transfer, why: oneOf(...failures) }),
} as const;

export type ChannelName = 'chat' | 'broadcast' | 'file';

interface Described<C extends ChannelName, L extends Layout> {
  channel: C;
  code: number;
  fields: L;
}

function of<C extends ChannelName, L extends Layout>(channel: C, code: number, fields: L): Described<C, L> {
  return { channel, code, fields };
}

type Layouts = typeof layouts;
export type FrameKind = keyof Layouts;
export type FrameOf<K extends FrameKind> = { kind: K } & Values<Layouts[K]['fields']>;
export type Frame = { [K in FrameKind]: FrameOf<K> }[FrameKind];
/** Frames of one channel. */
export type FrameOn<C extends ChannelName> = {
  [K in FrameKind]: Layouts[K]['channel'] extends C ? FrameOf<K> : never;
}[FrameKind];

const kinds = new Map<number, FrameKind>(
  (Object.keys(layouts) as FrameKind[]).map(kind => [layouts[kind].code, kind]),
);

interface AnyField {
  write(value: unknown, to: FrameWriter): void;
  read(from: FrameReader): unknown;
}

const fieldsOf = (kind: FrameKind): [string, AnyField][] =>
  Object.entries(layouts[kind].fields as Record<string, AnyField>);

/** @throws Malformed if a value is out of its bounds; callers keep them, so that is a bug. */
export function encode(frame: Frame): Uint8Array<ArrayBuffer> {
  const writer = new FrameWriter(mostFrameBytes);
  writer.u8(frameVersion);
  writer.u8(layouts[frame.kind].code);
  const values = frame as unknown as Record<string, unknown>;
  for (const [name, field] of fieldsOf(frame.kind)) field.write(values[name], writer);
  return writer.done();
}

export type Decoded<F> = { ok: true; frame: F } | { ok: false; problem: FrameProblem };

/** A frame that arrived on this channel. Never throws; whatever a peer sends is either a frame or has a problem. */
export function decode<C extends ChannelName>(channel: C, message: Uint8Array): Decoded<FrameOn<C>> {
  try {
    return { ok: true, frame: read(channel, message) as FrameOn<C> };
  } catch (problem) {
    if (problem instanceof Malformed) return { ok: false, problem: problem.problem };
    throw problem;
  }
}

function read(channel: ChannelName, message: Uint8Array): unknown {
  if (message.length > mostFrameBytes) throw new Malformed('bounds');
  const reader = new FrameReader(message);
  if (reader.u8() !== frameVersion) throw new Malformed('version');
  const kind = kinds.get(reader.u8());
  if (kind === undefined || layouts[kind].channel !== channel) throw new Malformed('kind');
  const frame: Record<string, unknown> = { kind };
  for (const [name, field] of fieldsOf(kind)) frame[name] = field.read(reader);
  if (reader.left > 0) throw new Malformed('trailing');
  return frame;
}
