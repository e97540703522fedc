import { describe, expect, it } from 'vitest';
import { ms } from '../../shared/units';
import { estimateNat, serversToAsk } from './analysis';
import type { FamilyEstimate, GatherEvent, NatEstimate } from './model';

const lab = [{ urls: ['stun:198.51.100.10:3478'] }, { urls: ['turn:198.51.100.10:3478?transport=udp'] }];
const [first, second] = ['stun:198.51.100.10:3478', 'stun:198.51.100.10:3479'] as const;

const host = (port: number, address = 'x.local'): GatherEvent => ({
  kind: 'host',
  address,
  port,
  protocol: 'udp',
});
const srflx = (port: number, url?: string, foundation = 'f', address = '203.0.113.9'): GatherEvent => ({
  kind: 'srflx',
  address,
  port,
  foundation,
  url,
});
const error = (url: string, port?: number, address = '0.0.0.x'): GatherEvent => ({
  kind: 'error',
  url,
  code: 701,
  address,
  port,
});

const estimate = (events: GatherEvent[], complete = true, servers = serversToAsk(lab)): NatEstimate =>
  estimateNat(servers, { events, complete, took: ms(100) });
const word = (
  value: FamilyEstimate['mapping'] | FamilyEstimate['nat'] | FamilyEstimate['portPreservation'],
): string => ('value' in value ? value.value : `? ${value.unknown}`);
const mapping = (one: NatEstimate): string => one.families.map(family => word(family.mapping)).join(', ');

describe('servers of the estimate', () => {
  it('are both ports of the lab’s STUN server, and a second address if there is one', () => {
    expect(serversToAsk(lab).map(({ url }) => url)).toEqual([first, second]);
    expect(serversToAsk(lab, 4000, '198.51.100.11').map(({ url }) => url)).toEqual([
      first,
      'stun:198.51.100.10:4000',
      'stun:198.51.100.11:3478',
    ]);
    expect(serversToAsk([{ urls: 'stun:[2001:db8::1]' }])[1]?.url).toBe('stun:[2001:db8::1]:3479');
    expect(serversToAsk([{ urls: ['turn:h'] }])).toEqual([]);
  });
});

describe('mapping, seen from a page', () => {
  it.each<[name: string, events: GatherEvent[], complete: boolean, expected: string]>([
    [
      'two ports from one base',
      [host(5000), srflx(6000, first), srflx(6001, second)],
      true,
      'address-and-port-dependent',
    ],
    [
      'two ports decide before gathering ends',
      [host(5000), srflx(6000, first), srflx(6001, second)],
      false,
      'address-and-port-dependent',
    ],
    ['two ports, URLs not told', [host(5000), srflx(6000), srflx(6001)], true, 'address-and-port-dependent'],
    ['one address for both', [host(5000), srflx(6000, first)], true, 'endpoint-independent'],
    ['one address, gathering not over', [host(5000), srflx(6000, first)], false, '? server-silent'],
    [
      'one address, the other server failed',
      [host(5000), srflx(6000, first), error(second, 5000)],
      true,
      '? only-one-answered',
    ],
    [
      'the same without a port in the error',
      [host(5000), srflx(6000, first), error(second)],
      true,
      '? only-one-answered',
    ],
    [
      'a second interface without any way',
      [host(5000), host(5001), srflx(6000, first), error(first, 5001), error(second, 5001)],
      true,
      'endpoint-independent',
    ],
    [
      'a second interface that one server did not answer',
      [host(5000), host(5001), srflx(6000, first), error(second, 5001)],
      true,
      '? only-one-answered',
    ],
    [
      'failures of the other family',
      [host(5000), srflx(6000, first), error(second, 5001, '[0:0:0:x:x:x:x:x]')],
      true,
      'endpoint-independent',
    ],
    [
      'two interfaces, each with one address',
      [srflx(6000, first, 'f'), srflx(6001, first, 'g')],
      true,
      'endpoint-independent',
    ],
    [
      'two foundations, each from another server',
      [srflx(6000, first, 'f'), srflx(6001, second, 'g')],
      true,
      '? bases-unclear',
    ],
    [
      'two interfaces, one of them dependent',
      [srflx(6000, first, 'f'), srflx(6001, first, 'g'), srflx(6002, second, 'g')],
      true,
      'address-and-port-dependent',
    ],
    ['one server twice', [srflx(6000, first), srflx(6001, first)], true, '? bases-unclear'],
    [
      'families apart',
      [srflx(6000, first), srflx(5000, first, 'g', '2001:db8::9'), srflx(6001, second)],
      true,
      'address-and-port-dependent, endpoint-independent',
    ],
    ['silence', [host(5000)], false, '? no-answer'],
    ['errors only', [host(5000), error(first, 5000), error(second, 5000)], true, '? no-answer'],
    ['nothing new, own address hidden', [host(5000)], true, '? no-mapped-address'],
    ['nothing new, own address visible', [host(5000, '198.51.100.7')], true, 'endpoint-independent'],
    ['nothing new, only another family visible', [host(5000, '2001:db8::7')], true, '? no-mapped-address'],
  ])('%s', (_, events, complete, expected) => {
    expect(mapping(estimate(events, complete))).toBe(expected);
  });

  it('tells dependence on the address only when both ports of one address agree', () => {
    const three = serversToAsk(lab, 3479, '198.51.100.11');
    const other = three[2]!.url;
    expect(mapping(estimate([srflx(6000, first), srflx(6001, other)], true, three))).toBe(
      'address-dependent',
    );
    expect(mapping(estimate([srflx(6000, first), srflx(6001, other)], false, three))).toBe('? server-silent');
    expect(
      mapping(estimate([srflx(6000, first), srflx(6001, second), srflx(6002, other)], true, three)),
    ).toBe('address-and-port-dependent');
  });
});

describe('NAT, seen from a page', () => {
  const nat = (events: GatherEvent[]): string => {
    const [one] = estimate(events).families;
    return `${word(one!.nat)}, ports ${word(one!.portPreservation)}`;
  };
  it.each<[name: string, events: GatherEvent[], expected: string]>([
    ['another port than any own socket', [host(5000), srflx(6000)], 'present, ports changed'],
    ['the own port, address hidden', [host(5000), srflx(5000)], '? address-hidden, ports preserved'],
    [
      'the own port, another visible address',
      [host(5000, '192.0.2.4'), srflx(5000)],
      'present, ports preserved',
    ],
    ['own address and port', [host(5000, '203.0.113.9'), srflx(5000)], 'none, ports preserved'],
    ['no own candidate at all', [srflx(5000)], '? address-hidden, ports ? no-host'],
    ['visible own address, nothing new', [host(5000, '198.51.100.7')], 'none, ports preserved'],
  ])('%s', (_, events, expected) => {
    expect(nat(events)).toBe(expected);
  });

  it('never claims anything about filtering', () => {
    expect(estimate([host(5000), srflx(6000, first)]).families[0]?.filtering).toEqual({
      unknown: 'not-from-a-page',
    });
  });

  it('marks a server asked over loopback', () => {
    expect(estimate([], true, serversToAsk([{ urls: 'stun:127.0.0.1:3478' }])).loopback).toBe(true);
    expect(estimate([]).loopback).toBe(false);
  });

  it('counts errors per server', () => {
    expect(estimate([error(first, 1), error(first, 2), error(second, 1)]).errors).toEqual([
      { url: first, code: 701, count: 2 },
      { url: second, code: 701, count: 1 },
    ]);
  });
});
