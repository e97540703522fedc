import { render, type TemplateResult } from 'lit';

/** Longest side of a canvas that all browsers draw, in pixels. */
const mostPixels = 16_384;
const mostArea = 120_000_000;
const margin = 16;

/** What gives a drawing its look; the style sheet of the page does not come along. */
const looks = [
  'display',
  'visibility',
  'opacity',
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'font-family',
  'font-size',
  'font-style',
  'font-weight',
  'font-variant-numeric',
  'letter-spacing',
  'text-anchor',
  'dominant-baseline',
  'text-decoration-line',
] as const;

export interface SavedPicture {
  svg: string;
  width: number;
  height: number;
}

/** A drawing as a file of its own: text stays text, nothing is loaded. Undefined if the template draws none. */
export function pictureOf(template: TemplateResult): SavedPicture | undefined {
  const stage = document.createElement('div');
  stage.className = 'picture-stage';
  stage.setAttribute('aria-hidden', 'true');
  stage.inert = true;
  document.body.append(stage);
  try {
    render(template, stage);
    const drawing = stage.querySelector('svg');
    return drawing ? standalone(drawing, getComputedStyle(stage).backgroundColor) : undefined;
  } finally {
    stage.remove();
  }
}

function standalone(drawing: SVGSVGElement, ground: string): SavedPicture {
  const box = drawing.viewBox.baseVal;
  const shown = drawing.getBoundingClientRect();
  const [width, height] = box.width > 0 ? [box.width, box.height] : [shown.width, shown.height];
  const [left, top] = [box.x - margin, box.y - margin];
  const [fullWidth, fullHeight] = [width + 2 * margin, height + 2 * margin];
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const originals = [drawing, ...drawing.querySelectorAll<SVGElement>('*')];
  const copies = [copy, ...copy.querySelectorAll<SVGElement>('*')];
  originals.forEach((original, index) => {
    const computed = getComputedStyle(original);
    const style = looks.map(name => `${name}:${computed.getPropertyValue(name)}`).join(';');
    copies[index]!.setAttribute('style', style);
    copies[index]!.removeAttribute('class');
    copies[index]!.removeAttribute('tabindex');
  });
  removeComments(copy);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('viewBox', `${left} ${top} ${fullWidth} ${fullHeight}`);
  copy.setAttribute('width', String(fullWidth));
  copy.setAttribute('height', String(fullHeight));
  const back = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  for (const [name, value] of Object.entries({ x: left, y: top, width: fullWidth, height: fullHeight })) {
    back.setAttribute(name, String(value));
  }
  back.setAttribute('fill', ground);
  copy.prepend(back);
  const svg = `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
  return { svg, width: fullWidth, height: fullHeight };
}

/** A drawing that is a file already. */
export function pictureIn(svg: string): SavedPicture | undefined {
  const root = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  const [width, height] = ['width', 'height'].map(name => Number(root.getAttribute(name)));
  return width && height ? { svg, width, height } : undefined;
}

/** Templates leave markers behind. */
function removeComments(node: Node): void {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_COMMENT);
  const found: Node[] = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  for (const comment of found) comment.parentNode?.removeChild(comment);
}

/** The same as pixels, twice as many as on paper where that fits; undefined if the browser can not draw so much. */
export async function pixelsOf({ svg, width, height }: SavedPicture): Promise<Blob | undefined> {
  const scale = scaleFor(width, height);
  if (scale === undefined) return undefined;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * scale);
  canvas.height = Math.ceil(height * scale);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise(resolve => canvas.toBlob(blob => resolve(blob ?? undefined), 'image/png'));
}

export const scaleFor = (width: number, height: number): number | undefined =>
  [2, 1.5, 1, 0.75, 0.5].find(
    scale => Math.max(width, height) * scale <= mostPixels && width * height * scale * scale <= mostArea,
  );
