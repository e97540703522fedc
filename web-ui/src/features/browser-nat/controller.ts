import { defaultAlternatePort, estimateNat, serversToAsk } from './analysis';
import { gather } from './measure';
import type { BrowserNatState } from './model';

/** What the estimate needs from the rest of the page. */
export interface BrowserNatHost {
  iceServers(): { servers: RTCIceServer[]; alternatePort?: number | undefined } | undefined;
  update(change: (state: BrowserNatState) => void): void;
}

export class BrowserNatController {
  private running = false;

  constructor(private readonly host: BrowserNatHost) {}

  async measure(): Promise<void> {
    if (this.running) return;
    const offered = this.host.iceServers();
    const servers = offered
      ? serversToAsk(offered.servers, offered.alternatePort ?? defaultAlternatePort)
      : [];
    if (servers.length === 0) return this.host.update(state => (state.problem = 'no-server'));
    this.running = true;
    this.host.update(state => {
      state.measuring = true;
      state.problem = undefined;
    });
    try {
      const gathering = await gather(servers);
      this.host.update(state => (state.estimate = estimateNat(servers, gathering)));
    } catch {
      this.host.update(state => (state.problem = 'browser-refused'));
    } finally {
      this.running = false;
      this.host.update(state => (state.measuring = false));
    }
  }
}
