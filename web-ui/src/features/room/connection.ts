import type { WireCandidate } from '../../protocol/messages';

/** Something that uses the connection with one member besides its media, for example data channels. */
export interface ConnectionPart {
  /** The connection is about to be closed, or has been by the other end. */
  close(): void;
}

/** The member a connection is with, as far as a part has to know. */
export interface PartPeer {
  readonly id: string;
  /** This end gives way when offers cross. */
  readonly polite: boolean;
  readonly role: 'participant' | 'media-peer';
}

/**
 * Makes a part of each new connection, before its first description: what it adds (channels with ids that were agreed
 * beforehand) is in the first offer. Undefined where it has no use for that member.
 */
export type PartFactory = (peer: PartPeer, connection: RTCPeerConnection) => ConnectionPart | undefined;

/** What this page sends to everybody; a missing track is sent as nothing, without another negotiation. */
export interface Outgoing {
  readonly audio: MediaStreamTrack | undefined;
  readonly video: MediaStreamTrack | undefined;
}

const kinds = ['audio', 'video'] as const;

/**
 * The end that makes the first offer lays out the connection: one section for sound and one for the picture, there
 * from the beginning, so that devices come and go by `replaceTrack` alone. A media peer shows nothing of what it gets.
 */
export function layOut(pc: RTCPeerConnection, out: Outgoing, receivesOnly: boolean): void {
  for (const kind of kinds) {
    const track = out[kind];
    if (receivesOnly) pc.addTransceiver(kind, { direction: 'recvonly' });
    else pc.addTransceiver(track ?? kind, { direction: 'sendrecv' });
  }
}

/**
 * The other end takes the sections of the offer as its own. What it had laid out itself before its own offer gave way
 * has no place in the connection and is stopped.
 */
export function takeOver(pc: RTCPeerConnection, out: Outgoing): void {
  const transceivers = pc.getTransceivers().filter(({ currentDirection }) => currentDirection !== 'stopped');
  for (const kind of kinds) {
    const own = transceivers.filter(({ receiver }) => receiver.track.kind === kind);
    const placed = own.find(({ mid }) => mid !== null);
    if (!placed) continue;
    for (const other of own) if (other.mid === null) other.stop();
    // Only the first time: later the directions are as agreed.
    if (placed.currentDirection !== null) continue;
    placed.direction = placed.direction === 'recvonly' ? 'sendrecv' : placed.direction;
    void replace(placed.sender, out[kind]);
  }
}

/** Sends another track, or none, in the place of the present one; without negotiation (W3C webrtc §5.2). */
export function send(
  pc: RTCPeerConnection,
  kind: 'audio' | 'video',
  track: MediaStreamTrack | undefined,
): void {
  for (const { sender, receiver, direction } of pc.getTransceivers()) {
    if (receiver.track.kind === kind && direction !== 'recvonly' && direction !== 'stopped')
      void replace(sender, track);
  }
}

const replace = (sender: RTCRtpSender, track: MediaStreamTrack | undefined): Promise<void> =>
  // Refused by a connection that is being closed, which needs no track any more.
  sender.replaceTrack(track ?? null).catch(() => undefined);

/** A candidate as the wire has it; undefined is the end of a generation. */
export const wireCandidate = (
  candidate: RTCIceCandidate | undefined,
): { candidate: WireCandidate; url?: string; relay_protocol?: string } => {
  const more = candidate as
    (RTCIceCandidate & { url?: string | null; relayProtocol?: string | null }) | undefined;
  return {
    candidate: {
      candidate: candidate?.candidate ?? '',
      sdpMid: candidate?.sdpMid ?? '0',
      sdpMLineIndex: candidate?.sdpMLineIndex ?? 0,
      usernameFragment: candidate?.usernameFragment ?? null,
    },
    ...(more?.url ? { url: more.url } : {}),
    ...(more?.relayProtocol ? { relay_protocol: more.relayProtocol } : {}),
  };
};
