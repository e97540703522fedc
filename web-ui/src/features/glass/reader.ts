import { grid, isTooSmall, readStamp, unreadable, type StampPixels, type StampReading } from './stamp';

/** What came of looking at one frame. */
export interface Read {
  /** Undefined: the element shows another frame by now, or none. */
  reading: StampReading | undefined;
  /** Time of the page's thread, ms. */
  cost: number;
}

/** The frame that is meant; the element may show a later one when the page is told of it. */
export type Meant = Pick<VideoFrameCallbackMetadata, 'mediaTime' | 'presentationTime'>;

const share = grid.stampRows / grid.rows;
/** Time stamps of frames are whole microseconds, media times are seconds. */
const sameFrame = 500;
/** A canvas does not say which frame it got: it is believed while the next one can not be there yet. */
const surelyTheSame = 20;

/**
 * Reads the stamp of the frame a video element shows. The decoded frame itself says which one it is, and hands out the
 * brightness of its lowest tenth without drawing anything (WebCodecs, `VideoFrame.copyTo`); where it does not, a canvas of
 * 160 × 12 pixels is drawn and read back.
 */
export class StampReader {
  private frames = 'VideoFrame' in globalThis;
  private buffer = new Uint8Array(0);
  private busy = false;
  private canvas: StampCanvas | undefined;

  constructor(private readonly video: HTMLVideoElement) {}

  async read(meant: Meant): Promise<Read> {
    const { videoWidth, videoHeight } = this.video;
    if (videoWidth === 0 || videoHeight === 0 || this.busy) return { reading: undefined, cost: 0 };
    if (isTooSmall(videoWidth / grid.columns, videoHeight / grid.rows))
      return { reading: unreadable('too-small'), cost: 0 };
    if (this.frames) {
      this.busy = true;
      try {
        const read = await this.fromFrame(meant);
        if (read) return read;
      } catch {
        // This browser keeps its frames to itself.
      } finally {
        this.busy = false;
      }
      this.frames = false;
      return { reading: undefined, cost: 0 };
    }
    return this.fromCanvas(meant);
  }

  /** Undefined where the frame is of a form that can not be read this way. */
  private async fromFrame(meant: Meant): Promise<Read | undefined> {
    const began = performance.now();
    const frame = new VideoFrame(this.video);
    try {
      if (Math.abs(frame.timestamp - meant.mediaTime * 1e6) > sameFrame)
        return { reading: undefined, cost: performance.now() - began };
      const brightness = frame.format === null ? undefined : brightnessIn[frame.format];
      const seen = frame.visibleRect;
      if (!brightness || !seen) return undefined;
      // Colour has half the lines of brightness: the copy begins with an even one.
      const above = Math.floor((seen.height * (1 - share)) / 2) * 2;
      const rect = { x: seen.x, y: seen.y + above, width: seen.width, height: seen.height - above };
      const size = frame.allocationSize({ rect });
      if (this.buffer.length < size) this.buffer = new Uint8Array(size);
      const copied = frame.copyTo(this.buffer, { rect });
      const asked = performance.now() - began;
      const plane = (await copied)[0]!;
      const got = performance.now();
      const reading = readStamp({
        data: this.buffer,
        first: plane.offset + brightness.first,
        step: brightness.step,
        stride: plane.stride,
        left: 0,
        top: seen.height * (1 - share) - above,
        blockWidth: seen.width / grid.columns,
        blockHeight: seen.height / grid.rows,
      });
      return { reading, cost: asked + performance.now() - got };
    } finally {
      frame.close();
    }
  }

  private fromCanvas(meant: Meant): Read {
    const began = performance.now();
    if (began - meant.presentationTime > surelyTheSame) return { reading: undefined, cost: 0 };
    this.canvas ??= new StampCanvas();
    const pixels = this.canvas.pixels(this.video);
    const reading = pixels ? readStamp(pixels) : unreadable('refused');
    return { reading, cost: performance.now() - began };
  }
}

/** Where brightness, or green, lies in the first plane of a frame. */
const brightnessIn: Partial<Record<VideoPixelFormat, Pick<StampPixels, 'first' | 'step'>>> = {
  I420: { first: 0, step: 1 },
  I420A: { first: 0, step: 1 },
  I422: { first: 0, step: 1 },
  I444: { first: 0, step: 1 },
  NV12: { first: 0, step: 1 },
  RGBA: { first: 1, step: 4 },
  RGBX: { first: 1, step: 4 },
  BGRA: { first: 1, step: 4 },
  BGRX: { first: 1, step: 4 },
};

/** The stamp, scaled so that a block keeps as many pixels as a middle needs that its neighbours do not colour. */
class StampCanvas {
  private static readonly block = 4;
  private readonly width = grid.columns * StampCanvas.block;
  private readonly height = grid.stampRows * StampCanvas.block;
  private readonly paint = new OffscreenCanvas(this.width, this.height).getContext('2d', {
    alpha: false,
    willReadFrequently: true,
  });

  /** Undefined where the browser does not hand them out. */
  pixels(video: HTMLVideoElement): StampPixels | undefined {
    const { videoWidth, videoHeight } = video;
    const { width, height, paint } = this;
    try {
      const top = videoHeight * (1 - share);
      paint?.drawImage(video, 0, top, videoWidth, videoHeight * share, 0, 0, width, height);
      const data = paint?.getImageData(0, 0, width, height).data;
      const { block } = StampCanvas;
      return (
        data && {
          data,
          first: 1,
          step: 4,
          stride: width * 4,
          left: 0,
          top: 0,
          blockWidth: block,
          blockHeight: block,
        }
      );
    } catch {
      return undefined;
    }
  }
}
