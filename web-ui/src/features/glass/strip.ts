import { grid, isTooSmall, readStamp, unreadable, type StampReading } from './stamp';

/** Pixels a block keeps in the small canvas: enough for a middle that its neighbours do not colour. */
const block = 4;
const width = grid.columns * block;
const height = grid.stampRows * block;
const share = grid.stampRows / grid.rows;

/** Copies the stamp of what a video element shows, and nothing else of it, into a canvas of 160 × 12 pixels; reads it. */
export class StampStrip {
  private readonly paint: OffscreenCanvasRenderingContext2D | null = new OffscreenCanvas(
    width,
    height,
  ).getContext('2d', { alpha: false, willReadFrequently: true });

  /** Undefined while there is no picture. */
  read(video: HTMLVideoElement): StampReading | undefined {
    const { videoWidth, videoHeight } = video;
    if (videoWidth === 0 || videoHeight === 0) return undefined;
    if (isTooSmall(videoWidth / grid.columns, videoHeight / grid.rows)) return unreadable('too-small');
    const data = this.pixels(video, videoWidth, videoHeight);
    if (!data) return unreadable('refused');
    return readStamp({
      data,
      first: 1,
      step: 4,
      stride: width * 4,
      left: 0,
      top: 0,
      blockWidth: block,
      blockHeight: block,
    });
  }

  private pixels(
    video: HTMLVideoElement,
    videoWidth: number,
    videoHeight: number,
  ): Uint8ClampedArray | undefined {
    const top = videoHeight * (1 - share);
    try {
      this.paint?.drawImage(video, 0, top, videoWidth, videoHeight * share, 0, 0, width, height);
      return this.paint?.getImageData(0, 0, width, height).data;
    } catch {
      return undefined;
    }
  }
}
