import type { StreamTargetChunk } from 'mediabunny';

/** A file with its length and an index of its key frames; `seekable` false: as it was recorded. */
export interface PreparedFile {
  file: Blob;
  seekable: boolean;
}

/**
 * What a `MediaRecorder` writes has neither length nor index: players can not seek in it. This copies the packets, without
 * decoding any, into a file that has both (Matroska: `Duration` and `Cues`). Large recordings never are in memory as a whole:
 * chunks are read from the disk, and the file is written there.
 *
 * @param name of the working file in the origin private file system
 */
export async function makeSeekable(
  recorded: Blob,
  name: string,
  onProgress: (part: number) => void,
): Promise<PreparedFile> {
  const { ALL_FORMATS, BlobSource, Conversion, Input, Mp4OutputFormat, Output, WebMOutputFormat } =
    await import('mediabunny');
  const input = new Input({ formats: ALL_FORMATS, source: new BlobSource(recorded) });
  const target = await openTarget(name, recorded.type);
  try {
    const output = new Output({
      format: recorded.type.includes('mp4') ? new Mp4OutputFormat() : new WebMOutputFormat(),
      target: target.target,
    });
    const conversion = await Conversion.init({ input, output, showWarnings: false });
    if (!conversion.isValid || conversion.discardedTracks.length > 0)
      throw new Error(conversion.discardedTracks.map(({ reason }) => reason).join(' '));
    conversion.onProgress = part => onProgress(part);
    await conversion.execute();
    return { file: await target.file(), seekable: true };
  } catch {
    await target.drop();
    // The recording as it is plays too; only seeking is missing.
    return { file: recorded, seekable: false };
  } finally {
    input.dispose();
  }
}

/** Removes the working file of a recording. */
export async function dropPrepared(name: string): Promise<void> {
  try {
    await (await navigator.storage.getDirectory()).removeEntry(name);
  } catch {
    // Never made, or there is no such file system.
  }
}

async function openTarget(name: string, type: string) {
  const { BufferTarget, StreamTarget } = await import('mediabunny');
  try {
    const directory = await navigator.storage.getDirectory();
    const handle = await directory.getFileHandle(name, { create: true });
    const writable = await handle.createWritable();
    return {
      target: new StreamTarget(writable as unknown as WritableStream<StreamTargetChunk>),
      file: async () => (await handle.getFile()).slice(0, undefined, type),
      drop: () => dropPrepared(name),
    };
  } catch {
    // No such file system, or it is full: in memory then.
    const target = new BufferTarget();
    return {
      target,
      file: () => Promise.resolve(new Blob([target.buffer!], { type })),
      drop: () => Promise.resolve(),
    };
  }
}
