import type { ClientMessage } from '../../protocol/messages';
import { requestJson } from '../../shared/http';
import type { SourceChange } from '../sources/model';
import type { Notice } from './model';

/** What the visitor may ask of media peers: they come when they are called, and show what they are told to. */
export class Guests {
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
