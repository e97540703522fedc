/** Between two drawings of what nobody sees, ms: soon enough for those who search the page or let it be read to them. */
export const outOfViewEvery = 1000;

/** Decides when something is drawn anew that may be out of view: at once while it is seen, else a little later. */
export class Freshness {
  private inputs: readonly unknown[] | undefined;
  private inView = true;
  private later: ReturnType<typeof setTimeout> | undefined;

  /** @param drawLater draws what was not drawn when it was asked for */
  constructor(private readonly drawLater: () => void) {}

  /** Whether to draw now, from these inputs; the same ones need no drawing. */
  drawsNow(inputs: readonly unknown[]): boolean {
    const { inputs: before } = this;
    if (before?.length === inputs.length && inputs.every((input, index) => input === before[index]))
      return false;
    this.inputs = inputs;
    if (before && !this.inView) {
      this.later ??= setTimeout(() => this.catchUp(), outOfViewEvery);
      return false;
    }
    this.cancel();
    return true;
  }

  comesIntoView(inView: boolean): void {
    this.inView = inView;
    if (inView && this.later !== undefined) this.catchUp();
  }

  /** It is no longer there; it begins anew if it comes back. */
  forget(): void {
    this.cancel();
    this.inputs = undefined;
    this.inView = true;
  }

  private catchUp(): void {
    this.cancel();
    this.drawLater();
  }

  private cancel(): void {
    clearTimeout(this.later);
    this.later = undefined;
  }
}
