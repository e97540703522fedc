import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ms } from '../../shared/units';
import {
  duration,
  fileName,
  lengthOf,
  offered,
  problemOf,
  recordingBitrate,
  recordingType,
} from './analysis';
import type { RecordingMeta, RecordingProblem } from './model';
import { StreamRecorder, type ChunkSource, type RecorderPorts } from './recorder';
import { IndexedRecordings, type RecordingStore } from './store';

const meta = (more: Partial<RecordingMeta> = {}): RecordingMeta => ({
  id: 'r1',
  source: 'remote',
  name: 'Java peer',
  mimeType: 'video/webm;codecs=vp8,opus',
  startedAt: Date.UTC(2026, 10, 21, 17, 30, 5),
  writtenAt: Date.UTC(2026, 10, 21, 17, 30, 5),
  bytes: 0,
  chunks: 0,
  ended: false,
  saved: false,
  ...more,
});

describe('what a recording is made of', () => {
  it.each<[string, { video: boolean; audio: boolean }, readonly string[], string | undefined]>([
    [
      'picture and sound',
      { video: true, audio: true },
      ['video/webm;codecs=vp8,opus'],
      'video/webm;codecs=vp8,opus',
    ],
    ['picture alone', { video: true, audio: false }, ['video/webm;codecs=vp8'], 'video/webm;codecs=vp8'],
    ['sound alone', { video: false, audio: true }, ['audio/webm;codecs=opus'], 'audio/webm;codecs=opus'],
    ['a browser that knows MP4 only', { video: true, audio: true }, ['video/mp4'], 'video/mp4'],
    ['a browser that knows nothing', { video: true, audio: true }, [], undefined],
    ['no track', { video: false, audio: false }, ['video/webm'], undefined],
  ])('%s', (_, has, supported, type) => {
    expect(recordingType(has, candidate => supported.includes(candidate))).toBe(type);
  });

  it('asks for bits by the size of the picture, within bounds', () => {
    expect(recordingBitrate(320, 180)).toBe(500_000);
    expect(recordingBitrate(1280, 720)).toBe(2_764_800);
    expect(recordingBitrate(3840, 2160)).toBe(8_000_000);
    expect(recordingBitrate(undefined, undefined)).toBe(691_200);
  });

  it.each([
    ['Java peer', 'video/webm', 'Java-peer-2026-11-21-17-30-05.webm'],
    ['../../etc/passwd', 'video/webm', 'etc-passwd-2026-11-21-17-30-05.webm'],
    ['Zoë', 'video/mp4;codecs=avc1', 'Zoë-2026-11-21-17-30-05.mp4'],
    ['', 'video/webm', 'recording-2026-11-21-17-30-05.webm'],
  ])('the file of “%s” as %s is %s', (name, mimeType, file) => {
    expect(fileName(meta({ name, mimeType }))).toBe(file);
  });

  it.each([
    [0, '0:00'],
    [61_900, '1:01'],
    [3_600_000, '1:00:00'],
  ])('%s ms are %s', (time, words) => {
    expect(duration(ms(time))).toBe(words);
  });

  it('ends with its last chunk, however long the page lived', () => {
    expect(lengthOf(meta({ startedAt: 1000, writtenAt: 4500 }))).toBe(3500);
  });

  it.each<[string, RecordingProblem]>([
    ['QuotaExceededError', 'storage-full'],
    ['NotSupportedError', 'unsupported'],
    ['EncodingError', 'encoder-failed'],
    ['InvalidStateError', 'storage-refused'],
  ])('%s means %s', (name, problem) => {
    expect(problemOf(new DOMException('', name))).toBe(problem);
  });

  it('offers what was left behind, newest first, and nothing another page still writes', () => {
    const found = [
      meta({ id: 'old', bytes: 5, startedAt: 1 }),
      meta({ id: 'held', bytes: 5 }),
      meta({ id: 'empty' }),
      meta({ id: 'new', bytes: 5, startedAt: 2 }),
    ];
    expect(offered(found, new Set(['held'])).map(({ id }) => id)).toEqual(['new', 'old']);
  });
});

