import { html, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { createElement, type IconNode } from 'lucide';

/** An icon of the Lucide set. It never stands alone: the word beside it, or the label of its button, says the same. */
export function icon(node: IconNode, size = 16): TemplateResult {
  return html`${guard([node, size], () =>
    createElement(node, {
      width: size,
      height: size,
      'stroke-width': 1.75,
      'aria-hidden': 'true',
      class: 'icon',
    }),
  )}`;
}
