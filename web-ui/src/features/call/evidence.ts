import type { ClientMessage } from '../../protocol/messages';
import type { EnvironmentSeen, PeerObservation } from '../../protocol/peer-observation';
import { ms, pageNow, type Milliseconds } from '../../shared/units';
import { clockError, pageToLab, type ClockSample } from '../signaling/clock-sync';
import { EvidenceQueue, type Observation } from './evidence-queue';

/** Lets the messages of the set-up go first, and figures of one pair become one. */
const gatherFor = 50;
/** Half of what the service takes from one socket, lasting and at once (`signaling.limits.*`). */
const perSecond = 25;
const atOnce = 100;
/** Kept for the end of a call: nothing follows it. */
const keptForTheEnd = 40;

/** How fast evidence may go out over one socket, over all calls. */
export class EvidencePace {
  private tokens: number;
  private filledAt = pageNow();

  /** @param burst most at once; fewer where much else is sent over the same socket */
  constructor(private readonly burst = atOnce) {
    this.tokens = burst;
  }

  /** Whether one more message may go now. */
  take(atTheEnd: boolean): boolean {
    const now = pageNow();
    this.tokens = Math.min(this.burst, this.tokens + ((now - this.filledAt) / 1000) * perSecond);
    this.filledAt = now;
    if (this.tokens < 1 + (atTheEnd ? 0 : keptForTheEnd)) return false;
    this.tokens--;
    return true;
  }
}

/**
 * Tells the signaling service what this page measured of one call, for the record of the session. Observations wait
 * until the service has named the session with that remote (older ones never do, and then nothing is sent), until
 * the environment and the clock of the lab are known, and while the link is down. A call that is over does not wait
 * for the environment: it tells what was known of it at once.
 */
export class EvidenceSender {
  private readonly queue = new EvidenceQueue();
  private remote: string | undefined;
  private introduced = false;
  private knownAtOnce: Observation | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly send: (message: Extract<ClientMessage, { type: 'evidence' }>) => boolean,
    private readonly clock: () => ClockSample | undefined,
    private readonly pace: EvidencePace,
  ) {}

  /** What this page runs in, as far as it is known at once: told if the call ends before the rest is known. */
  environmentAtOnce(event: EnvironmentSeen, at: Milliseconds): void {
    this.knownAtOnce = { event, at, earlierBy: ms(0) };
  }

  /** What this page runs in: the first thing told, before all that is observed in it. */
  environment(event: EnvironmentSeen, at: Milliseconds): void {
    this.queue.addFirst({ event, at, earlierBy: ms(0) });
    this.introduced = true;
    this.schedule(gatherFor);
  }

  /** @param earlierBy the moment was sampled and lies up to this much earlier */
  observe(event: PeerObservation, at: Milliseconds, earlierBy: Milliseconds = ms(0)): void {
    this.queue.add({ event, at, earlierBy });
    this.schedule(gatherFor);
  }

  /** The service keeps a record of the session with this remote. */
  recordedWith(remote: string): void {
    this.remote = remote;
    this.schedule(gatherFor);
  }

  /** Something it may have waited for is there. */
  flush(): void {
    this.schedule(0);
  }

  /** The call is over: whatever waits goes now or never. */
  close(): void {
    if (!this.introduced && this.knownAtOnce) {
      this.queue.addFirst(this.knownAtOnce);
      this.introduced = true;
    }
    this.sendWaiting(true);
    clearTimeout(this.timer);
    this.remote = undefined;
  }

  private schedule(delay: number): void {
    if (this.remote === undefined || !this.introduced || this.queue.length === 0) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.sendWaiting();
    }, delay);
  }

  /** In the order it happened, as far as it goes. */
  private sendWaiting(atTheEnd = false): void {
    const clock = this.clock();
    if (this.remote === undefined || !this.introduced || !clock) return;
    for (let next = this.queue.peek(); next; next = this.queue.peek()) {
      if (!this.pace.take(atTheEnd)) break;
      // Without a link it waits for the call of `flush`.
      if (!this.send(messageOf(next, this.remote, clock))) return;
      this.queue.taken();
    }
    this.schedule(1000 / perSecond);
  }
}

function messageOf(
  { event, at, earlierBy }: Observation,
  remote: string,
  clock: ClockSample,
): Extract<ClientMessage, { type: 'evidence' }> {
  return {
    type: 'evidence',
    remote,
    at: pageToLab(ms(at - earlierBy / 2), clock),
    uncertainty_ms: clockError(ms(earlierBy / 2), clock),
    event,
  };
}
