import { isLoopbackName } from '../../shared/loopback';
import { hostPort, isHidden } from '../candidates/analysis';
import type {
  Estimate,
  Family,
  FamilyEstimate,
  Gathering,
  GatherEvent,
  Mapping,
  NatEstimate,
  StunServer,
} from './model';

type Srflx = Extract<GatherEvent, { kind: 'srflx' }>;
type Host = Extract<GatherEvent, { kind: 'host' }>;
type Failure = Extract<GatherEvent, { kind: 'error' }>;

/** Alternate port of coturn, beside the one in the URLs of the lab, until `/api/ice-servers` names it. */
export const defaultAlternatePort = 3479;

/** The lab's STUN server under both its ports, and a second address of it if there is one. */
export function serversToAsk(
  iceServers: readonly RTCIceServer[],
  alternatePort = defaultAlternatePort,
  otherHost?: string,
): StunServer[] {
  const urls = iceServers.flatMap(server => server.urls);
  const first = urls.map(url => /^stun:(\[[^\]]+\]|[^:?]+)(?::(\d+))?$/i.exec(url)).find(Boolean);
  if (!first?.[1]) return [];
  const host = first[1];
  const port = Number(first[2] ?? 3478);
  const servers = [server(host, port), server(host, alternatePort)];
  return otherHost === undefined ? servers : [...servers, server(otherHost, port)];
}

const server = (host: string, port: number): StunServer => ({ url: `stun:${host}:${port}`, host, port });

/**
 * Compares under which addresses several servers saw one socket of the browser. A browser announces a mapped
 * address only if it is new, so one candidate stands for both servers only when gathering ended and nobody failed.
 */
export function estimateNat(servers: readonly StunServer[], gathering: Gathering): NatEstimate {
  const { events, complete, took } = gathering;
  const all = <K extends GatherEvent['kind']>(kind: K): Extract<GatherEvent, { kind: K }>[] =>
    events.filter((event): event is Extract<GatherEvent, { kind: K }> => event.kind === kind);
  const hosts = all('host').filter(host => host.protocol === 'udp');
  const failures = all('error');
  const mapped = all('srflx');
  const families = (['ipv4', 'ipv6'] as const).filter(family =>
    mapped.some(one => familyOf(one.address) === family),
  );
  const input = { servers, hosts, failures, complete };
  return {
    servers: [...servers],
    families:
      families.length === 0
        ? [withoutMapped(input)]
        : families.map(family =>
            ofFamily(
              family,
              mapped.filter(one => familyOf(one.address) === family),
              input,
            ),
          ),
    loopback: servers.length > 0 && servers.every(({ host }) => isLoopbackName(host)),
    errors: countErrors(failures),
    took,
  };
}

interface Input {
  servers: readonly StunServer[];
  hosts: readonly Host[];
  failures: readonly Failure[];
  complete: boolean;
}

const familyOf = (address: string): Family => (address.includes(':') ? 'ipv6' : 'ipv4');
const filtering: FamilyEstimate['filtering'] = { unknown: 'not-from-a-page' };

function ofFamily(family: Family, mapped: readonly Srflx[], input: Input): FamilyEstimate {
  return {
    family,
    nat: natOf(mapped, input.hosts),
    mapping: mappingOf(family, mapped, input),
    filtering,
    portPreservation: portsOf(mapped, input.hosts),
    seenAs: mapped.map(({ address, port, url }) => ({ address: hostPort(address, port), server: url })),
  };
}

function mappingOf(family: Family, mapped: readonly Srflx[], input: Input): Estimate<Mapping> {
  const bases = groups(mapped, one => one.foundation);
  const verdicts = bases.map(base => differences(base, input));
  // One base that is translated differently decides; that others are not makes it no better.
  if (verdicts.includes('port')) return { value: 'address-and-port-dependent' };
  if (!input.complete) return { unknown: 'server-silent' };
  const failed = partialFailures(family, input);
  if (failed.length > 0) return { unknown: 'only-one-answered', params: { url: failed.join(', ') } };
  if (verdicts.includes('address')) return { value: 'address-dependent' };
  if (verdicts.includes('unclear') || (bases.length > 1 && !certainlyDistinct(bases))) {
    return { unknown: 'bases-unclear' };
  }
  return hosts(input.servers) > 1 || ports(input.servers) > 1
    ? { value: 'endpoint-independent' }
    : { unknown: 'one-address-only' };
}

const hosts = (servers: readonly StunServer[]): number => new Set(servers.map(({ host }) => host)).size;
const ports = (servers: readonly StunServer[]): number => new Set(servers.map(({ port }) => port)).size;

