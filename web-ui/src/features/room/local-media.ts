import type { MediaState } from '../../protocol/messages';
import type { Outgoing } from './connection';
import {
  cameraConstraints,
  deviceLists,
  microphoneConstraints,
  stillThere,
  whyRefused,
  type DeviceKind,
  type DeviceLists,
  type DeviceState,
  type Preset,
} from './devices';

/** What this page sends to a room, and what it could send. */
export interface LocalMediaState {
  camera: DeviceState;
  microphone: DeviceState;
  /** The microphone is on and sends silence. */
  muted: boolean;
  devices: DeviceLists;
  chosen: { camera?: string | undefined; microphone?: string | undefined; speaker?: string | undefined };
  preset: Preset;
  /** A screen goes out instead of the camera. */
  screen: MediaStreamTrack | undefined;
  /** What the own tile shows. */
  preview: MediaStream | undefined;
}

export const initialMedia = (): LocalMediaState => ({
  camera: { kind: 'off' },
  microphone: { kind: 'off' },
  muted: false,
  devices: { camera: [], microphone: [], speaker: [] },
  chosen: {},
  preset: '360p',
  screen: undefined,
  preview: undefined,
});

/** What others are told of it. */
export function mediaState(media: LocalMediaState, recording: boolean): MediaState {
  const { camera, microphone, muted, screen } = media;
  return {
    audio: microphone.kind === 'on' ? (muted ? 'off' : 'on') : 'none',
    video: screen ? 'screen' : camera.kind === 'on' ? 'on' : camera.kind === 'off' ? 'off' : 'none',
    recording,
  };
}

export const outgoing = ({ camera, microphone, screen }: LocalMediaState): Outgoing => ({
  audio: microphone.kind === 'on' ? microphone.track : undefined,
  video: screen ?? (camera.kind === 'on' ? camera.track : undefined),
});

export interface LocalMediaHost {
  readonly state: LocalMediaState;
  update(change: (state: LocalMediaState) => void): void;
  /** Another track, or none, is to go to everybody. */
  sends(kind: 'audio' | 'video', track: MediaStreamTrack | undefined): void;
  /** Sound is to come out elsewhere. */
  speaks(): void;
}

/** Turns the visitor's devices on and off. A device that is off is released: its light goes out. */
export class LocalMedia {
  /** Counts the wishes per kind: an answer of the browser counts only for the latest one. */
  private readonly wishes = { camera: 0, microphone: 0 };
  /** What goes out, as the visitor sees it; one element wherever it is shown, so that it plays on. */
  readonly video = document.createElement('video');

  constructor(private readonly host: LocalMediaHost) {
    this.video.autoplay = true;
    this.video.muted = true;
    this.video.playsInline = true;
    // Browsers hide the interface on pages that are neither https nor localhost.
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    devices?.addEventListener('devicechange', () => void this.list());
  }

  /** Which devices there are; their names only after one was allowed. */
  async list(): Promise<void> {
    try {
      const lists = deviceLists(await navigator.mediaDevices.enumerateDevices());
      const { speaker } = this.host.state.chosen;
      this.host.update(state => {
        state.devices = lists;
        const { chosen } = state;
        for (const kind of ['camera', 'microphone', 'speaker'] as const)
          chosen[kind] = stillThere(chosen[kind], lists[kind]);
      });
      if (this.host.state.chosen.speaker !== speaker) this.host.speaks();
    } catch {
      // No list: the devices the browser prefers can still be used.
    }
  }

  async turnOn(kind: DeviceKind): Promise<void> {
    const wish = ++this.wishes[kind];
    const before = this.host.state[kind];
    const { preset } = this.host.state;
    const device = this.host.state.chosen[kind];
    if (before.kind !== 'on') this.set(kind, { kind: 'asking' });
    const state = await this.open(kind);
    if (wish !== this.wishes[kind]) {
      if (state.kind === 'on') state.track.stop();
      return;
    }
    if (before.kind === 'on') before.track.stop();
    this.set(kind, state);
    void this.list();
    // What was chosen while the browser asked.
    const now = this.host.state;
    if (now.chosen[kind] !== device) this.choose(kind, now.chosen[kind]);
    else if (kind === 'camera' && now.preset !== preset) this.usePreset(now.preset);
  }

  turnOff(kind: DeviceKind): void {
    this.wishes[kind]++;
    const state = this.host.state[kind];
    if (state.kind === 'on') state.track.stop();
    this.set(kind, { kind: 'off' });
  }

  /** The device stays open, so that it is heard again at once. */
  mute(muted: boolean): void {
    this.host.update(state => {
      state.muted = muted;
      if (state.microphone.kind === 'on') state.microphone.track.enabled = !muted;
    });
  }

  choose(kind: DeviceKind, device: string | undefined): void {
    this.host.update(({ chosen }) => (chosen[kind] = device));
    if (this.host.state[kind].kind === 'on') void this.turnOn(kind);
  }

  chooseSpeaker(device: string | undefined): void {
    this.host.update(({ chosen }) => (chosen.speaker = device));
    this.host.speaks();
  }

  usePreset(preset: Preset): void {
    const { camera, chosen } = this.host.state;
    this.host.update(state => (state.preset = preset));
    if (camera.kind !== 'on') return;
    // Most cameras change while they run; one that does not is opened anew.
    camera.track.applyConstraints(cameraConstraints(preset, chosen.camera)).then(
      () => this.host.update(() => undefined),
      () => void this.turnOn('camera'),
    );
  }

  /** A screen in the place of the camera; without one the camera again. The camera itself stays as it is. */
  showScreen(track: MediaStreamTrack | undefined): void {
    this.host.update(state => (state.screen = track));
    this.changed('video');
  }

  /** All devices are released. */
  close(): void {
    this.turnOff('camera');
    this.turnOff('microphone');
    if (this.host.state.screen) this.showScreen(undefined);
  }

  private async open(kind: DeviceKind): Promise<DeviceState> {
    const { preset, chosen, muted } = this.host.state;
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    if (!devices?.getUserMedia) return { kind: 'insecure-page' };
    try {
      const stream = await devices.getUserMedia(
        kind === 'camera'
          ? { video: cameraConstraints(preset, chosen.camera) }
          : { audio: microphoneConstraints(chosen.microphone) },
      );
      const track = stream.getTracks()[0]!;
      if (kind === 'microphone') track.enabled = !muted;
      else track.contentHint = 'motion';
      // Not fired by `stop`: somebody pulled the plug, or took the permission away.
      track.addEventListener('ended', () => {
        const now = this.host.state[kind];
        if (now.kind === 'on' && now.track === track) this.set(kind, { kind: 'unplugged' });
      });
      return { kind: 'on', track };
    } catch (error) {
      return { kind: whyRefused(error instanceof Error ? error.name : '') };
    }
  }

  private set(kind: DeviceKind, device: DeviceState): void {
    this.host.update(state => (state[kind] = device));
    this.changed(kind === 'camera' ? 'video' : 'audio');
  }

  private changed(kind: 'audio' | 'video'): void {
    const now = outgoing(this.host.state);
    if (kind === 'video') {
      const shown = this.host.state.preview?.getVideoTracks()[0];
      if (shown !== now.video) {
        const preview = now.video && new MediaStream([now.video]);
        this.video.srcObject = preview ?? null;
        this.host.update(state => (state.preview = preview));
      }
    }
    this.host.sends(kind, now[kind]);
  }
}
