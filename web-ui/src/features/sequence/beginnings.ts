import type { SessionEvent } from '../../protocol/session-record';

/**
 * Since when each end can have gathered candidates: a moment that was surely before. The event of the gathering state
 * is not, since it is told by another thread than the one that sends requests.
 */
export class Beginnings {
  private readonly moments = new Map<string, number>();
  private readonly signaling = new Map<string, string>();

  /** Lab time, −Infinity if nothing tells it. */
  of(end: string): number {
    return this.moments.get(end) ?? -Infinity;
  }

  read(event: SessionEvent): void {
    if (this.isBefore(event)) {
      this.moments.set(event.from, Math.max(this.of(event.from), event.at - event.uncertaintyMs));
    }
    if (event.type === 'state' && event.of === 'signaling') this.signaling.set(event.from, event.value);
  }

  /** Gathering begins with the local description (RFC 8829 §3.5.1), which follows the offer of the other end. */
  private isBefore(event: SessionEvent): boolean {
    switch (event.type) {
      case 'environment':
        return true;
      case 'description':
        return event.side === 'remote' && event.sdpType === 'offer' && event.accepted;
      case 'state':
        if (event.of !== 'signaling') return false;
        if (event.value === 'have-remote-offer') return true;
        // libwebrtc tells the new signaling state at once, then it begins to gather; a page hears of it later.
        return (
          event.source.where === 'media-peer' &&
          (event.value === 'have-local-offer' ||
            (event.value === 'stable' && this.signaling.get(event.from) === 'have-remote-offer'))
        );
      default:
        return false;
    }
  }
}
