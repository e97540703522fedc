import { fitted, tiles, type Rectangle } from './grid';
import { newGenerator } from './retime';

/** Somebody in the picture of a whole room. */
export interface Shown {
  id: string;
  name: string;
  stream: MediaStream | undefined;
}

/** The picture of a whole room: small enough that two processors draw and encode it beside a mesh. */
export const compositeSize = { width: 1280, height: 720, framesPerSecond: 15 } as const;

interface Member extends Shown {
  video: HTMLVideoElement;
  audio: MediaStreamAudioSourceNode | undefined;
}

/**
 * Everybody of a room in one picture and one sound, so one file that goes on while people come and go. One encoder for the
 * room costs less than one for each member beside those of the mesh.
 */
export class RoomComposite {
  readonly stream: MediaStream;
  private readonly canvas = document.createElement('canvas');
  private readonly draws = this.canvas.getContext('2d', { alpha: false })!;
  private readonly sound = new AudioContext();
  private readonly mix = this.sound.createMediaStreamDestination();
  private readonly ticker = new Worker(new URL('./ticker.worker.ts', import.meta.url), { type: 'module' });
  private readonly frames: WritableStreamDefaultWriter<VideoFrame> | undefined;
  private members: Member[] = [];

  constructor() {
    Object.assign(this.canvas, { width: compositeSize.width, height: compositeSize.height });
    // A captured canvas stands still while its page is not shown; a generated track does not.
    const generator = newGenerator();
    this.frames = generator?.writable.getWriter();
    const picture = generator
      ? [generator]
      : this.canvas.captureStream(compositeSize.framesPerSecond).getTracks();
    this.stream = new MediaStream([...picture, ...this.mix.stream.getAudioTracks()]);
    this.ticker.onmessage = () => this.draw();
    this.ticker.postMessage(1000 / compositeSize.framesPerSecond);
    void this.sound.resume();
  }

  /** Who is there from now on, in the order in which they are shown. */
  show(people: readonly Shown[]): void {
    const before = this.members;
    this.members = people.map(person => {
      const same = before.find(({ id, stream }) => id === person.id && stream === person.stream);
      if (same) return Object.assign(same, { name: person.name });
      return this.enter(person);
    });
    for (const member of before) if (!this.members.includes(member)) leave(member);
  }

  close(): void {
    this.ticker.terminate();
    for (const member of this.members) leave(member);
    this.members = [];
    for (const track of this.stream.getTracks()) track.stop();
    void this.frames?.close().catch(() => undefined);
    void this.sound.close();
  }

  private enter(person: Shown): Member {
    const video = document.createElement('video');
    video.muted = true;
    video.playsInline = true;
    video.srcObject = person.stream ?? null;
    void video.play().catch(() => undefined);
    const audio = person.stream?.getAudioTracks().length
      ? this.sound.createMediaStreamSource(person.stream)
      : undefined;
    audio?.connect(this.mix);
    return { ...person, video, audio };
  }

  private draw(): void {
    const { draws, canvas } = this;
    draws.fillStyle = '#10161e';
    draws.fillRect(0, 0, canvas.width, canvas.height);
    tiles(this.members.length, canvas).forEach((tile, index) => this.drawMember(this.members[index]!, tile));
    if (!this.frames) return;
    const frame = new VideoFrame(canvas, { timestamp: performance.now() * 1000 });
    this.frames.write(frame).catch(() => frame.close());
  }

  private drawMember({ video, name }: Member, tile: Rectangle): void {
    const { draws } = this;
    const inner = fitted({ width: video.videoWidth, height: video.videoHeight }, tile);
    if (inner.width > 0) draws.drawImage(video, inner.x, inner.y, inner.width, inner.height);
    draws.font = '18px system-ui, sans-serif';
    const width = Math.min(draws.measureText(name).width, tile.width - 24);
    draws.fillStyle = 'rgb(0 0 0 / 60%)';
    draws.fillRect(tile.x + 6, tile.y + tile.height - 32, width + 12, 26);
    draws.fillStyle = '#ffffff';
    draws.fillText(name, tile.x + 12, tile.y + tile.height - 13, tile.width - 24);
  }
}

function leave({ video, audio }: Member): void {
  audio?.disconnect();
  video.srcObject = null;
}
