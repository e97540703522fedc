/** Tracks of single frames, where the engine has them (mediacapture-transform); not in the DOM types yet. */
interface Processor {
  readonly readable: ReadableStream<VideoFrame>;
}
export type Generator = MediaStreamTrack & { readonly writable: WritableStream<VideoFrame> };

interface Transforms {
  MediaStreamTrackProcessor?: new (init: { track: MediaStreamTrack }) => Processor;
  MediaStreamTrackGenerator?: new (init: { kind: 'video' }) => Generator;
}

/** A video track to write frames to; undefined in engines that have none. */
export function newGenerator(): Generator | undefined {
  const Made = (globalThis as Transforms).MediaStreamTrackGenerator;
  return Made ? new Made({ kind: 'video' }) : undefined;
}

/**
 * The same picture, each frame with the time at which it came here. Chromium's `MediaRecorder` stamps frames of other ends with
 * the capture time that RTCP sender reports give, once it knows the round trip, so when it sends media itself. If that time
 * lies before the frames already written, it writes all others with one and the same time. Other engines record the
 * arrival, and take the track as it is.
 */
export function retimed(track: MediaStreamTrack): MediaStreamTrack {
  const Read = (globalThis as Transforms).MediaStreamTrackProcessor;
  const generator = Read && newGenerator();
  if (!Read || !generator) return track;
  const copy = new TransformStream<VideoFrame, VideoFrame>({
    transform: async (frame, out) => {
      try {
        out.enqueue(await copied(frame, performance.now() * 1000));
      } finally {
        frame.close();
      }
    },
  });
  const clone = track.clone();
  void new Read({ track: clone }).readable
    .pipeThrough(copy)
    .pipeTo(generator.writable)
    .catch(() => generator.stop())
    .finally(() => clone.stop());
  return generator;
}

/** The pixels alone: a frame made from another one keeps its capture time, whatever timestamp it is given. */
async function copied(frame: VideoFrame, timestamp: number): Promise<VideoFrame> {
  const { format, displayWidth, displayHeight } = frame;
  if (format === null) return drawn(frame, timestamp);
  const bytes = new Uint8Array(frame.allocationSize());
  const layout = await frame.copyTo(bytes);
  return new VideoFrame(bytes, {
    format,
    layout,
    timestamp,
    codedWidth: frame.visibleRect?.width ?? frame.codedWidth,
    codedHeight: frame.visibleRect?.height ?? frame.codedHeight,
    displayWidth,
    displayHeight,
    ...(frame.colorSpace ? { colorSpace: frame.colorSpace.toJSON() } : {}),
  });
}

/** Frames that live in the memory of the graphics card have no format to copy. */
function drawn(frame: VideoFrame, timestamp: number): VideoFrame {
  const canvas = new OffscreenCanvas(frame.displayWidth, frame.displayHeight);
  canvas.getContext('2d')!.drawImage(frame, 0, 0);
  return new VideoFrame(canvas, { timestamp });
}
