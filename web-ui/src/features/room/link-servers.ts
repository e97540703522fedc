import type { EnvironmentSeen } from '../../protocol/peer-observation';
import { environmentAtOnce, environmentSeen, thisBrowser, type IceSetup } from '../call/environment';
import type { CallSettings } from '../call/model';
import { freshFor } from '../lab-status/analysis';
import type { IceServers } from '../lab-status/model';

/** STUN and TURN servers of one connection, with credentials of its own. */
export class LinkServers {
  private current: IceServers | undefined;

  /** @param take gives servers with credentials that still count; undefined while the lab named none */
  constructor(
    private readonly take: () => IceServers | undefined,
    private readonly policy: CallSettings['icePolicy'],
  ) {
    this.current = take();
  }

  get configuration(): RTCConfiguration {
    return { iceServers: [...(this.current?.servers ?? [])], iceTransportPolicy: this.policy };
  }

  /**
   * Credentials that do not count any more are replaced before new paths are looked for.
   *
   * @returns whether they were
   */
  renew(pc: RTCPeerConnection): boolean {
    if (this.current && freshFor(this.current, Date.now()) > 0) return false;
    const next = this.take();
    if (!next) return false;
    this.current = next;
    pc.setConfiguration({ ...pc.getConfiguration(), ...this.configuration });
    return true;
  }

  /** What this page runs in, as far as it is known at once. */
  seenAtOnce(): EnvironmentSeen {
    return environmentAtOnce(thisBrowser(), this.setup);
  }

  /** What this page runs in. */
  seen(): Promise<EnvironmentSeen> {
    return environmentSeen(thisBrowser(), this.setup);
  }

  private get setup(): IceSetup {
    return { servers: this.current?.servers ?? [], policy: this.policy };
  }
}
