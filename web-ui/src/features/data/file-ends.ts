/** What the two ends of a transfer need from outside: a channel, a file to read, a place to store. */
import type { Frame } from './frames';

/** The `file` channel of one connection. */
export interface FileWire {
  /** False where the channel no longer takes anything. */
  send(frame: Frame): boolean;
  /** Bytes that wait in the channel. */
  readonly buffered: number;
  /** Bytes of a file in one chunk. */
  readonly chunkBytes: number;
}

/** A file to send. */
export interface FileSource {
  readonly name: string;
  readonly type: string;
  readonly size: number;
  /** @throws if it can not be read, for example because it was changed since it was chosen */
  read(from: number, to: number): Promise<Uint8Array>;
}

/** A file that is stored. */
export interface StoredFile {
  /** Hands it to the visitor; absent where it lies already where the visitor wanted it. */
  save?: () => void;
  /** Frees what it takes here. */
  discard(): void;
}

/** A place that a file is stored in as it comes. */
export interface FileSink {
  write(block: Uint8Array<ArrayBuffer>): Promise<void>;
  finish(): Promise<StoredFile>;
  abort(): Promise<void>;
}

/** Where to store: handed over as a download when complete, or in a place the visitor chooses now. */
export type Destination = 'download' | 'chosen';

/** No place for a file: too large for what there is, or no storage at all. */
export class NoPlace extends Error {
  constructor(readonly why: 'too-large' | 'storage') {
    super(why);
  }
}

/**
 * Opens a place for a file; undefined if the visitor chose none after all.
 *
 * @throws NoPlace
 */
export type OpenSink = (
  destination: Destination,
  file: { name: string; type: string; size: number },
) => Promise<FileSink | undefined>;

export const sourceOf = (file: File): FileSource => ({
  name: file.name,
  type: file.type,
  size: file.size,
  read: async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer()),
});