/**
 * Candidates with one foundation come from one base (RFC 8445 §5.1.1.3). Do they differ by the port of a server, or
 * only by its address? `unclear`: one server gave two, which it does not do for one base.
 */
function differences(base: readonly Srflx[], { servers }: Input): 'none' | 'port' | 'address' | 'unclear' {
  if (new Set(base.map(one => hostPort(one.address, one.port))).size < 2) return 'none';
  const urls = base.map(one => one.url);
  // Without the URL nothing tells which server it was; two ports of one host are the usual set.
  if (urls.includes(undefined))
    return hosts(servers) === 1 && base.length <= servers.length ? 'port' : 'unclear';
  if (new Set(urls).size < urls.length) return 'unclear';
  const hostsSeen = urls.map(url => servers.find(server => server.url === url)?.host);
  return new Set(hostsSeen).size < hostsSeen.length ? 'port' : 'address';
}

/** One server gives one candidate per base: a server named by both proves two bases. */
function certainlyDistinct(bases: readonly (readonly Srflx[])[]): boolean {
  const urls = bases.map(base => base.map(one => one.url));
  return urls.every((mine, index) =>
    urls.every(
      (theirs, other) => index === other || mine.some(url => url !== undefined && theirs.includes(url)),
    ),
  );
}

/**
 * Servers that failed from an interface which another server did answer. An interface from which all of them
 * failed has no way to the lab at all; the mapped addresses then come from another one.
 */
function partialFailures(family: Family, { servers, failures }: Input): string[] {
  const relevant = failures.filter(
    ({ address }) => address === undefined || address === '' || maskedFamily(address) === family,
  );
  return groups(relevant, ({ address, port }) => `${address} ${port}`)
    .map(group => [...new Set(group.map(({ url }) => url))])
    .filter(urls => urls.length < servers.length)
    .flat();
}

/** `0.0.0.x` or `[0:0:0:x:x:x:x:x]`: browsers mask the address of an error but keep its family. */
const maskedFamily = (address: string): Family => (address.includes(':') ? 'ipv6' : 'ipv4');

function natOf(mapped: readonly Srflx[], own: readonly Host[]): FamilyEstimate['nat'] {
  const visible = own.filter(host => !isHidden(host.address));
  if (mapped.every(one => visible.some(host => host.address === one.address && host.port === one.port))) {
    return { value: 'none' };
  }
  const hidden = visible.length < own.length || own.length === 0;
  // A port that none of the own sockets has was given by a NAT, whatever the hidden addresses are.
  if (!hidden || mapped.some(one => own.length > 0 && own.every(host => host.port !== one.port))) {
    return { value: 'present' };
  }
  return { unknown: 'address-hidden' };
}

function portsOf(mapped: readonly Srflx[], own: readonly Host[]): FamilyEstimate['portPreservation'] {
  if (own.length === 0) return { unknown: 'no-host' };
  return { value: mapped.every(one => own.some(host => host.port === one.port)) ? 'preserved' : 'changed' };
}

/** Silence, or nothing that was translated: only visible addresses of the server's own family tell these apart. */
function withoutMapped({ servers, hosts: own, failures, complete }: Input): FamilyEstimate {
  const estimate = (why: Estimate<never>): FamilyEstimate => ({
    family: undefined,
    nat: why,
    mapping: why,
    filtering,
    portPreservation: why,
    seenAs: [],
  });
  if (failures.length > 0) return estimate({ unknown: 'no-answer' });
  if (!complete) return estimate({ unknown: 'no-answer' });
  const families = new Set(servers.map(({ host }) => literalFamily(host)));
  const [family] = families;
  const comparable = own.filter(host => !isHidden(host.address) && familyOf(host.address) === family);
  if (families.size !== 1 || family === undefined || comparable.length === 0) {
    return estimate({ unknown: 'no-mapped-address' });
  }
  return {
    family,
    nat: { value: 'none' },
    mapping: { value: 'endpoint-independent' },
    filtering,
    portPreservation: { value: 'preserved' },
    seenAs: comparable.map(host => ({ address: hostPort(host.address, host.port), server: undefined })),
  };
}

function literalFamily(host: string): Family | undefined {
  if (host.startsWith('[')) return 'ipv6';
  return /^\d+(\.\d+){3}$/.test(host) ? 'ipv4' : undefined;
}

const countErrors = (failures: readonly Failure[]): NatEstimate['errors'] =>
  groups(failures, ({ url, code }) => `${url} ${code}`).map(group => ({
    url: group[0]!.url,
    code: group[0]!.code,
    count: group.length,
  }));

function groups<T>(items: readonly T[], key: (item: T) => string): T[][] {
  const found = new Map<string, T[]>();
  for (const item of items) found.set(key(item), [...(found.get(key(item)) ?? []), item]);
  return [...found.values()];
}
