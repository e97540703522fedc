/** The visitor's camera: a choice, never a need. */
export type CameraState =
  | { kind: 'off' }
  | { kind: 'asking' }
  | { kind: 'on'; stream: MediaStream }
  | { kind: 'refused' }
  | { kind: 'none-found' }
  | { kind: 'busy' }
  | { kind: 'insecure-page' };

/** Asks for the picture. Every way it can end is an ordinary state. */
export async function openCamera(): Promise<CameraState> {
  // Browsers hide the interface on pages that are neither https nor localhost.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices?.getUserMedia) return { kind: 'insecure-page' };
  try {
    const video = { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30 } };
    return { kind: 'on', stream: await devices.getUserMedia({ video, audio: false }) };
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    if (name === 'NotFoundError' || name === 'OverconstrainedError') return { kind: 'none-found' };
    if (name === 'NotReadableError' || name === 'AbortError') return { kind: 'busy' };
    return { kind: 'refused' };
  }
}

export function closeCamera(camera: CameraState): void {
  if (camera.kind === 'on') for (const track of camera.stream.getTracks()) track.stop();
}
