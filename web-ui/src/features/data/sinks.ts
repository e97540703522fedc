import { NoPlace, type Destination, type FileSink, type OpenSink, type StoredFile } from './file-ends';
import { saveBlob } from '../../shared/save-file';

/** Largest file that is kept in memory, where the browser gives a page no storage (no secure context). */
export const mostInMemory = 256 * 2 ** 20;

const folder = 'received-files';

interface File {
  name: string;
  type: string;
  size: number;
}

type PickerWindow = Window & {
  showSaveFilePicker?: (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;
};

/** Whether the visitor can choose a place that a file is stored in as it comes (File System Access). */
export const canChoosePlace = (): boolean =>
  typeof (window as PickerWindow).showSaveFilePicker === 'function';

/** Opens a place: one the visitor chooses, else one of the page's own on disk, else in memory. */
export const openSink: OpenSink = (destination: Destination, file) => {
  switch (destination) {
    case 'chosen':
      return chosen(file);
    case 'download':
      return 'storage' in navigator && 'getDirectory' in navigator.storage
        ? onDisk(file)
        : Promise.resolve(inMemory(file));
    default:
      return destination satisfies never;
  }
};

async function chosen(file: File): Promise<FileSink | undefined> {
  let handle: FileSystemFileHandle;
  try {
    handle = await (window as PickerWindow).showSaveFilePicker!({ suggestedName: file.name });
  } catch (problem) {
    if (problem instanceof DOMException && problem.name === 'AbortError') return undefined;
    throw new NoPlace('storage');
  }
  const stream = await handle.createWritable();
  return sinkOf(stream, () => Promise.resolve({ discard: () => undefined }));
}

/** In the page's own file system, so that it does not have to fit into memory; handed over when it is whole. */
async function onDisk(file: File): Promise<FileSink> {
  const { quota, usage } = await navigator.storage.estimate();
  if (quota !== undefined && usage !== undefined && file.size > quota - usage) throw new NoPlace('too-large');
  const directory = await (
    await navigator.storage.getDirectory()
  ).getDirectoryHandle(folder, { create: true });
  await removeLeftovers(directory);
  const name = randomName();
  const release = await held(name);
  const remove = async (): Promise<void> => {
    await directory.removeEntry(name).catch(() => undefined);
    release();
  };
  try {
    const handle = await directory.getFileHandle(name, { create: true });
    const stream = await handle.createWritable();
    const finish = async (): Promise<StoredFile> => {
      const stored = await handle.getFile();
      return handOver(file, stored, () => void remove());
    };
    return sinkOf(stream, finish, remove);
  } catch {
    await remove();
    throw new NoPlace('storage');
  }
}

function sinkOf(
  stream: FileSystemWritableFileStream,
  stored: () => Promise<StoredFile>,
  remove: () => Promise<void> = () => Promise.resolve(),
): FileSink {
  return {
    write: block => stream.write(block),
    finish: async () => {
      await stream.close();
      return stored();
    },
    abort: async () => {
      await stream.abort().catch(() => undefined);
      await remove();
    },
  };
}

function inMemory(file: File): FileSink {
  if (file.size > mostInMemory) throw new NoPlace('too-large');
  let parts: Blob[] = [];
  return {
    write: block => {
      parts.push(new Blob([block]));
      return Promise.resolve();
    },
    finish: () => {
      const whole = new Blob(parts, { type: file.type });
      parts = [];
      return Promise.resolve(handOver(file, whole, () => undefined));
    },
    abort: () => {
      parts = [];
      return Promise.resolve();
    },
  };
}

/** The visitor gets it at once, and again when asked for. It is never shown or run on this page. */
function handOver({ name, type }: File, content: Blob, discard: () => void): StoredFile {
  const save = (): void => saveBlob(name, new Blob([content], { type }));
  save();
  return { save, discard };
}

const randomName = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), byte => byte.toString(16).padStart(2, '0')).join('');

const lockOf = (name: string): string => `${folder}/${name}`;

/** Marks a file as in use for as long as this page lives or until it is released. */
function held(name: string): Promise<() => void> {
  return new Promise(resolve => {
    void navigator.locks.request(lockOf(name), () => new Promise<void>(release => resolve(release)));
  });
}

/** Files of pages that were closed in the middle of a transfer, or before theirs were discarded. */
async function removeLeftovers(directory: FileSystemDirectoryHandle): Promise<void> {
  const names: string[] = [];
  for await (const name of (directory as unknown as { keys(): AsyncIterable<string> }).keys())
    names.push(name);
  // Asked after the listing: whoever made one of these files had locked its name before.
  const { held: locks = [] } = await navigator.locks.query();
  const inUse = new Set(locks.map(({ name }) => name));
  for (const name of names) {
    if (!inUse.has(lockOf(name))) await directory.removeEntry(name).catch(() => undefined);
  }
}
