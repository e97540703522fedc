import type { EnvironmentSeen } from '../../protocol/peer-observation';
import { isLoopbackName } from '../../shared/loopback';

type Permission = 'granted' | 'denied' | 'prompt';

/** What a page can be asked about where it runs; the real one is `window`, tests give their own. */
export interface Surroundings {
  secure: boolean;
  hostname: string;
  /** Undefined: this browser does not know the permission. */
  permission(name: string): Promise<Permission | undefined>;
  /** Whether the browser names a camera at all. */
  hasCamera(): Promise<boolean | undefined>;
}

/** What the call was told to use. */
export interface IceSetup {
  servers: readonly RTCIceServer[];
  policy: 'all' | 'relay';
}

/**
 * What this end runs in, as far as a page knows it without asking its browser, whose answer may take a second. Never
 * holds a credential: of the TURN user name only the part after its time.
 */
export function environmentAtOnce({ secure, hostname }: Surroundings, ice: IceSetup): EnvironmentSeen {
  const user = turnUserOf(ice.servers);
  return {
    kind: 'environment',
    secure_context: secure,
    origin_kind: originKindOf(hostname),
    ...(user === undefined ? {} : { turn_user: user }),
    ice_policy: ice.policy,
    ice_servers: ice.servers.flatMap(({ urls }) => urls),
  };
}

/** The same with what the browser answers: permissions, and whether there is a camera. */
export async function environmentSeen(around: Surroundings, ice: IceSetup): Promise<EnvironmentSeen> {
  const [network, camera, hasCamera] = await Promise.all([
    around.permission('local-network-access'),
    around.permission('camera'),
    around.hasCamera(),
  ]);
  return {
    ...environmentAtOnce(around, ice),
    local_network_access: network ?? 'unsupported',
    ...cameraOf(camera, hasCamera),
  };
}

/** The name behind the expiry of a time-limited user name `<expiry>:<name>`; others are not told. */
export function turnUserOf(servers: readonly RTCIceServer[]): string | undefined {
  const user = servers.find(({ username }) => username)?.username;
  return /^\d+:(.+)$/.exec(user ?? '')?.[1];
}

function cameraOf(permission: Permission | undefined, there: boolean | undefined): Partial<EnvironmentSeen> {
  if (there === false) return { camera: 'none' };
  return permission === undefined ? {} : { camera: permission };
}

/**
 * Where a page was opened, by its host alone: special-purpose addresses (RFC 6890), single names and names reserved for
 * private use are private; what a public name resolves to is not known to a page.
 */
export function originKindOf(hostname: string): 'loopback' | 'private' | 'public' {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (isLoopbackName(hostname) || isLoopbackName(host)) return 'loopback';
  return isPrivateHost(host) ? 'private' : 'public';
}

const isPrivateHost = (host: string): boolean =>
  /^(10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./.test(host) ||
  /^(f[cd][0-9a-f]{2}|fe[89ab][0-9a-f]):/.test(host) ||
  /\.(local|internal|lan|home\.arpa)$/.test(host) ||
  !/[.:]/.test(host);

/** The browser itself. */
export const thisBrowser = (): Surroundings => ({
  secure: isSecureContext,
  hostname: location.hostname,
  permission: async name => {
    try {
      // The names are newer than the type of the interface; a browser that does not know one throws.
      const status = await navigator.permissions.query({ name: name as PermissionName });
      return status.state;
    } catch {
      return undefined;
    }
  },
  hasCamera: async () => {
    // Browsers hide the interface on pages that are neither https nor localhost.
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    try {
      return (await devices?.enumerateDevices())?.some(({ kind }) => kind === 'videoinput');
    } catch {
      return undefined;
    }
  },
});
