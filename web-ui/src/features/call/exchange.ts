import type { ClientMessage, WireCandidate } from '../../protocol/messages';
import type { Tell } from './connection-observer';
import type { CallEnd } from './model';

/** What an exchange (of descriptions and candidates) tells the call. */
export interface ExchangeEvents {
  answer(sdp: string): void;
  remoteCandidate(candidate: WireCandidate, url: string | undefined, relayProtocol: string | undefined): void;
  /** The media peer is said to have left; frames may still flow. */
  peerLeft(reason: string): void;
  /** The peer is there again after all (signaling came back). */
  peerBack(): void;
  /** The call can not go on this way. */
  failed(end: CallEnd): void;
  /** An offer that restarts ICE was refused. */
  restartRefused(): void;
  observed: Tell;
  changed(): void;
}

/** Hides a credential that is part of a session description. */
export const withoutSecrets = (sdp: string): string =>
  sdp.replace(/^(a=ice-pwd:)(.*?)(\r?)$/gm, (_, name: string, value: string, end: string) => {
    return `${name}<${value.length}>${end}`;
  });

/** A message as the page shows it: passwords and tokens as their length. */
export function asNoted(outgoing: ClientMessage): ClientMessage {
  if (outgoing.type === 'offer')
    return { ...outgoing, offer: { type: 'offer', sdp: withoutSecrets(outgoing.offer.sdp) } };
  if (outgoing.type === 'join' && outgoing.resume)
    return { ...outgoing, resume: `<${outgoing.resume.length}>` };
  return outgoing;
}
