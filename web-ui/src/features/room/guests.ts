import type { ClientMessage } from '../../protocol/messages';
import { requestJson, type RequestProblem } from '../../shared/http';
import { steadyAfter } from '../call/recovery';
import { recallDelay } from '../signaling/backoff';
import type { SourceChange } from '../sources/model';
import type { Notice } from './model';
import type { Member } from './roster';

/** Why a media peer left though nobody wanted it to: after these a new call brings another (`docs/protocol.md`). */
const against: readonly string[] = [
  'worker-crashed',
  'media-peer-lost',
  'viewer-vanished',
  'failed',
  'drained',
];

/** Most calls in a row that follow a media peer that went: what it is to show may be what ends it. */
export const mostRecalls = 8;

/** One that stays for others is told of in the message after the one that it left; in ms. */
const backWithin = 1000;

/** What the visitor may ask of media peers: they come when they are called, and show what they are told to. */
export class Guests {
  /** Those that came at our call, by their ids in the room. */
  private readonly called = new Set<string>();
  /** What the one is to show that was called again and is not here yet. */
  private recalled: { readonly source: string | undefined } | undefined;
  private recalls = 0;
  private again: ReturnType<typeof setTimeout> | undefined;
  private steady: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly send: (message: ClientMessage) => void,
    private readonly notice: (notice: Notice | undefined) => void,
    private readonly isHere: (id: string) => boolean,
  ) {}

  /** A media peer as another participant. */
  invite(): void {
    this.settle();
    this.notice(undefined);
    this.call(undefined);
  }

  /** One came at our call. */
  came(id: string): void {
    this.called.add(id);
    if (this.recalled) this.notice(undefined);
    this.recalled = undefined;
    clearTimeout(this.steady);
    this.steady = setTimeout(() => (this.recalls = 0), steadyAfter);
  }

  /**
   * One of ours that did not want to leave is called again, to show what it showed. Where others are left in the room and
   * only the connection with us ended, it is there again as soon as we hear of it.
   *
   * @param others the members that are still there
   */
  left(guest: Member, reason: string, others: readonly Member[]): void {
    if (!this.called.delete(guest.id) || !against.includes(reason)) return;
    const recall = (): void => this.recall(guest.shows?.source, { code: reason });
    if (others.every(({ role }) => role !== 'participant')) return recall();
    this.called.add(guest.id);
    setTimeout(() => {
      if (!this.isHere(guest.id) && this.called.delete(guest.id)) recall();
    }, backWithin);
  }

  /** A call was refused. One that follows a media peer that went comes again: the service may just be on its way back. */
  refused(problem: RequestProblem): void {
    if (this.recalled) this.recall(this.recalled.source, problem);
    else this.notice({ about: 'call', problem });
  }

  /** Another room: nobody in it came at our call. */
  forget(): void {
    this.settle();
    this.called.clear();
  }

  /** At once at first, then slower, and not without end. */
  private recall(source: string | undefined, problem: RequestProblem): void {
    clearTimeout(this.steady);
    if (this.recalls >= mostRecalls) {
      this.settle();
      return this.notice({ about: 'recall', problem });
    }
    this.recalled = { source };
    const delay = recallDelay(this.recalls++, Math.random());
    if (delay === 0) return this.call(source);
    this.notice({ about: 'recalling', problem });
    this.again = setTimeout(() => this.call(source), delay);
  }

  private call(source: string | undefined): void {
    this.send({ type: 'call', ...(source ? { source } : {}) });
  }

  /** No call is due, and none in a row. */
  private settle(): void {
    clearTimeout(this.again);
    clearTimeout(this.steady);
    this.recalled = undefined;
    this.recalls = 0;
  }

  async remove(mediaPeer: string): Promise<void> {
    const result = await requestJson(`/api/media-peers/${encodeURIComponent(mediaPeer)}`, {
      method: 'DELETE',
    });
    if (!result.ok) this.notice({ about: 'remove', problem: result.problem });
  }

  show(mediaPeer: string, { source, size, rate, positionMs, loop }: SourceChange): void {
    this.notice(undefined);
    this.send({
      type: 'set_source',
      target: mediaPeer,
      source,
      ...(size ? { width: size[0], height: size[1] } : {}),
      ...(rate ? { frames_per_second: rate } : {}),
      ...(positionMs === undefined ? {} : { position_ms: Math.round(positionMs) }),
      ...(loop === undefined ? {} : { loop }),
    });
  }
}
