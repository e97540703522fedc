/** Between two drawings of what nobody sees, ms: soon enough for those who search the page or let it be read to them. */
export const outOfViewEvery = 1000;

/** Decides when something is drawn anew that may be out of view: at once while it is seen, else a little later. */
export class Freshness {
  private urgent: readonly unknown[] | undefined;
  private others: readonly unknown[] | undefined;
  private inView = true;
  private later: ReturnType<typeof setTimeout> | undefined;

  /** @param drawLater draws what was not drawn when it was asked for */
  constructor(private readonly drawLater: () => void) {}

  /**
   * Whether to draw now; nothing is drawn from the same inputs again.
   *
   * @param urgent inputs whose change is drawn at once, in view or not
   * @param others inputs whose change can wait until somebody sees it
   */
  drawsNow(urgent: readonly unknown[], others: readonly unknown[]): boolean {
    const waits = same(this.urgent, urgent);
    if (waits && same(this.others, others)) return false;
    this.urgent = urgent;
    this.others = others;
    if (waits && !this.inView) {
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
    this.urgent = undefined;
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

const same = (a: readonly unknown[] | undefined, b: readonly unknown[]): boolean =>
  a?.length === b.length && b.every((input, index) => input === a[index]);
