import { inLanguage, t, type Language } from '../../i18n/i18n';
import drawingCss from '../../styles/sequence-drawing.css?raw';
import tokensCss from '../../styles/tokens.css?raw';
import { bracketsOf, drawBracket, drawHeads, drawItem, headHeight, type Drawn, type Scene } from './drawing';
import { geometryOf, layoutOf } from './layout';
import type { SequenceModel } from './model';
import { tiesOf } from './ties';
import { escaped, shapeText } from './shapes';

export type DrawingTheme = 'light' | 'dark';

const tokensOf = (block: string): Map<string, string> =>
  new Map([...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name!, value!.trim()]));

/** Colours of a theme, read from the one place where they are. */
export function tokens(theme: DrawingTheme): Map<string, string> {
  const [light = '', dark = ''] = tokensCss.split(":root[data-theme='dark']");
  const all = tokensOf(light);
  if (theme === 'dark')
    for (const [name, value] of tokensOf(dark.split('@media')[0] ?? '')) all.set(name, value);
  return all;
}

/** The rules of the drawing without tokens and comments. */
function styleOf(theme: DrawingTheme): string {
  const values = tokens(theme);
  return drawingCss
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/var\(--([\w-]+)\)/g, (_, name: string) => values.get(name) ?? 'currentColor')
    .replace(/\s+/g, ' ');
}

const width = 1180;
const footer = 26;

/** The whole diagram as an SVG file that needs nothing else. */
export function sequenceSvg(model: SequenceModel, theme: DrawingTheme, language: Language): string {
  return inLanguage(language, () => {
    const { columns, rows } = model;
    const geometry = geometryOf(columns.length, width);
    const scene: Scene = { columns, geometry, zoom: 'normal' };
    const layout = layoutOf(rows, 'normal');
    const height = headHeight + layout.height + footer;
    const bottom = layout.height;
    const lifelines = geometry.columns
      .map(x => `<line class="lifeline" x1="${x}" y1="0" x2="${x}" y2="${bottom}"/>`)
      .join('');
    const legend = (['measured', 'derived', 'gap'] as const).map(style => t(`sequence.legend.${style}`));
    const signs = ['———', '– – –', '· · ·'];
    const words = legend.map((word, index) => `${signs[index]} ${word}`).join('     ');
    const body = [
      lifelines,
      ...bracketsOf(tiesOf(rows), layout, 0, bottom).flatMap(drawBracket).map(shapeText),
      ...layout.items.map(item => group(drawItem(item, scene))),
    ];
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" class="sequence-drawing" width="${geometry.width}" height="${height}" viewBox="0 0 ${geometry.width} ${height}" role="img" lang="${language}" aria-label="${escaped(t('sequence.picture'))}">`,
      `<style>${styleOf(theme)}</style>`,
      `<rect width="100%" height="100%" fill="${tokens(theme).get('surface') ?? '#ffffff'}"/>`,
      ...drawHeads(scene).map(group),
      `<g transform="translate(0 ${headHeight})">${body.join('')}</g>`,
      `<text class="note" x="${geometry.gutter}" y="${height - 9}" xml:space="preserve">${escaped(words)}</text>`,
      '</svg>',
    ].join('\n');
  });
}

const group = ({ actor, style, form, tone, shapes }: Drawn): string =>
  `<g data-actor="${actor}" data-style="${style}" data-form="${form}" data-tone="${tone}">${shapes
    .map(shapeText)
    .join('')}</g>`;
