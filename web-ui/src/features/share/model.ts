/** What of the screen is shown (`displaySurface` of W3C screen-capture). */
export type Surface = 'monitor' | 'window' | 'browser' | 'unknown';

/** Sharing the screen: every way it can go is an ordinary state with a next step. */
export type ShareState =
  | { kind: 'off'; ended?: 'here' | 'browser' }
  | { kind: 'asking' }
  | { kind: 'sharing'; track: MediaStreamTrack; surface: Surface }
  /** The visitor chose nothing, or the system does not allow it. */
  | { kind: 'refused' }
  /** No such interface: phones, and pages neither https nor localhost. */
  | { kind: 'unsupported' }
  /** The picture could not be taken or not be put on the senders. */
  | { kind: 'failed'; detail: string };
