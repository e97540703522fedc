import type { CandidateRow } from '../candidates/model';

/** A STUN or TURN server under all the names it goes by in this call. */
export interface ServerSeen {
  id: string;
  hosts: string[];
  urls: string[];
}

/** The host of a STUN or TURN URL (RFC 7064, RFC 7065); undefined if it is none. */
export function hostOf(url: string): string | undefined {
  const match = /^(?:stun|turn)s?:(\[[^\]]+\]|[^:?]+)/i.exec(url);
  return match?.[1]?.replace(/^\[|\]$/g, '').toLowerCase();
}

/**
 * One server may have different names for the two ends. Names belong together where they are equal, or where they
 * gave relayed addresses of the same machine: a TURN server relays from an address of its own.
 */
export function serversOf(urls: readonly string[], candidates: readonly CandidateRow[]): ServerSeen[] {
  const groups: { hosts: Set<string>; addresses: Set<string>; urls: Set<string> }[] = [];
  const note = (url: string, relayed: string | undefined): void => {
    const host = hostOf(url);
    if (!host) return;
    const addresses = new Set([host, ...(relayed ? [relayed] : [])]);
    const same = groups.filter(group => [...addresses].some(address => group.addresses.has(address)));
    const place = same[0] ? groups.indexOf(same[0]) : groups.length;
    const merged = { hosts: new Set<string>(), addresses, urls: new Set([url]) };
    for (const group of same) {
      for (const name of group.hosts) merged.hosts.add(name);
      for (const address of group.addresses) merged.addresses.add(address);
      for (const known of group.urls) merged.urls.add(known);
      groups.splice(groups.indexOf(group), 1);
    }
    merged.hosts.add(host);
    groups.splice(place, 0, merged);
  };
  for (const row of candidates) {
    if (row.url) note(row.url, row.type === 'relay' && row.address ? row.address : undefined);
  }
  for (const url of urls) note(url, undefined);
  return groups.map((group, index) => ({
    id: `server-${index}`,
    hosts: [...group.hosts],
    urls: [...group.urls].sort(),
  }));
}

/** The server a candidate came from; a relayed one of an unnamed server may be known by its address. */
export function serverOf(
  servers: readonly ServerSeen[],
  row: { url?: string | undefined; address?: string | undefined },
): ServerSeen | undefined {
  const host = row.url && hostOf(row.url);
  return (
    servers.find(server => host !== undefined && server.hosts.includes(host)) ??
    servers.find(server => row.address !== undefined && server.hosts.includes(row.address)) ??
    (servers.length === 1 ? servers[0] : undefined)
  );
}
