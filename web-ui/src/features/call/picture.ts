import { message, type Message } from '../../i18n/i18n';
import { ms, pageNow, type Milliseconds } from '../../shared/units';
import type { ConnectionObserver, Tell } from './connection-observer';
import type { CallRecord } from './model';
import { PlaybackObserver } from './playback';
import { boundByFirstFrame, mark, measured } from './record';

export interface PictureEvents {
  changed(): void;
  observed: Tell;
  firstFrame(): void;
}

/** What arrives of one call, and what the page shows of it: tracks, first packets, frames. */
export class Picture {
  /** When a frame was last shown. */
  lastFrameAt: Milliseconds | undefined;
  private readonly stream = new MediaStream();
  private readonly playback: PlaybackObserver;
  private closed = false;

  constructor(
    private readonly record: CallRecord,
    private readonly video: HTMLVideoElement,
    private readonly observer: ConnectionObserver,
    private readonly on: PictureEvents,
  ) {
    this.playback = new PlaybackObserver(video, on.observed);
  }

  add(track: MediaStreamTrack): void {
    if (track.kind === 'audio') this.record.hasAudio = true;
    this.stream.addTrack(track);
    // A remote track is muted until its first packet. Some engines unmute it with the description; that says nothing.
    track.addEventListener('unmute', () => {
      if (this.record.marks.iceConnected !== undefined)
        this.firstPacket(track.kind === 'audio' ? 'audio' : 'video', pageNow(), message('basis.unmute'));
    });
    if (track.kind === 'video' || this.video.srcObject === null) this.video.srcObject = this.stream;
    this.video.play().catch((error: unknown) => this.playback.refused(error));
    if (track.kind === 'video') this.watchFrames();
    this.on.changed();
  }

  close(): void {
    this.closed = true;
    this.playback.close();
  }

  private firstPacket(media: 'video' | 'audio', at: Milliseconds, basis: Message): void {
    if (this.closed) return;
    this.observer.firstRtp(media, at);
    if (mark(this.record, 'firstRtp', at)) {
      measured(this.record, 'peer', message('event.firstRtp'), basis, at);
    }
  }

  private watchFrames(): void {
    const { video } = this;
    if (!('requestVideoFrameCallback' in video)) return;
    const onFrame = (now: number, frame: VideoFrameCallbackMetadata): void => {
      if (this.closed) return;
      this.lastFrameAt = pageNow();
      if (this.record.marks.firstFrame === undefined) this.firstFrame(now, frame);
      video.requestVideoFrameCallback(onFrame);
    };
    video.requestVideoFrameCallback(onFrame);
  }

  private firstFrame(now: number, frame: VideoFrameCallbackMetadata): void {
    const { record } = this;
    // When the frame was handed to the compositor; the callback itself may run later, and its `now` is the
    // beginning of a refresh that may lie before the frame.
    const at = ms(frame.presentationTime > record.startedAt ? frame.presentationTime : now);
    // The packets of the frame were here by then: an earlier and more exact bound than the next report.
    if (frame.receiveTime !== undefined) {
      this.firstPacket('video', ms(Math.min(frame.receiveTime, at)), message('basis.videoFrame'));
    }
    mark(record, 'firstFrame', at);
    boundByFirstFrame(record, at);
    record.frame = { width: frame.width, height: frame.height };
    record.phase = 'playing';
    measured(record, 'browser', message('event.firstFrame'), message('basis.videoFrame'), at);
    this.on.observed({ kind: 'first_frame_decoded' }, at);
    this.playback.frameShown(at);
    this.on.firstFrame();
  }
}
