import { refusalOf, surfaceOf } from './analysis';
import type { ShareState } from './model';

export interface SharePorts {
  /** Senders that show the own picture now; asked each time, since peers come and go. */
  senders(): readonly RTCRtpSender[];
  /** The camera's track to return to; undefined: nothing is shown then. */
  camera(): MediaStreamTrack | undefined;
  changed(state: ShareState): void;
  /** Asks the visitor; tests give their own. */
  ask?(): Promise<MediaStream>;
}

const askBrowser = (): Promise<MediaStream> => {
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices?.getDisplayMedia) return Promise.reject(new DOMException('', 'NotSupportedError'));
  return devices.getDisplayMedia({ video: { frameRate: { ideal: 15, max: 30 } }, audio: false });
};

/**
 * Shows the screen in the place of the camera: `replaceTrack` on every sender, without negotiation. It ends by `stop` or by
 * the browser's own bar, and the camera is back in both cases. Senders made meanwhile get it by `resume`.
 */
export class ScreenShare {
  private current: ShareState = { kind: 'off' };
  /** Counts the wishes: a screen that is chosen after another wish is given back. */
  private wishes = 0;

  constructor(private readonly ports: SharePorts) {}

  get state(): ShareState {
    return this.current;
  }

  async start(): Promise<void> {
    if (this.current.kind === 'asking' || this.current.kind === 'sharing') return;
    const wish = ++this.wishes;
    this.show({ kind: 'asking' });
    let stream: MediaStream;
    try {
      stream = await (this.ports.ask ?? askBrowser)();
    } catch (error) {
      if (wish !== this.wishes) return;
      const { name, message } = error as Error;
      this.show(refusalOf(name, message));
      return;
    }
    const [track] = stream.getVideoTracks();
    if (wish !== this.wishes) return track?.stop();
    if (!track) return this.show({ kind: 'failed', detail: '' });
    // Text has to be readable; the browser then lowers the rate and not the size.
    track.contentHint = 'detail';
    track.addEventListener('ended', () => void this.end('browser', track));
    this.show({ kind: 'sharing', track, surface: surfaceOf(track.getSettings().displaySurface) });
    try {
      await this.putOnSenders(track);
    } catch (error) {
      track.stop();
      await this.putOnSenders(this.ports.camera() ?? null).catch(() => undefined);
      this.show({ kind: 'failed', detail: String(error) });
    }
  }

  async stop(): Promise<void> {
    this.wishes++;
    if (this.current.kind === 'asking') this.show({ kind: 'off', ended: 'here' });
    if (this.current.kind === 'sharing') await this.end('here', this.current.track);
  }

  /** There are other senders than before, which begin with the camera. Where there is none, nothing can be shared. */
  async resume(): Promise<void> {
    if (this.current.kind !== 'sharing') return;
    if (this.ports.senders().length === 0) return this.end('here', this.current.track);
    await this.putOnSenders(this.current.track).catch(() => undefined);
  }

  private async end(ended: 'here' | 'browser', track: MediaStreamTrack): Promise<void> {
    if (this.current.kind !== 'sharing' || this.current.track !== track) return;
    this.show({ kind: 'off', ended });
    track.stop();
    // A connection that is being closed refuses; there is nothing to show on it any more.
    await this.putOnSenders(this.ports.camera() ?? null).catch(() => undefined);
  }

  private async putOnSenders(track: MediaStreamTrack | null): Promise<void> {
    await Promise.all(this.ports.senders().map(sender => sender.replaceTrack(track)));
  }

  private show(state: ShareState): void {
    this.current = state;
    this.ports.changed(state);
  }
}
