import type { EventOf } from '../../protocol/session-record';

/** Type of a candidate line (RFC 8839 §5.1). */
export const typeOf = (line: string | undefined): string => /\btyp (\w+)/.exec(line ?? '')?.[1] ?? '';

/** Address and port of a candidate line; undefined if it is hidden behind a name. */
export function addressIn(line: string): string | undefined {
  const [, , , , address, port] = line.split(' ');
  if (address === undefined || port === undefined || address.endsWith('.local')) return undefined;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** Address and port of a candidate an end told of. */
export function addressOf({ address, port }: EventOf<'candidate'>): string | undefined {
  if (address === undefined) return undefined;
  const bare = address.includes(':') && !address.startsWith('[') ? `[${address}]` : address;
  return port === undefined ? bare : `${bare}:${port}`;
}
