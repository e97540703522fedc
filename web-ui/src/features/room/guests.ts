import type { ClientMessage } from '../../protocol/messages';
import { requestJson } from '../../shared/http';
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

/** What the visitor may ask of media peers: they come when they are called, and show what they are told to. */
export class Guests {
  /** Those that came at our call, by their ids in the room. */
  private readonly called = new Set<string>();

  constructor(
    private readonly send: (message: ClientMessage) => void,
    private readonly notice: (notice: Notice | undefined) => void,
  ) {}

  /** A media peer as another participant. */
  invite(mediaPeer: string | undefined, source: string | undefined): void {
    this.notice(undefined);
    this.send({
      type: 'call',
      ...(mediaPeer ? { media_peer: mediaPeer } : {}),
      ...(source ? { source } : {}),
    });
  }

  /** One came at our call. */
  came(id: string): void {
    this.called.add(id);
  }

  /**
   * One of ours that did not want to leave is called again, to show what it showed. Where others are left in the room,
   * the service has done so before we hear of it.
   *
   * @param others the members that are still there
   */
  left(guest: Member, reason: string, others: readonly Member[]): void {
    if (!this.called.delete(guest.id) || !against.includes(reason)) return;
    if (others.some(({ role }) => role === 'participant')) return void this.called.add(guest.id);
    this.invite(undefined, guest.shows?.source);
  }

  /** Another room: nobody in it came at our call. */
  forget(): void {
    this.called.clear();
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
