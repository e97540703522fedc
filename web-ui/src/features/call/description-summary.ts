import { parse, type MediaAttributes, type MediaDescription } from 'sdp-transform';
import type { MediaSectionSeen } from '../../protocol/peer-observation';

type Section = MediaAttributes & Partial<MediaDescription>;

/** What decides about a description, without the ICE password, candidates or anything else of it. */
export interface DescriptionSummary {
  fingerprint: string | undefined;
  setup: string | undefined;
  ufrag: string | undefined;
  media: MediaSectionSeen[];
}

/** Payload formats that are no codec of their own: protection, retransmission, comfort noise. */
const helpers: readonly string[] = ['rtx', 'red', 'ulpfec', 'flexfec-03', 'CN', 'telephone-event'];

/**
 * Certificate, DTLS role, user fragment and codecs of a session description (RFC 8866). The grammar is that of
 * `sdp-transform` (MIT), which knows session and media level and is small; only names and numbers go out of here.
 */
export function summarize(sdp: string): DescriptionSummary {
  const session = parse(sdp);
  const sections: Section[] = session.media;
  const [first] = sections;
  const fingerprint = session.fingerprint ?? first?.fingerprint;
  return {
    fingerprint: fingerprint && `${fingerprint.type} ${fingerprint.hash}`,
    setup: session.setup ?? first?.setup,
    ufrag: session.iceUfrag ?? first?.iceUfrag,
    media: sections.map(section => ({
      kind: section.type ?? 'unknown',
      direction: section.direction ?? 'sendrecv',
      codecs: codecsOf(section),
      rejected: section.port === 0,
    })),
  };
}

/** Names in the order of the payload types of the `m=` line, each once. */
function codecsOf(section: Section): string[] {
  const names = new Map((section.rtp ?? []).map(({ payload, codec }) => [String(payload), codec]));
  const inOrder = String(section.payloads ?? '')
    .split(' ')
    .map(payload => names.get(payload));
  const known = inOrder.filter(name => name !== undefined && !helpers.includes(name));
  return [...new Set(known as string[])];
}
