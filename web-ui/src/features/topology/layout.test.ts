import { describe, expect, it } from 'vitest';
import { message } from '../../i18n/i18n';
import { layout } from './layout';
import type { AddressLine, TopologyModel, TopologyNode, TopologyRoute } from './model';

const address = (text: string): AddressLine => ({
  type: 'host',
  address: text,
  protocol: 'udp',
  relayProtocol: undefined,
  source: 'measured',
});

const node = (id: string, kind: TopologyNode['kind'], addresses = 1): TopologyNode => ({
  id,
  kind,
  source: 'measured',
  name: undefined,
  addresses: Array.from({ length: addresses }, (_, index) => address(`192.0.2.${index}:5`)),
  notes: [],
});

const route = (id: TopologyRoute['id'], ...stops: string[]): TopologyRoute => ({
  id,
  legs: stops.slice(1).map((to, index) => ({ from: stops[index]!, to, turn: false })),
  pairs: 1,
  state: 'media',
  answers: { answered: 1, 'one-way': 0, silent: 0, unasked: 0 },
});

const model = (
  nodes: TopologyNode[],
  routes: TopologyRoute[],
  asks: TopologyModel['asks'] = [],
): TopologyModel => ({
  nodes,
  routes,
  asks,
  pairs: [],
  live: { bitrate: undefined, roundTrip: undefined },
  missing: [],
  nat: { browser: message('topology.natUnknown'), peer: message('topology.peerNatUnknown') },
});

const ends = [node('browser', 'browser'), node('peer', 'peer')];
const all = [
  ...ends,
  node('browser-nat', 'browser-nat', 2),
  node('peer-nat', 'peer-nat', 9),
  node('server-0', 'server', 2),
];

describe('layout of the topology', () => {
  it('keeps every part inside the picture and apart from the others', () => {
    const { nodes, width, height } = layout(model(all, []));
    expect(nodes).toHaveLength(5);
    for (const a of nodes) {
      expect(a.x).toBeGreaterThanOrEqual(0);
      expect(a.y).toBeGreaterThanOrEqual(0);
      expect(a.x + a.width).toBeLessThanOrEqual(width);
      expect(a.y + a.height).toBeLessThanOrEqual(height);
      for (const b of nodes) {
        if (a === b) continue;
        const apart =
          a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
        expect(apart, `${a.node.id} and ${b.node.id}`).toBe(true);
      }
    }
  });

  it('puts the browser at the left, the peer at the right, servers above', () => {
    const at = new Map(layout(model(all, [])).nodes.map(placed => [placed.node.id, placed]));
    expect(at.get('browser')!.x).toBeLessThan(at.get('browser-nat')!.x);
    expect(at.get('browser-nat')!.x).toBeLessThan(at.get('peer-nat')!.x);
    expect(at.get('peer-nat')!.x).toBeLessThan(at.get('peer')!.x);
    expect(at.get('server-0')!.y + at.get('server-0')!.height).toBeLessThan(at.get('browser')!.y);
  });

  it('draws a direct path straight where nothing stands between', () => {
    const [drawn] = layout(model(ends, [route('around', 'browser', 'peer')])).routes;
    expect(drawn!.legs[0]!.points).toHaveLength(2);
  });

  it('draws a direct path below the NATs it does not pass', () => {
    const { routes, nodes } = layout(model(all, [route('around', 'browser', 'peer')]));
    const lowest = Math.max(...routes[0]!.legs[0]!.points.map(({ y }) => y));
    const nat = nodes.find(({ node: { id } }) => id === 'peer-nat')!;
    expect(lowest).toBeGreaterThan(nat.y + nat.height);
  });

  it('draws a leg below a NAT that only the other end has to pass', () => {
    const { routes, nodes, height } = layout(model(all, [route('through', 'browser', 'peer-nat', 'peer')]));
    const passed = nodes.find(({ node: { id } }) => id === 'browser-nat')!;
    const [around, through] = routes[0]!.legs;
    const lowest = Math.max(...around!.points.map(({ y }) => y));
    expect(lowest).toBeGreaterThan(passed.y + passed.height);
    expect(lowest).toBeLessThan(height);
    expect(through!.points).toHaveLength(2);
  });

  it('begins and ends each leg at the edge of a part', () => {
    const { routes } = layout(
      model(all, [route('relay-both', 'browser', 'browser-nat', 'server-0', 'peer-nat', 'peer')]),
    );
    expect(routes[0]!.legs).toHaveLength(4);
    const up = routes[0]!.legs[1]!.points;
    const down = routes[0]!.legs[2]!.points;
    expect(up[0]!.y).toBeGreaterThan(up.at(-1)!.y);
    expect(down[0]!.y).toBeLessThan(down.at(-1)!.y);
  });

  it('keeps two ways between the same parts apart', () => {
    const way = ['browser', 'browser-nat', 'peer-nat', 'peer'];
    const { routes } = layout(model(all, [route('through', ...way), route('through', ...way)]));
    expect(routes[0]!.legs[0]!.points[0]!.y).not.toBe(routes[1]!.legs[0]!.points[0]!.y);
  });

  it('makes room for a second NAT, between the first and the other end', () => {
    const more = [...all, node('peer-nat-outer', 'peer-nat', 2)];
    const { nodes, width, routes } = layout(
      model(more, [route('through', 'browser', 'browser-nat', 'peer-nat-outer', 'peer-nat', 'peer')]),
    );
    const x = (id: string): number => nodes.find(({ node: { id: own } }) => own === id)!.x;
    expect(x('browser-nat')).toBeLessThan(x('peer-nat-outer'));
    expect(x('peer-nat-outer')).toBeLessThan(x('peer-nat'));
    expect(x('peer-nat')).toBeLessThan(x('peer'));
    expect(width).toBeGreaterThan(980);
    expect(routes[0]!.legs.every(({ points }) => points.length === 2)).toBe(true);
  });

  it('has a place for the figures on the way of the media', () => {
    const [drawn] = layout(model(ends, [route('around', 'browser', 'peer')])).routes;
    const [from, to] = drawn!.legs[0]!.points;
    expect(drawn!.label).toEqual({ x: (from!.x + to!.x) / 2, y: from!.y });
  });

  it('gives the same picture for the same model', () => {
    const asks = [
      {
        from: 'browser' as const,
        server: 'server-0',
        what: 'stun' as const,
        source: 'derived' as const,
        state: 'answered' as const,
      },
    ];
    expect(layout(model(all, [], asks))).toEqual(layout(model(all, [], asks)));
  });
});
