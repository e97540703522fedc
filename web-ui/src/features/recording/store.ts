import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { grown } from './analysis';
import type { RecordingMeta } from './model';

/** Where recordings are kept until they are saved. Every promise may be rejected by a browser that forbids storage. */
export interface RecordingStore {
  begin(meta: RecordingMeta): Promise<void>;
  /** Resolves once the chunk is on the disk. */
  append(id: string, chunk: Blob, at: number): Promise<RecordingMeta>;
  change(id: string, what: Partial<Pick<RecordingMeta, 'ended' | 'saved'>>): Promise<void>;
  list(): Promise<RecordingMeta[]>;
  /** All chunks in order; they stay on the disk until they are read. */
  read(id: string): Promise<Blob[]>;
  remove(id: string): Promise<void>;
}

interface Schema extends DBSchema {
  recordings: { key: string; value: RecordingMeta };
  chunks: { key: [id: string, number: number]; value: Blob };
}

/**
 * IndexedDB, because a transaction is the unit that survives a crash: each chunk with the figures of its recording is one,
 * `strict`, so flushed before the next. A file of the origin private file system is only there once it is closed.
 */
export class IndexedRecordings implements RecordingStore {
  private opened: Promise<IDBPDatabase<Schema>> | undefined;

  async begin(meta: RecordingMeta): Promise<void> {
    await (await this.database()).put('recordings', meta);
  }

  async append(id: string, chunk: Blob, at: number): Promise<RecordingMeta> {
    const database = await this.database();
    const change = database.transaction(['recordings', 'chunks'], 'readwrite', { durability: 'strict' });
    const meta = await change.objectStore('recordings').get(id);
    if (!meta) throw new DOMException('The recording was removed.', 'NotFoundError');
    const now = grown(meta, chunk.size, at);
    await Promise.all([
      change.objectStore('chunks').put(chunk, [id, meta.chunks]),
      change.objectStore('recordings').put(now),
      change.done,
    ]);
    return now;
  }

  async change(id: string, what: Partial<Pick<RecordingMeta, 'ended' | 'saved'>>): Promise<void> {
    const change = (await this.database()).transaction('recordings', 'readwrite');
    const meta = await change.store.get(id);
    if (meta) await change.store.put({ ...meta, ...what });
    await change.done;
  }

  async list(): Promise<RecordingMeta[]> {
    return (await this.database()).getAll('recordings');
  }

  async read(id: string): Promise<Blob[]> {
    return (await this.database()).getAll('chunks', chunksOf(id));
  }

  async remove(id: string): Promise<void> {
    const change = (await this.database()).transaction(['recordings', 'chunks'], 'readwrite');
    await Promise.all([
      change.objectStore('chunks').delete(chunksOf(id)),
      change.objectStore('recordings').delete(id),
      change.done,
    ]);
  }

  private database(): Promise<IDBPDatabase<Schema>> {
    this.opened ??= openDB<Schema>('webrtc-lab.recordings', 1, {
      upgrade: database => {
        database.createObjectStore('recordings', { keyPath: 'id' });
        database.createObjectStore('chunks');
      },
      terminated: () => (this.opened = undefined),
    });
    return this.opened;
  }
}

const chunksOf = (id: string): IDBKeyRange => IDBKeyRange.bound([id, 0], [id, Number.MAX_SAFE_INTEGER]);
