import { noChange, nothing } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';
import type { ChildPart, DirectiveResult } from 'lit/directive.js';
import { currentLanguage } from '../i18n/i18n';
import { Freshness } from './freshness';

/**
 * As `part`; while it is out of view, other than `urgent` changes are drawn at most once a second, and when it comes into
 * view. For parts that change often and cost much, of pages that are longer than a screen.
 */
class WhenSeen extends AsyncDirective {
  private draw: () => unknown = () => nothing;
  private element: Element | undefined;
  private views: IntersectionObserver | undefined;
  private readonly freshness = new Freshness(() => {
    if (this.isConnected) this.setValue(this.draw());
  });

  render(_urgent: readonly unknown[], _others: readonly unknown[], draw: () => unknown): unknown {
    return draw();
  }

  override update(part: ChildPart, [urgent, others, draw]: Parameters<this['render']>): unknown {
    this.draw = draw;
    if (!this.freshness.drawsNow([currentLanguage(), ...urgent], others)) return noChange;
    // What it draws is in the document after this rendering.
    queueMicrotask(() => this.watch(part));
    return draw();
  }

  protected override disconnected(): void {
    this.freshness.forget();
    this.views?.disconnect();
    this.element = undefined;
  }

  private watch(part: ChildPart): void {
    const element = (part.startNode as ChildNode & NonDocumentTypeChildNode).nextElementSibling;
    if (!element || element === this.element || !this.isConnected) return;
    this.views ??= new IntersectionObserver(seen =>
      this.freshness.comesIntoView(seen.at(-1)!.isIntersecting),
    );
    this.views.disconnect();
    this.views.observe(element);
    this.element = element;
  }
}

const seenParts = directive(WhenSeen);

export const whenSeen = (
  urgent: readonly unknown[],
  others: readonly unknown[],
  draw: () => unknown,
): DirectiveResult => seenParts(urgent, others, draw);
