import { ms, pageNow, type Milliseconds } from '../../shared/units';
import { problemOf, recordingBitrate, recordingType } from './analysis';
import { hold } from './lease';
import type { RecordedSource, RecordingMeta, RecordingProblem, RunningRecording } from './model';
import { randomId } from '../../shared/random-id';
import { retimed } from './retime';
import type { RecordingStore } from './store';

/** Length of a chunk, ms: what is lost at most when the tab closes. */
export const chunkEvery = 1000;

/** A key frame every two seconds, to jump to; encoders otherwise give one a minute. Not in the DOM types yet. */
const keyFrames = { videoKeyFrameIntervalDuration: 2000 };

/** The part of `MediaRecorder` that is used; tests give their own. */
export interface ChunkSource extends EventTarget {
  readonly state: RecordingState;
  readonly mimeType: string;
  start(timeslice: number): void;
  stop(): void;
}

export interface RecorderPorts {
  store: RecordingStore;
  supports(type: string): boolean;
  source(stream: MediaStream, options: MediaRecorderOptions): ChunkSource;
  /** Milliseconds since 1970. */
  wallNow(): number;
}

export interface RecorderEvents {
  changed(running: RunningRecording): void;
  /** It is over and all its chunks are kept; `problem` if it was not asked to end. */
  ended(meta: RecordingMeta, problem: RecordingProblem | undefined): void;
}

export const browserPorts = (store: RecordingStore): RecorderPorts => ({
  store,
  supports: type => typeof MediaRecorder !== 'undefined' && MediaRecorder.isTypeSupported(type),
  source: (stream, options) => new MediaRecorder(stream, options),
  wallNow: () => Date.now(),
});

/**
 * Records one stream: a chunk a second, each on the disk before the next is written. It ends when it is told to, when all
 * tracks have ended, or when storage takes no more; what was written until then is kept in each case.
 */
export class StreamRecorder {
  private written: Promise<void> = Promise.resolve();
  private problem: RecordingProblem | undefined;
  private phase: RunningRecording['phase'] = 'recording';
  private elapsed: Milliseconds = ms(0);

  private constructor(
    private readonly recorder: ChunkSource,
    private meta: RecordingMeta,
    private readonly since: Milliseconds,
    /** Lets go of what was made for this recording alone. */
    private readonly release: () => void,
    private readonly ports: RecorderPorts,
    private readonly on: RecorderEvents,
  ) {
    recorder.addEventListener('dataavailable', event => this.keep((event as BlobEvent).data));
    recorder.addEventListener('error', event => {
      this.problem ??= problemOf((event as ErrorEvent).error ?? new DOMException('', 'EncodingError'));
    });
    recorder.addEventListener('stop', () => void this.finish());
  }

  /** Begins at once, or says why not. The stream may change afterwards; its present tracks are recorded. */
  static async start(
    stream: MediaStream,
    what: { source: RecordedSource; name: string },
    ports: RecorderPorts,
    on: RecorderEvents,
  ): Promise<StreamRecorder | RecordingProblem> {
    const tracks = stream.getTracks().filter(track => track.readyState === 'live');
    const video = tracks.find(track => track.kind === 'video');
    const audio = tracks.some(track => track.kind === 'audio');
    if (tracks.length === 0) return 'no-media';
    const mimeType = recordingType({ video: video !== undefined, audio }, type => ports.supports(type));
    if (!mimeType) return 'unsupported';
    const remote = what.source === 'remote';
    const own = tracks.map(track => (remote && track.kind === 'video' ? retimed(track) : track));
    const { width, height } = video?.getSettings() ?? {};
    const startedAt = ports.wallNow();
    const meta: RecordingMeta = {
      ...what,
      id: randomId(),
      mimeType,
      startedAt,
      writtenAt: startedAt,
      bytes: 0,
      chunks: 0,
      ended: false,
      saved: false,
    };
    const made = own.filter(track => !tracks.includes(track));
    let unlock: (() => void) | undefined;
    const release = (): void => {
      unlock?.();
      for (const track of made) track.stop();
    };
    try {
      await ports.store.begin(meta);
      unlock = hold(meta.id);
      // A recorder fails when tracks of its stream come or go.
      const recorder = ports.source(new MediaStream(own), {
        mimeType,
        videoBitsPerSecond: recordingBitrate(width, height),
        ...keyFrames,
      });
      recorder.start(chunkEvery);
      const running = new StreamRecorder(recorder, meta, pageNow(), release, ports, on);
      on.changed(running.state);
      return running;
    } catch (error) {
      release();
      await ports.store.remove(meta.id).catch(() => undefined);
      return problemOf(error);
    }
  }

  get state(): RunningRecording {
    return { meta: this.meta, phase: this.phase, since: this.since, elapsed: this.elapsed };
  }

  stop(): void {
    if (this.phase === 'finishing') return;
    this.phase = 'finishing';
    if (this.recorder.state !== 'inactive') this.recorder.stop();
    this.on.changed(this.state);
  }

  private keep(chunk: Blob): void {
    if (chunk.size === 0) return;
    const at = this.ports.wallNow();
    this.written = this.written.then(async () => {
      if (this.problem) return;
      try {
        this.meta = await this.ports.store.append(this.meta.id, chunk, at);
        this.elapsed = ms(this.meta.writtenAt - this.meta.startedAt);
        this.on.changed(this.state);
      } catch (error) {
        this.problem = problemOf(error);
        this.stop();
      }
    });
  }

  private async finish(): Promise<void> {
    this.phase = 'finishing';
    await this.written;
    await this.ports.store.change(this.meta.id, { ended: true }).catch(() => undefined);
    this.release();
    this.on.ended({ ...this.meta, ended: true }, this.problem);
  }
}
