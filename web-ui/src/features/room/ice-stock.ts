import type { IceServersBody } from '../../protocol/rest';
import { requestJson } from '../../shared/http';
import { freshFor, readIceServers } from '../lab-status/analysis';
import type { IceServers } from '../lab-status/model';

/** As many as join at once in most rooms; more are asked for as they are used. */
const kept = 3;

/**
 * TURN credentials are made for one connection each, so that what the TURN server tells belongs to one session. A few
 * are kept ready: a connection should not wait for a request.
 */
export class IceStock {
  private stock: IceServers[] = [];
  private asked = 0;

  /** @param shared what is used when none is ready */
  constructor(private readonly shared: () => IceServers | undefined) {}

  /** Asks for as many as are missing. */
  fill(): void {
    this.stock = this.stock.filter(servers => freshFor(servers, Date.now()) > 0);
    while (this.stock.length + this.asked < kept) {
      this.asked++;
      void this.ask();
    }
  }

  /** Undefined: the lab named none yet. */
  take(): IceServers | undefined {
    const fresh = this.stock.find(servers => freshFor(servers, Date.now()) > 0);
    if (fresh) this.stock = this.stock.filter(servers => servers !== fresh);
    this.fill();
    return fresh ?? this.shared();
  }

  private async ask(): Promise<void> {
    const result = await requestJson<IceServersBody>('/api/ice-servers');
    this.asked--;
    if (result.ok && Array.isArray(result.value.iceServers))
      this.stock.push(readIceServers(result.value, Date.now()));
  }
}
