import type { ClientMessage, PeerObservation } from '../../protocol/messages';
import { ms, type Milliseconds } from '../../shared/units';
import { clockError, pageToLab, type ClockSample } from '../signaling/clock-sync';

/** Well below what the service takes at once. */
const mostWaiting = 100;

interface Observation {
  event: PeerObservation;
  at: Milliseconds;
  earlierBy: Milliseconds;
}

/**
 * Tells the signaling service what this page measured of one call, for the record of the session. Observations wait
 * until the service has named the session with that remote (older ones never do, and then nothing is sent), until
 * the clock of the lab is known, and while the link is down.
 */
export class EvidenceSender {
  private waiting: Observation[] = [];
  private remote: string | undefined;

  constructor(
    private readonly send: (message: Extract<ClientMessage, { type: 'evidence' }>) => boolean,
    private readonly clock: () => ClockSample | undefined,
  ) {}

  /** @param earlierBy the moment was sampled and lies up to this much earlier */
  observe(event: PeerObservation, at: Milliseconds, earlierBy: Milliseconds = ms(0)): void {
    if (this.waiting.length < mostWaiting) this.waiting.push({ event, at, earlierBy });
    this.flush();
  }

  /** The service keeps a record of the session with this remote. */
  recordedWith(remote: string): void {
    this.remote = remote;
    this.flush();
  }

  /** Sends what waits, in the order it happened, as far as it goes. */
  flush(): void {
    const clock = this.clock();
    if (this.remote === undefined || !clock) return;
    while (this.waiting.length > 0) {
      const [{ event, at, earlierBy }] = this.waiting as [Observation];
      const middle = ms(at - earlierBy / 2);
      const message = {
        type: 'evidence' as const,
        remote: this.remote,
        at: pageToLab(middle, clock),
        uncertainty_ms: clockError(ms(earlierBy / 2), clock),
        event,
      };
      if (!this.send(message)) return;
      this.waiting.shift();
    }
  }
}
