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
});

const model = (
  nodes: TopologyNode[],
  routes: TopologyRoute[],
  asks: TopologyModel['asks'] = [],
): TopologyModel => ({
  nodes,
  routes,
  asks,
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

  it('gives the same picture for the same model', () => {
    const asks = [{ from: 'browser' as const, server: 'server-0', what: 'stun' as const }];
    expect(layout(model(all, [], asks))).toEqual(layout(model(all, [], asks)));
  });
});
