import { message, type Message } from '../../i18n/i18n';
import type { Transport } from './model';

/** A STUN or TURN URL (RFC 7064, RFC 7065) that can be checked. */
export interface ServerUrl {
  url: string;
  scheme: 'stun' | 'stuns' | 'turn' | 'turns';
  host: string;
  port: number;
  transport: Transport;
}

export type UrlLine =
  { line: number; ok: true; value: ServerUrl } | { line: number; ok: false; why: Message };

/** At most so many URLs at once: each takes two allocations, and servers have quotas. */
export const maximumUrls = 12;

/** Characters that look like nothing or like a space: no-break and typographic spaces, zero-width marks, controls, soft hyphen. */
const invisible =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u00a0\u00ad\u034f\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]/u;
const shape =
  /^(?<scheme>[a-z][a-z0-9+.-]*):(?<slashes>\/\/)?(?<rest>[^?#]*)(?<query>\?[^#]*)?(?<fragment>#.*)?$/i;
const hostPort = /^(?<host>\[[0-9a-f:.%]+\]|[^:[\]\s/@]+)(?::(?<port>\d{1,5}))?$/i;

/** One URL per line; empty lines are skipped, a URL that is written twice is checked once. */
export function readUrls(text: string): UrlLine[] {
  const seen = new Set<string>();
  const lines: UrlLine[] = [];
  text.split(/\r\n|\r|\n/).forEach((raw, index) => {
    // Ordinary blanks at the ends are harmless; anything else that can not be seen is named, not removed.
    const line = raw.replace(/^[ \t]+|[ \t,;]+$/g, '');
    if (line === '' || seen.has(line)) return;
    seen.add(line);
    const read = readUrl(line);
    lines.push(
      'key' in read ? { line: index + 1, ok: false, why: read } : { line: index + 1, ok: true, value: read },
    );
  });
  return lines;
}

export function readUrl(url: string): ServerUrl | Message {
  const hidden = invisible.exec(url);
  if (hidden) return message('turn.invalid.invisible', { code: codePoint(hidden[0]), at: hidden.index + 1 });
  if (/\s/.test(url)) return message('turn.invalid.space');
  const parts = shape.exec(url)?.groups;
  const scheme = parts?.['scheme']?.toLowerCase();
  if (!parts || !scheme) return message('turn.invalid.noScheme');
  if (!isScheme(scheme)) {
    // `turn.example.org:3478` reads as a scheme of its own.
    return scheme.includes('.') || scheme === 'localhost'
      ? message('turn.invalid.noScheme')
      : message('turn.invalid.scheme', { scheme });
  }
  if (parts['slashes']) return message('turn.invalid.slashes', { scheme });
  if (parts['fragment'] !== undefined) return message('turn.invalid.host');
  const rest = parts['rest'] ?? '';
  if (rest.includes('@')) return message('turn.invalid.userInUrl');
  const address = hostPort.exec(rest)?.groups;
  if (!address?.['host']) return message('turn.invalid.host');
  const tls = scheme.endsWith('s');
  const port = address['port'] === undefined ? (tls ? 5349 : 3478) : Number(address['port']);
  if (port < 1 || port > 65535) return message('turn.invalid.port');
  const transport = readTransport(scheme, parts['query']);
  if (typeof transport !== 'string') return transport;
  return { url, scheme, host: address['host'], port, transport };
}

function readTransport(scheme: ServerUrl['scheme'], query: string | undefined): Transport | Message {
  const tls = scheme.endsWith('s');
  if (query === undefined) return tls ? 'tls' : 'udp';
  if (!scheme.startsWith('turn')) return message('turn.invalid.stunQuery', { query });
  const value = /^\?transport=(.*)$/i.exec(query)?.[1]?.toLowerCase();
  if (value === undefined) return message('turn.invalid.query', { query });
  if (value !== 'udp' && value !== 'tcp') return message('turn.invalid.transport', { value });
  if (tls && value === 'udp') return message('turn.invalid.dtls');
  return tls ? 'tls' : value;
}

const isScheme = (scheme: string): scheme is ServerUrl['scheme'] =>
  scheme === 'stun' || scheme === 'stuns' || scheme === 'turn' || scheme === 'turns';

const codePoint = (character: string): string =>
  `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;

export const needsCredential = (url: ServerUrl): boolean => url.scheme.startsWith('turn');

/** `<expiry>:<name>`, the time-limited user names of the TURN REST convention; the moment in ms since the epoch. */
export function expiryOf(username: string): number | undefined {
  const seconds = /^(\d{9,11})(:|$)/.exec(username)?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}
