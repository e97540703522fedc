/** What became of the wish to use a camera or a microphone. Every way it can end is an ordinary state. */
export type DeviceState =
  { kind: 'off' } | { kind: 'asking' } | { kind: 'on'; track: MediaStreamTrack } | { kind: DeviceRefusal };

/**
 * - `refused`: the visitor, a rule or the system said no · `none-found`: there is none of this kind
 * - `busy`: another program has it · `insecure-page`: browsers give devices to HTTPS and localhost only
 * - `unplugged`: it was on and ended by itself
 */
export const deviceRefusals = ['refused', 'none-found', 'busy', 'insecure-page', 'unplugged'] as const;
export type DeviceRefusal = (typeof deviceRefusals)[number];

export type DeviceKind = 'camera' | 'microphone';

export interface Device {
  readonly id: string;
  /** Empty until the browser may tell: after a device was allowed. */
  readonly label: string;
}

export interface DeviceLists {
  readonly camera: readonly Device[];
  readonly microphone: readonly Device[];
  readonly speaker: readonly Device[];
}

/** Heights of the picture one can ask the camera for; it gives the nearest it has. */
export const presets = ['180p', '360p', '720p', '1080p'] as const;
export type Preset = (typeof presets)[number];

const sizes: Record<Preset, readonly [width: number, height: number]> = {
  '180p': [320, 180],
  '360p': [640, 360],
  '720p': [1280, 720],
  '1080p': [1920, 1080],
};

/** @param device id of a camera; undefined for the one the browser prefers */
export function cameraConstraints(preset: Preset, device: string | undefined): MediaTrackConstraints {
  const [width, height] = sizes[preset];
  return {
    width: { ideal: width },
    height: { ideal: height },
    frameRate: { ideal: 30, max: 30 },
    ...(device ? { deviceId: { exact: device } } : {}),
  };
}

export const microphoneConstraints = (device: string | undefined): MediaTrackConstraints => ({
  echoCancellation: { ideal: true },
  noiseSuppression: { ideal: true },
  autoGainControl: { ideal: true },
  ...(device ? { deviceId: { exact: device } } : {}),
});

/** @param name of the exception of `getUserMedia` (W3C mediacapture-streams §10.3) */
export function whyRefused(name: string): DeviceRefusal {
  switch (name) {
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'none-found';
    case 'NotReadableError':
    case 'AbortError':
      return 'busy';
    case 'TypeError':
      return 'insecure-page';
    default:
      return 'refused';
  }
}

/** The lists of `enumerateDevices`; the browser's own stand-in without an id is no device to choose. */
export function deviceLists(
  devices: readonly Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'label'>[],
): DeviceLists {
  const of = (kind: MediaDeviceKind): Device[] =>
    devices
      .filter(device => device.kind === kind && device.deviceId !== '')
      .map(({ deviceId: id, label }) => ({ id, label }));
  return { camera: of('videoinput'), microphone: of('audioinput'), speaker: of('audiooutput') };
}

/** A device that is no longer there is no choice any more. */
export const stillThere = (chosen: string | undefined, devices: readonly Device[]): string | undefined =>
  devices.some(({ id }) => id === chosen) ? chosen : undefined;
