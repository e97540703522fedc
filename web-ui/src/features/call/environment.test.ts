import { describe, expect, it } from 'vitest';
import {
  environmentAtOnce,
  environmentSeen,
  originKindOf,
  turnUserOf,
  type Surroundings,
} from './environment';

const around = (more: Partial<Surroundings> = {}): Surroundings => ({
  secure: true,
  hostname: 'localhost',
  permission: () => Promise.resolve(undefined),
  hasCamera: () => Promise.resolve(undefined),
  ...more,
});

const servers = [
  { urls: ['stun:198.51.100.10:3478'] },
  {
    urls: ['turn:198.51.100.10:3478?transport=udp'],
    username: '1795230715:5f0c3a9b1d2e',
    credential: 'secret',
  },
];

describe('environment of the page', () => {
  it('names the servers and the user, never the credential', async () => {
    const seen = await environmentSeen(around(), { servers, policy: 'relay' });
    expect(seen).toEqual({
      kind: 'environment',
      secure_context: true,
      origin_kind: 'loopback',
      local_network_access: 'unsupported',
      turn_user: '5f0c3a9b1d2e',
      ice_policy: 'relay',
      ice_servers: ['stun:198.51.100.10:3478', 'turn:198.51.100.10:3478?transport=udp'],
    });
    expect(JSON.stringify(seen)).not.toContain('secret');
    expect(JSON.stringify(seen)).not.toContain('1795230715');
  });

  it('is known at once but for what only the browser can answer', async () => {
    const never = (): Promise<never> => new Promise(() => undefined);
    const atOnce = environmentAtOnce(around({ permission: never, hasCamera: never }), {
      servers,
      policy: 'relay',
    });
    const whole = await environmentSeen(around(), { servers, policy: 'relay' });
    expect(whole).toEqual({ ...atOnce, local_network_access: 'unsupported' });
    expect(JSON.stringify(atOnce)).not.toContain('secret');
  });

  it('tells the permissions as the browser gives them', async () => {
    const seen = await environmentSeen(
      around({
        permission: name => Promise.resolve(name === 'camera' ? 'prompt' : 'denied'),
        hasCamera: () => Promise.resolve(true),
      }),
      { servers: [], policy: 'all' },
    );
    expect(seen).toMatchObject({ local_network_access: 'denied', camera: 'prompt', ice_servers: [] });
  });

  it('says that there is no camera to be allowed', async () => {
    const seen = await environmentSeen(
      around({ permission: () => Promise.resolve('prompt'), hasCamera: () => Promise.resolve(false) }),
      { servers: [], policy: 'all' },
    );
    expect(seen.camera).toBe('none');
  });

  it.each([
    ['localhost', 'loopback'],
    ['127.0.0.1', 'loopback'],
    ['[::1]', 'loopback'],
    ['192.168.1.20', 'private'],
    ['172.31.0.9', 'private'],
    ['172.32.0.9', 'public'],
    ['100.64.8.8', 'private'],
    ['[fd12:3456::1]', 'private'],
    ['web-ui', 'private'],
    ['lab.local', 'private'],
    ['lab.example.org', 'public'],
    ['203.0.113.9', 'public'],
    ['[2001:db8::1]', 'public'],
  ])('page on %s: %s', (host, kind) => {
    expect(originKindOf(host)).toBe(kind);
  });

  it('a lasting user name is not told: it may be half of a credential', () => {
    expect(turnUserOf([{ urls: 'turn:x', username: 'alice', credential: 'secret' }])).toBeUndefined();
  });
});
