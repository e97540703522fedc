import { describe, expect, it } from 'vitest';
import { refusalOf, surfaceOf } from './analysis';
import type { ShareState } from './model';
import { ScreenShare } from './screen-share';

class Track extends EventTarget {
  readonly kind = 'video';
  contentHint = '';
  stopped = false;
  constructor(readonly name: string) {
    super();
  }
  getSettings() {
    return { displaySurface: 'monitor' };
  }
  stop(): void {
    this.stopped = true;
  }
}

class Sender {
  track: Track | null = null;
  constructor(private readonly fails = false) {}
  replaceTrack(track: Track | null): Promise<void> {
    if (this.fails && track?.name === 'screen') return Promise.reject(new Error('no encoder'));
    this.track = track;
    return Promise.resolve();
  }
}

function setUp(senders: Sender[], ask?: () => Promise<MediaStream>) {
  const camera = new Track('camera');
  const screen = new Track('screen');
  const states: ShareState['kind'][] = [];
  const share = new ScreenShare({
    senders: () => senders as unknown as RTCRtpSender[],
    camera: () => camera as unknown as MediaStreamTrack,
    changed: state => states.push(state.kind),
    ask: ask ?? (() => Promise.resolve({ getVideoTracks: () => [screen] } as unknown as MediaStream)),
  });
  return { share, camera, screen, states };
}

describe('screen sharing', () => {
  it('is on every sender, readable, and the camera is back when it is stopped', async () => {
    const senders = [new Sender(), new Sender()];
    const { share, camera, screen, states } = setUp(senders);
    await share.start();
    expect(senders.map(({ track }) => track)).toEqual([screen, screen]);
    expect(screen.contentHint).toBe('detail');
    await share.stop();
    expect(senders.map(({ track }) => track)).toEqual([camera, camera]);
    expect(screen.stopped).toBe(true);
    expect(states).toEqual(['asking', 'sharing', 'off']);
  });

  it('ends with the bar of the browser too', async () => {
    const senders = [new Sender()];
    const { share, camera, screen } = setUp(senders);
    await share.start();
    screen.dispatchEvent(new Event('ended'));
    expect(share.state).toEqual({ kind: 'off', ended: 'browser' });
    await Promise.resolve();
    expect(senders[0]!.track).toBe(camera);
  });

  it('goes on over the senders of the next call, and ends where there are none', async () => {
    const senders = [new Sender()];
    const { share, screen, camera } = setUp(senders);
    await share.resume();
    expect(senders[0]!.track).toBeNull();
    await share.start();
    const next = new Sender();
    next.track = camera;
    senders.splice(0, 1, next);
    await share.resume();
    expect(next.track).toBe(screen);
    senders.splice(0, 1);
    await share.resume();
    expect(share.state.kind).toBe('off');
    expect(screen.stopped).toBe(true);
  });

  it('that is chosen after it was stopped is given back', async () => {
    let choose: (stream: MediaStream) => void = () => undefined;
    const { share, screen, states } = setUp([new Sender()], () => new Promise(resolve => (choose = resolve)));
    const started = share.start();
    await share.stop();
    choose({ getVideoTracks: () => [screen] } as unknown as MediaStream);
    await started;
    expect(screen.stopped).toBe(true);
    expect(states).toEqual(['asking', 'off']);
  });

  it('returns everybody to the camera if one sender can not show it', async () => {
    const senders = [new Sender(), new Sender(true)];
    const { share, camera, screen } = setUp(senders);
    await share.start();
    expect(share.state.kind).toBe('failed');
    expect(senders.map(({ track }) => track)).toEqual([camera, camera]);
    expect(screen.stopped).toBe(true);
  });

  it.each([
    ['NotAllowedError', 'refused'],
    ['AbortError', 'refused'],
    ['NotSupportedError', 'unsupported'],
    ['TypeError', 'unsupported'],
    ['NotReadableError', 'failed'],
  ])('refused with %s is %s, and can be asked for again', async (name, kind) => {
    expect(refusalOf(name, '').kind).toBe(kind);
    const { share, states } = setUp([], () => Promise.reject(new DOMException('', name)));
    await share.start();
    await share.start();
    expect(states).toEqual(['asking', kind, 'asking', kind]);
  });

  it('names what is shown', () => {
    expect(surfaceOf('window')).toBe('window');
    expect(surfaceOf(undefined)).toBe('unknown');
  });
});
