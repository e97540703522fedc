import { t } from '../../i18n/i18n';
import { ends } from '../../protocol/session-record';
import type { Geometry, Item, Layout } from './layout';
import type { Column, Flag, Observation, Row, Tie, Zoom } from './model';
import { actorName, clock, columnName, duration, errorText, flagText, labelText } from './words';

/** What both the page and an exported file draw. Classes are those of `styles/sequence-drawing.css`. */
export type Shape =
  | { tag: 'line'; name: string; x1: number; y1: number; x2: number; y2: number }
  | { tag: 'path'; name: string; d: string }
  | { tag: 'rect'; name: string; x: number; y: number; width: number; height: number }
  | { tag: 'text'; name: string; x: number; y: number; anchor: Anchor; text: string; flag?: string };
type Anchor = 'start' | 'middle' | 'end';

/** Shapes of one row, with what their look depends on. */
export interface Drawn {
  key: string;
  actor: string;
  style: string;
  form: string;
  tone: string;
  shapes: readonly Shape[];
}

export interface Scene {
  columns: readonly Column[];
  geometry: Geometry;
  zoom: Zoom;
}

/** Width of a letter, on average, at the size of the labels. */
const letter = 6.4;
const timeX = 76;
const bracketX = 127;
export const headHeight = 46;

const tones: Readonly<Record<Flag, 'good' | 'warn' | 'bad'>> = {
  retransmission: 'warn',
  challenge: 'warn',
  refused: 'bad',
  timeout: 'bad',
  unanswered: 'bad',
  failed: 'bad',
  restart: 'warn',
  hidden: 'warn',
  selected: 'good',
  passed: 'good',
};

export function drawItem(item: Item, scene: Scene): Drawn {
  return item.kind === 'pause' ? drawPause(item, scene) : drawRow(item, scene);
}

function drawPause(item: Extract<Item, { kind: 'pause' }>, { geometry }: Scene): Drawn {
  const y = item.y + item.height / 2;
  const { gutter, width } = geometry;
  const words = t('sequence.pause', { time: duration(item.ms) });
  return {
    key: item.key,
    actor: '',
    style: 'pause',
    form: 'pause',
    tone: '',
    shapes: [
      { tag: 'line', name: 'pause', x1: gutter, y1: y, x2: width, y2: y },
      { tag: 'text', name: 'note', x: (gutter + width) / 2, y: y + 4, anchor: 'middle', text: words },
    ],
  };
}

function drawRow(item: Extract<Item, { kind: 'row' }>, scene: Scene): Drawn {
  const { row } = item;
  const { geometry } = scene;
  const body =
    row.form === 'band'
      ? band(item, scene)
      : row.to === undefined || xOf(row.to, scene) === undefined
        ? mark(item, scene)
        : arrow(item, scene);
  return {
    ...lookOf(row, scene),
    shapes: [
      { tag: 'rect', name: 'hit', x: 0, y: item.y, width: geometry.width, height: item.height },
      ...times(item),
      ...body,
    ],
  };
}

/** What the look of a row depends on beside its shapes. */
export const lookOf = (row: Row, { columns }: Scene): Omit<Drawn, 'shapes'> => ({
  key: row.key,
  actor: columns.find(({ id }) => id === row.from)?.actor ?? '',
  style: row.style,
  form: row.form,
  tone: row.flag ? tones[row.flag] : '',
});

const xOf = (id: string | undefined, { columns, geometry }: Scene): number | undefined =>
  geometry.columns[columns.findIndex(column => column.id === id)];

function times({ row, y, height }: Extract<Item, { kind: 'row' }>): Shape[] {
  const base = y + height / 2 + 4;
  const moment = row.since === undefined ? clock(row.at) : `≤ ${clock(row.at)}`;
  const time: Shape = { tag: 'text', name: 'time', x: timeX, y: base, anchor: 'end', text: moment };
  if (row.error === 0) return [time];
  const error = errorText(row.error);
  return [time, { tag: 'text', name: 'error', x: timeX + 4, y: base, anchor: 'start', text: error }];
}

function band({ row, y, height }: Extract<Item, { kind: 'row' }>, { geometry }: Scene): Shape[] {
  const { gutter, width } = geometry;
  return [
    { tag: 'rect', name: 'band', x: gutter, y: y + 2, width: width - gutter, height: height - 4 },
    text(row, (gutter + width) / 2, y + height / 2 + 4, 'middle', width - gutter),
  ];
}

function mark({ row, y, height }: Extract<Item, { kind: 'row' }>, scene: Scene): Shape[] {
  const { geometry } = scene;
  const x = xOf(row.from, scene) ?? geometry.gutter + 12;
  const middle = y + height / 2;
  const left = x - geometry.gutter - 12;
  const right = geometry.width - x - 12;
  // To the right, unless there is no room and more at the left.
  const toRight = wordsOf(row).length * letter <= right || right >= left;
  return [
    { tag: 'path', name: 'mark', d: diamond(x, middle) },
    toRight ? text(row, x + 11, middle + 4, 'start', right) : text(row, x - 11, middle + 4, 'end', left),
  ];
}