describe('the store of recordings', () => {
  it('has every chunk that was written, in order, also for a page that opens it later', async () => {
    const before = new IndexedRecordings();
    await before.begin(meta());
    for (const [at, text] of ['a', 'bc', 'def'].entries()) await before.append('r1', new Blob([text]), at);
    const later = new IndexedRecordings();
    expect(await later.list()).toMatchObject([{ id: 'r1', bytes: 6, chunks: 3, ended: false }]);
    expect(await new Blob(await later.read('r1')).text()).toBe('abcdef');
  });

  it('keeps recordings apart, and removes one with all its chunks', async () => {
    const store = new IndexedRecordings();
    await store.begin(meta({ id: 'r2' }));
    await store.append('r2', new Blob(['x']), 1);
    await store.remove('r2');
    expect(await store.read('r2')).toEqual([]);
    expect((await store.list()).map(({ id }) => id)).toEqual(['r1']);
    await expect(store.append('r2', new Blob(['x']), 2)).rejects.toThrow();
  });
});

class Chunks extends EventTarget implements ChunkSource {
  state: RecordingState = 'inactive';
  readonly mimeType = 'video/webm';
  start(): void {
    this.state = 'recording';
  }
  give(text: string): void {
    this.dispatchEvent(Object.assign(new Event('dataavailable'), { data: new Blob([text]) }));
  }
  stop(): void {
    if (this.state === 'inactive') return;
    this.state = 'inactive';
    this.give('last');
    this.dispatchEvent(new Event('stop'));
  }
}

const track = { kind: 'video', readyState: 'live', getSettings: () => ({ width: 320, height: 180 }) };
const stream = { getTracks: () => [track] } as unknown as MediaStream;

describe('a recorder', () => {
  beforeEach(() => vi.stubGlobal('MediaStream', class {}));
  afterEach(() => vi.unstubAllGlobals());

  async function record(store: RecordingStore = new IndexedRecordings(), supported = true) {
    const chunks = new Chunks();
    let now = 0;
    const ports: RecorderPorts = {
      store,
      supports: () => supported,
      source: () => chunks,
      wallNow: () => (now += 1000),
    };
    let end: (outcome: [RecordingMeta, RecordingProblem | undefined]) => void;
    const ended = new Promise<[RecordingMeta, RecordingProblem | undefined]>(resolve => (end = resolve));
    const what = { source: 'remote', name: 'x' } as const;
    const recorder = await StreamRecorder.start(stream, what, ports, {
      changed: () => undefined,
      ended: (...outcome) => end(outcome),
    });
    return { recorder, chunks, ended, store };
  }

  it('ends with all it was given, in the store', async () => {
    const { recorder, chunks, ended, store } = await record();
    chunks.give('one');
    chunks.give('two');
    (recorder as StreamRecorder).stop();
    const [kept, problem] = await ended;
    expect(problem).toBeUndefined();
    expect(kept).toMatchObject({ bytes: 10, chunks: 3, ended: true });
    expect(await new Blob(await store.read(kept.id)).text()).toBe('onetwolast');
  });

  it('ends by itself when the disk is full, and keeps what was written', async () => {
    const inner = new IndexedRecordings();
    let free = 2;
    const full: RecordingStore = {
      begin: now => inner.begin(now),
      change: (id, what) => inner.change(id, what),
      list: () => inner.list(),
      read: id => inner.read(id),
      remove: id => inner.remove(id),
      append: (id, chunk, at) =>
        free-- > 0 ? inner.append(id, chunk, at) : Promise.reject(new DOMException('', 'QuotaExceededError')),
    };
    const { chunks, ended } = await record(full);
    for (const text of ['a', 'b', 'c', 'd']) chunks.give(text);
    const [kept, problem] = await ended;
    expect(problem).toBe('storage-full');
    expect(await new Blob(await inner.read(kept.id)).text()).toBe('ab');
  });

  it('does not begin what it can not do, and leaves nothing behind', async () => {
    const store = new IndexedRecordings();
    const before = (await store.list()).length;
    expect((await record(store, false)).recorder).toBe('unsupported');
    expect((await store.list()).length).toBe(before);
  });
});
