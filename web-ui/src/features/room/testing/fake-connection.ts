import type { WireCandidate } from '../../../protocol/messages';
import { fragmentsIn, originIn } from '../sdp';
import type { Description } from '../negotiation';

/** A description as far as negotiation looks at it. */
export const sdpOf = (origin: string, version: number, fragment: string): string =>
  `v=0\r\no=- ${origin} ${version} IN IP4 127.0.0.1\r\ns=-\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\na=ice-ufrag:${fragment}\r\n`;

/**
 * The signaling part of an RTCPeerConnection (W3C webrtc §4.4) without media: what it refuses, this refuses too. Each
 * operation takes effect at once; when its promise is heard of is the business of the test.
 */
export class FakeConnection {
  signaling: 'stable' | 'have-local-offer' | 'have-remote-offer' = 'stable';
  /** Things this end wants agreed, and how many of them are. */
  wanted = 0;
  agreed = 0;
  /** Number of the last offer whose exchange was finished here, own ones and others'. */
  lastExchange = '';
  readonly applied = new Set<string>();
  private version = 0;
  private generation = 0;
  private restart = false;
  private local: { sdp: string; wanted: number } | undefined;
  private remote: Description | undefined;
  private readonly seen = new Set<string>();

  constructor(readonly origin: string) {}

  get fragment(): string {
    return `${this.origin}f${this.generation}`;
  }

  get needsNegotiation(): boolean {
    return this.signaling === 'stable' && (this.wanted > this.agreed || this.restart);
  }

  restartIce(): void {
    this.restart = true;
  }

  setLocal(): Description {
    if (this.signaling === 'have-remote-offer') {
      const answer = this.describe('answer');
      this.finish(this.remote!.sdp, this.wanted);
      // A new generation of the other end is answered with a new one (RFC 8839 §4.4.3).
      return answer;
    }
    if (this.signaling !== 'stable') throw new Error(`offer in ${this.signaling}`);
    if (this.restart) this.generation++;
    const offer = this.describe('offer');
    this.signaling = 'have-local-offer';
    this.local = { sdp: offer.sdp, wanted: this.wanted };
    return offer;
  }

  setRemote(description: Description): void {
    if (description.type === 'offer') {
      if (this.signaling === 'have-remote-offer') throw new Error('offer in have-remote-offer');
      if (this.signaling === 'have-local-offer' && this.restart) this.generation--;
      this.local = undefined;
      this.signaling = 'have-remote-offer';
    } else {
      if (this.signaling !== 'have-local-offer') throw new Error(`answer in ${this.signaling}`);
      if (!description.sdp.includes(`a=answers:${versionOf(this.local!.sdp)}`))
        throw new Error('foreign answer');
      this.restart = false;
      this.finish(this.local!.sdp, this.local!.wanted);
    }
    this.remote = description;
    for (const fragment of fragmentsIn(description.sdp)) this.seen.add(fragment);
  }

  addCandidate({ candidate, usernameFragment }: WireCandidate): void {
    if (!this.seen.has(usernameFragment!)) throw new Error(`candidate of unknown ${usernameFragment}`);
    this.applied.add(candidate);
  }

  private describe(type: 'offer' | 'answer'): Description {
    const answers = type === 'answer' ? `a=answers:${versionOf(this.remote!.sdp)}\r\n` : '';
    return { type, sdp: sdpOf(this.origin, ++this.version, this.fragment) + answers };
  }

  private finish(sdp: string, agreed: number): void {
    this.signaling = 'stable';
    this.agreed = agreed;
    this.lastExchange = `${originIn(sdp)}/${versionOf(sdp)}`;
  }
}

const versionOf = (sdp: string): string => /^o=\S+ \S+ (\S+)/m.exec(sdp)![1]!;