function arrow({ row, y, height }: Extract<Item, { kind: 'row' }>, scene: Scene): Shape[] {
  const { geometry, zoom } = scene;
  const x1 = xOf(row.from, scene) ?? geometry.gutter + 12;
  const x2 = xOf(row.to, scene)!;
  const at = y + height - (zoom === 'compact' ? 4 : 8);
  const way = Math.sign(x2 - x1) || 1;
  const tip = row.form === 'lost' ? x2 - way * 22 : x2;
  const room = geometry.width - geometry.gutter - 8;
  // A flag is bold.
  const length = wordsOf(row).length * letter + flagOf(row).length * 1.5;
  const half = (Math.min(length, room) + 4) / 2;
  const middle = Math.min(geometry.width - 4 - half, Math.max(geometry.gutter + 4 + half, (x1 + x2) / 2));
  return [
    { tag: 'line', name: row.form === 'gap' ? 'gap' : 'way', x1, y1: at, x2: tip, y2: at },
    ...heads(row, x1, tip, at, way),
    ...row.seen.flatMap(seen => witness(seen, x1, x2, at, scene)),
    text(row, middle, at - (zoom === 'compact' ? 3 : 6), 'middle', room),
  ];
}

function heads(row: Row, x1: number, x2: number, y: number, way: number): Shape[] {
  const head = (x: number, to: number): Shape => ({
    tag: 'path',
    name: 'head',
    d: `M${round(x)} ${y}l${-8 * to} -4v8Z`,
  });
  switch (row.form) {
    case 'gap':
    case 'band':
    case 'mark':
      return [];
    case 'both':
      return [head(x1, -way), head(x2, way)];
    case 'lost':
      return [{ tag: 'path', name: 'cross', d: `M${round(x2 - 5)} ${y - 5}l10 10m0 -10l-10 10` }];
    case 'arrow':
      return [head(x2, way)];
    default:
      return row.form satisfies never;
  }
}

/** A dot at the end where it was observed. */
function witness(seen: Observation, x1: number, x2: number, y: number, scene: Scene): Shape[] {
  const x = xOf(placeOf(seen), scene);
  if (x === undefined || (x !== x1 && x !== x2)) return [];
  return [{ tag: 'path', name: 'witness', d: `M${round(x - 3)} ${y}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0Z` }];
}

function placeOf({ where, by }: Observation): string | undefined {
  if (where === 'signaling') return ends.signaling;
  return where === 'coturn' ? ends.turn : by;
}

const diamond = (x: number, y: number): string => `M${round(x)} ${y - 5}l5 5l-5 5l-5 -5Z`;

const flagOf = (row: Row): string => (row.flag ? flagText(row.flag) : '');
const wordsOf = (row: Row): string => [flagOf(row), labelText(row)].filter(Boolean).join(' ');

function text(row: Row, x: number, y: number, anchor: Anchor, room: number): Shape {
  const flag = flagOf(row);
  const words = labelText(row);
  const most = Math.max(8, Math.floor(room / letter) - flag.length - 1);
  const fits = words.length <= most ? words : `${words.slice(0, most - 1)}…`;
  const shape = { tag: 'text' as const, name: 'label', x: round(x), y, anchor, text: fits };
  return flag === '' ? shape : { ...shape, flag };
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** Where the bracket of a tie begins and ends. */
export interface Bracket {
  /** Key of the row it begins with. */
  key: string;
  from: number;
  to: number;
  tie: Tie;
}

/** Brackets around rows without a known order, those that reach into the part between two heights. */
export function bracketsOf(ties: readonly Tie[], layout: Layout, top: number, bottom: number): Bracket[] {
  const found: Bracket[] = [];
  for (const tie of ties) {
    const begin = itemAt(layout, tie.first);
    const end = itemAt(layout, tie.last);
    const from = begin.y + (tie.openTop ? 0 : 3);
    const to = end.y + end.height - (tie.openBottom ? 0 : 3);
    if (to >= top && from <= bottom && begin.kind === 'row')
      found.push({ key: begin.row.key, from, to, tie });
  }
  return found;
}

const itemAt = ({ items, itemOf }: Layout, row: number): Item => items[itemOf[row]!]!;

export function drawBracket({ from, to, tie: { openTop, openBottom } }: Bracket): Shape[] {
  const end = (y: number): Shape => ({
    tag: 'line',
    name: 'tie',
    x1: bracketX,
    y1: y,
    x2: bracketX + 5,
    y2: y,
  });
  return [
    { tag: 'line', name: 'tie', x1: bracketX, y1: from, x2: bracketX, y2: to },
    ...(openTop ? [] : [end(from)]),
    ...(openBottom ? [] : [end(to)]),
  ];
}

/** The names above the columns. */
export function drawHeads({ columns, geometry }: Scene): Drawn[] {
  return columns.map((column, index) => {
    const x = geometry.columns[index]!;
    const width = 116;
    const name = columnName(column, columns);
    const under = name === column.name ? actorName(column.actor) : column.name;
    const cut = (words: string): string => (words.length > 18 ? `${words.slice(0, 17)}…` : words);
    return {
      key: column.id,
      actor: column.actor,
      style: 'measured',
      form: 'head',
      tone: '',
      shapes: [
        { tag: 'rect', name: 'column', x: x - width / 2, y: 3, width, height: headHeight - 8 },
        { tag: 'text', name: 'column-name', x, y: under ? 20 : 27, anchor: 'middle', text: cut(name) },
        ...(under
          ? [
              {
                tag: 'text' as const,
                name: 'column-under',
                x,
                y: 34,
                anchor: 'middle' as const,
                text: cut(under),
              },
            ]
          : []),
      ],
    };
  });
}
