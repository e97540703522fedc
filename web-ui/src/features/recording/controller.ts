import { saveBlob } from '../../shared/save-file';
import { fileName, offered, problemOf } from './analysis';
import { freed, heldIds } from './lease';
import type { KeptRecording, Preparation, RecordedSource, RecordingMeta, RecordingsState } from './model';
import { browserPorts, StreamRecorder } from './recorder';
import { dropPrepared, makeSeekable, type PreparedFile } from './seekable';
import { IndexedRecordings, type RecordingStore } from './store';

/** Starts and ends recordings, and keeps the list of those that wait to be saved. */
export class RecordingController {
  private readonly recorders = new Map<string, StreamRecorder>();
  private readonly prepared = new Map<string, Promise<PreparedFile>>();
  private readonly starting = new Set<string>();

  constructor(
    private readonly state: () => RecordingsState,
    private readonly update: (state: RecordingsState) => void,
    private readonly store: RecordingStore = new IndexedRecordings(),
  ) {}

  /** Finds what earlier visits left; what was saved then is not kept any longer. */
  async load(): Promise<void> {
    try {
      const [found, held] = [await this.store.list(), await heldIds()];
      const left = found.filter(({ id, saved, bytes }) => !held.has(id) && (saved || bytes === 0));
      await Promise.all(left.map(({ id }) => this.drop(id)));
      const kept = offered(
        found.filter(({ saved }) => !saved),
        held,
      );
      this.change({ kept: kept.map(asKept) });
      for (const { id } of found) if (held.has(id)) void freed(id).then(() => this.offerLater(id));
    } catch {
      // Storage may be forbidden; it is said when a recording is begun.
    }
  }

  /** Another page wrote it until now. */
  private async offerLater(id: string): Promise<void> {
    const meta = (await this.store.list().catch(() => [])).find(found => found.id === id);
    if (meta && !meta.saved && meta.bytes > 0 && !this.find(id))
      this.change({ kept: [asKept(meta), ...this.state().kept] });
  }

  /** @param key one recording at a time for each, for example `remote`, `own`, `room` or the id of a peer */
  async start(
    key: string,
    stream: MediaStream,
    what: { source: RecordedSource; name: string },
  ): Promise<void> {
    if (this.recorders.has(key) || this.starting.has(key)) return;
    this.starting.add(key);
    this.change({ problem: undefined });
    // Asked without a prompt where that is possible: the browser then does not clear it to make room.
    void navigator.storage?.persist?.();
    const starting = StreamRecorder.start(stream, what, browserPorts(this.store), {
      changed: running => this.change({ running: { ...this.state().running, [key]: running } }),
      ended: (meta, problem) => {
        this.recorders.delete(key);
        const { [key]: _, ...running } = this.state().running;
        const kept = meta.bytes > 0 ? [asKept(meta), ...this.state().kept] : this.state().kept;
        if (meta.bytes === 0) void this.drop(meta.id);
        this.change({ running, kept, problem: problem ?? this.state().problem });
      },
    });
    const started = await starting.catch(problemOf).finally(() => this.starting.delete(key));
    if (typeof started === 'string') this.change({ problem: started });
    else this.recorders.set(key, started);
  }

  stop(key: string): void {
    this.recorders.get(key)?.stop();
  }

  isRunning(key: string): boolean {
    return this.recorders.has(key);
  }

  /** Makes the file and hands it to the visitor. */
  async save(id: string): Promise<void> {
    const kept = this.find(id);
    const file = kept && (await this.prepare(kept.meta));
    if (!kept || !file) return;
    saveBlob(fileName(kept.meta), file.file);
    await this.store.change(id, { saved: true }).catch(() => undefined);
    this.replace(id, now => ({ ...now, meta: { ...now.meta, saved: true } }));
  }

  /** Makes the file, to be played on the page. */
  async play(id: string): Promise<void> {
    const kept = this.find(id);
    if (kept) await this.prepare(kept.meta);
  }

  askRemove(id: string | undefined): void {
    this.change({ removing: id });
  }

  async remove(id: string): Promise<void> {
    const kept = this.find(id);
    if (kept?.preparation.kind === 'ready') URL.revokeObjectURL(kept.preparation.url);
    this.prepared.delete(id);
    await this.drop(id).catch(() => undefined);
    this.change({ kept: this.state().kept.filter(({ meta }) => meta.id !== id), removing: undefined });
  }

  private async prepare(meta: RecordingMeta): Promise<PreparedFile | undefined> {
    const { id } = meta;
    let making = this.prepared.get(id);
    if (!making) {
      making = this.make(meta);
      this.prepared.set(id, making);
    }
    try {
      return await making;
    } catch (error) {
      this.prepared.delete(id);
      this.show(id, { kind: 'none' });
      this.change({ problem: problemOf(error) });
      return undefined;
    }
  }

  private async make({ id, mimeType }: RecordingMeta): Promise<PreparedFile> {
    this.show(id, { kind: 'preparing', progress: 0 });
    const recorded = new Blob(await this.store.read(id), { type: mimeType.split(';')[0]! });
    const file = await makeSeekable(recorded, nameOf(id), progress =>
      this.show(id, { kind: 'preparing', progress }),
    );
    const url = URL.createObjectURL(file.file);
    this.show(id, { kind: 'ready', url, bytes: file.file.size, seekable: file.seekable });
    return file;
  }

  private async drop(id: string): Promise<void> {
    await this.store.remove(id);
    await dropPrepared(nameOf(id));
  }

  private find(id: string): KeptRecording | undefined {
    return this.state().kept.find(({ meta }) => meta.id === id);
  }

  private show(id: string, preparation: Preparation): void {
    this.replace(id, kept => ({ ...kept, preparation }));
  }

  private replace(id: string, how: (kept: KeptRecording) => KeptRecording): void {
    this.change({ kept: this.state().kept.map(kept => (kept.meta.id === id ? how(kept) : kept)) });
  }

  private change(what: Partial<RecordingsState>): void {
    this.update({ ...this.state(), ...what });
  }
}

const asKept = (meta: RecordingMeta): KeptRecording => ({ meta, preparation: { kind: 'none' } });
const nameOf = (id: string): string => `recording-${id}`;
