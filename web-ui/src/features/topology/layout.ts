import type { PlacedNode, Point, TopologyLayout, TopologyModel, TopologyNode, TopologyRoute } from './model';

/** Wide enough for one NAT before each end; each further one makes it wider. */
const leastWidth = 980;
const between = 88;
const box = { end: 190, nat: 200, server: 230 };
const margin = 10;
const gap = 46;
const line = 17;
const head = 40;
/** More addresses than this are in the table. */
export const mostLines = 4;
const laneGap = 14;

const boxHeight = (node: TopologyNode): number => {
  const shown = Math.min(node.addresses.length, mostLines);
  const more = node.addresses.length > mostLines ? 1 : 0;
  const empty = node.addresses.length === 0 ? 1 : 0;
  return head + (shown + more + empty + node.notes.length) * line + (node.name ? line : 0) + 6;
};

/**
 * Places what is known: the ends at the sides, their NATs before them, servers above, and below them all the way
 * that passes no NAT. Pure geometry; the same model gives the same picture.
 */
export function layout(model: TopologyModel): TopologyLayout {
  const servers = model.nodes.filter(({ kind }) => kind === 'server');
  const others = model.nodes.filter(({ kind }) => kind !== 'server');
  const ofSide = (end: string, nat: string): TopologyNode[] => [
    ...others.filter(({ kind }) => kind === end),
    ...others.filter(({ kind }) => kind === nat),
  ];
  const left = ofSide('browser', 'browser-nat');
  // The NATs of the right end stand from the outermost to its own; it is placed from the right.
  const right = ofSide('peer', 'peer-nat');
  const chain = (nodes: readonly TopologyNode[]): number =>
    nodes.reduce(
      (sum, { kind }) => sum + gap + (kind === 'browser' || kind === 'peer' ? box.end : box.nat),
      -gap,
    );
  const width = Math.max(leastWidth, 2 * margin + chain(left) + between + chain(right));
  const serverHeight = Math.max(0, ...servers.map(boxHeight));
  const rowTop = margin + (servers.length > 0 ? serverHeight + 70 : 0);
  const rowHeight = Math.max(0, ...others.map(boxHeight));
  const middle = rowTop + rowHeight / 2;
  const rowBottom = rowTop + rowHeight;

  const placed = new Map<string, PlacedNode>();
  const place = (node: TopologyNode, x: number, y: number, w: number): void => {
    placed.set(node.id, { node, x, y, width: w, height: boxHeight(node) });
  };
  servers.forEach((node, index) => {
    const x = ((index + 1) * width) / (servers.length + 1) - box.server / 2;
    place(node, x, margin, box.server);
  });
  const widthOf = ({ kind }: TopologyNode): number =>
    kind === 'browser' || kind === 'peer' ? box.end : box.nat;
  // From the outsides to the middle, each end with its NATs behind it.
  let x = margin;
  for (const node of left) {
    place(node, x, middle - boxHeight(node) / 2, widthOf(node));
    x += widthOf(node) + gap;
  }
  x = width - margin;
  for (const node of right) {
    x -= widthOf(node);
    place(node, x, middle - boxHeight(node) / 2, widthOf(node));
    x -= gap;
  }
  let lowest = rowBottom;
  const routes = model.routes.map((route, index) => {
    const goesBelow = route.legs.some(({ from, to }) => passesBy(placed, from, to));
    if (goesBelow) lowest += lowest === rowBottom ? 18 : laneGap;
    const drawn = legs(route, placed, laneOf(index), middle, lowest);
    return { route, legs: drawn, label: route.state === 'media' ? labelPlace(drawn) : undefined };
  });
  return {
    width,
    height: lowest + margin,
    nodes: [...placed.values()],
    routes,
    asks: model.asks.map((ask, index) => ({
      ask,
      points: leg(placed.get(ask.from)!, placed.get(ask.server)!, -(index + 2) * 7),
    })),
  };
}

/** The middle of the longest straight piece: room for a few words. */
function labelPlace(drawn: readonly { points: readonly Point[] }[]): Point | undefined {
  const pieces = drawn.flatMap(({ points }) =>
    points.slice(1).map((to, index) => ({ from: points[index]!, to })),
  );
  const length = ({ from, to }: { from: Point; to: Point }): number => Math.abs(to.x - from.x);
  const [longest] = [...pieces].sort((a, b) => length(b) - length(a));
  return longest && { x: (longest.from.x + longest.to.x) / 2, y: (longest.from.y + longest.to.y) / 2 };
}

/** Lanes beside each other, the first in the middle: 0, 1, −1, 2, … */
const laneOf = (index: number): number => (index % 2 === 0 ? -index / 2 : (index + 1) / 2) * laneGap;

function legs(
  route: TopologyRoute,
  placed: ReadonlyMap<string, PlacedNode>,
  lane: number,
  middle: number,
  bottom: number,
): { turn: boolean; points: Point[] }[] {
  return route.legs.flatMap(({ from, to, turn }) => {
    const a = placed.get(from);
    const b = placed.get(to);
    if (!a || !b) return [];
    const isServer = a.node.kind === 'server' || b.node.kind === 'server';
    if (passesBy(placed, from, to)) return [{ turn, points: below(a, b, bottom, lane) }];
    return [{ turn, points: isServer ? leg(a, b, lane) : straight(a, b, middle + lane) }];
  });
}

/** Whether another part of the row stands between two of it, which the leg does not pass: it has to go below. */
function passesBy(placed: ReadonlyMap<string, PlacedNode>, from: string, to: string): boolean {
  const a = placed.get(from);
  const b = placed.get(to);
  if (!a || !b || a.node.kind === 'server' || b.node.kind === 'server') return false;
  const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
  return [...placed.values()].some(({ node, x }) => node.kind !== 'server' && x > left && x < right);
}

const straight = (a: PlacedNode, b: PlacedNode, y: number): Point[] => [
  { x: a.x + a.width, y },
  { x: b.x, y },
];

function below(a: PlacedNode, b: PlacedNode, y: number, lane: number): Point[] {
  const from = a.x + a.width / 2 + lane;
  const to = b.x + b.width / 2 + lane;
  return [
    { x: from, y: a.y + a.height },
    { x: from, y },
    { x: to, y },
    { x: to, y: b.y + b.height },
  ];
}

/** Between a part of the row and a server above it: up from the top of the one to the side of the other. */
function leg(a: PlacedNode, b: PlacedNode, offset: number): Point[] {
  if (a.node.kind === 'server' && b.node.kind === 'server') {
    return straight(a, b, a.y + a.height / 2 + offset);
  }
  const [server, part, reversed] = a.node.kind === 'server' ? [a, b, true] : [b, a, false];
  const leftOf = part.x + part.width / 2 < server.x + server.width / 2;
  const top: Point = { x: part.x + part.width / 2 + offset, y: part.y };
  const y = server.y + server.height / 2 + offset;
  const side: Point = { x: leftOf ? server.x : server.x + server.width, y };
  const points = [top, { x: top.x, y }, side];
  return reversed ? points.reverse() : points;
}
