import { nothing, svg, type SVGTemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { drawBracket, type Bracket, type Shape } from './drawing';

/** A shape in the page. */
export function shapeView(shape: Shape): SVGTemplateResult {
  switch (shape.tag) {
    case 'line':
      return svg`<line class=${shape.name} x1=${shape.x1} y1=${shape.y1} x2=${shape.x2} y2=${shape.y2} />`;
    case 'path':
      return svg`<path class=${shape.name} d=${shape.d} />`;
    case 'rect':
      return svg`<rect class=${shape.name} x=${shape.x} y=${shape.y} width=${shape.width} height=${shape.height} rx="4" />`;
    case 'text':
      return svg`<text class=${shape.name} x=${shape.x} y=${shape.y} text-anchor=${shape.anchor}>${
        shape.flag === undefined ? nothing : svg`<tspan class="flag">${shape.flag} </tspan>`
      }${shape.text}</text>`;
    default:
      return shape satisfies never;
  }
}

/** A bracket in the page; most stay as they are while others come. */
export const bracketView = (bracket: Bracket): unknown =>
  guard([bracket.from, bracket.to, bracket.tie.openTop, bracket.tie.openBottom], () =>
    drawBracket(bracket).map(shapeView),
  );

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as it may stand in XML; characters XML does not know are left out. */
export const escaped = (text: string): string =>
  text
    .replace(/[&<>"]/g, sign => entities[sign]!)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');

/** The same shape as text of an SVG file. */
export function shapeText(shape: Shape): string {
  switch (shape.tag) {
    case 'line':
      return `<line class="${shape.name}" x1="${shape.x1}" y1="${shape.y1}" x2="${shape.x2}" y2="${shape.y2}"/>`;
    case 'path':
      return `<path class="${shape.name}" d="${shape.d}"/>`;
    case 'rect':
      return `<rect class="${shape.name}" x="${shape.x}" y="${shape.y}" width="${shape.width}" height="${shape.height}" rx="4"/>`;
    case 'text': {
      const flag = shape.flag === undefined ? '' : `<tspan class="flag">${escaped(shape.flag)} </tspan>`;
      return `<text class="${shape.name}" x="${shape.x}" y="${shape.y}" text-anchor="${shape.anchor}">${flag}${escaped(shape.text)}</text>`;
    }
    default:
      return shape satisfies never;
  }
}
