import type { Store } from '../../app/store';
import { decodeVerdict } from '../../protocol/session-verdict';
import { uploadJson } from '../../shared/upload';
import { kindOfFile, mostBytes } from './analysis';
import type { ImportRefusal, ImportState } from './model';

/** Opens files: a session file is given to the service and shown, a dump is judged. */
export class Importer {
  constructor(
    private readonly store: Store,
    private readonly open: (id: string) => void,
  ) {}

  async take(file: File): Promise<void> {
    const { name } = file;
    this.set({ kind: 'reading', name });
    const text = await read(file);
    if (typeof text !== 'string') return this.refuse(name, text);
    const what = kindOfFile(text);
    if (what.kind === 'refused') return this.refuse(name, what.why);
    const body = new Blob([text], { type: 'application/json' });
    const path = what.kind === 'dump' ? '/api/diagnoses' : '/api/sessions/imports';
    this.set({ kind: 'sending', name, sent: 0, total: body.size });
    const result = await uploadJson<{ id?: unknown }>(path, body, (sent, total) =>
      this.set({ kind: 'sending', name, sent, total }),
    );
    if (!result.ok) return this.refuse(name, { code: 'problem', problem: result.problem });
    if (what.kind === 'dump') {
      const verdict = decodeVerdict(result.value);
      if (verdict) return this.set({ kind: 'judged', name, verdict });
    } else if (typeof result.value.id === 'string') {
      this.set({ kind: 'idle' });
      return this.open(result.value.id);
    }
    this.refuse(name, { code: 'problem', problem: { code: 'unexpected-answer' } });
  }

  close(): void {
    this.set({ kind: 'idle' });
  }

  private refuse(name: string, why: ImportRefusal): void {
    this.set({ kind: 'refused', name, why });
  }

  private set(state: ImportState): void {
    this.store.update(({ sessions }) => (sessions.importing = state));
  }
}

/** The text of a file, or why it is not taken. Browsers save dumps compressed, too. */
async function read(file: File): Promise<string | ImportRefusal> {
  if (file.size > mostBytes) return { code: 'too-large', bytes: file.size };
  try {
    const head = new Uint8Array(await file.slice(0, 2).arrayBuffer());
    const packed = head[0] === 0x1f && head[1] === 0x8b;
    if (!packed) return await file.text();
    return await unpacked(file.stream().pipeThrough(new DecompressionStream('gzip')));
  } catch {
    return { code: 'unreadable' };
  }
}

/** Stops where the content becomes larger than a file may be. */
async function unpacked(stream: ReadableStream<Uint8Array>): Promise<string | ImportRefusal> {
  const reader = stream.getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return await new Blob(parts).text();
    size += value.byteLength;
    parts.push(new Uint8Array(value));
    if (size > mostBytes) {
      await reader.cancel();
      return { code: 'too-large', bytes: size };
    }
  }
}
