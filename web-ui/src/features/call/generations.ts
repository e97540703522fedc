/** Counts the generations of ICE credentials of one end: 1, and one more with each new user fragment (RFC 8445 §9). */
export class Generations {
  private readonly seen: string[] = [];

  /** The generation of a user fragment; without one the present generation. */
  of(ufrag: string | null | undefined): number {
    if (ufrag && !this.seen.includes(ufrag)) this.seen.push(ufrag);
    return ufrag ? this.seen.indexOf(ufrag) + 1 : Math.max(1, this.seen.length);
  }
}
