import { message, type Message } from '../../i18n/i18n';
import type { TurnField, TurnForm } from './model';
import { maximumUrls, needsCredential, readUrls, type ServerUrl } from './urls';

export interface LabServers {
  urls: string[];
  username: string | undefined;
  credential: string | undefined;
  /** Milliseconds since the epoch. */
  expiresAt: number | undefined;
}

/** The lab's own URLs and its credential, as `/api/ice-servers` gives them to this browser. */
export function labServers(servers: readonly RTCIceServer[], expiresAt: number | undefined): LabServers {
  const turn = servers.find(server => server.username !== undefined);
  return {
    urls: [...new Set(servers.flatMap(server => server.urls))],
    username: turn?.username,
    credential: turn?.credential,
    expiresAt,
  };
}

export interface ReadForm {
  urls: ServerUrl[];
  bytes: number;
  problems: { field: TurnField; text: Message }[];
}

export const minimumBytes = 1000;
export const maximumBytes = 1_000_000;

/** What is typed in, as values, with everything that is wrong with it at once. */
export function readForm(form: TurnForm, lab: LabServers): ReadForm {
  const problems: ReadForm['problems'] = [];
  const lines = readUrls(form.urls);
  const urls: ServerUrl[] = [];
  for (const line of lines) {
    if (line.ok) urls.push(line.value);
    else problems.push({ field: 'urls', text: nested(line.line, line.why) });
  }
  if (lines.length === 0) problems.push({ field: 'urls', text: message('turn.invalid.none') });
  if (lines.length > maximumUrls) {
    problems.push({ field: 'urls', text: message('turn.invalid.tooMany', { count: maximumUrls }) });
  }
  const ownCredential = form.username.trim() !== '' || form.credential !== '';
  const foreign = urls.some(url => needsCredential(url) && !lab.urls.includes(url.url));
  const noneOfLab = lab.credential === undefined && urls.some(needsCredential);
  if (form.username.trim() === '' && (ownCredential || foreign || noneOfLab)) {
    problems.push({ field: 'username', text: message('turn.invalid.username') });
  }
  if (form.credential === '' && form.username.trim() !== '') {
    problems.push({ field: 'credential', text: message('turn.invalid.credential') });
  }
  const bytes = Number(form.bytes.trim());
  if (!Number.isInteger(bytes) || bytes < minimumBytes || bytes > maximumBytes) {
    problems.push({ field: 'bytes', text: message('turn.invalid.bytes') });
  }
  if (form.peer.trim() !== '' && !isAddress(form.peer.trim())) {
    problems.push({ field: 'peer', text: message('turn.invalid.peer') });
  }
  return { urls, bytes, problems };
}

/** A line's own message is translated where it is shown, with the number of the line. */
const nested = (line: number, why: Message): Message => ({ ...why, params: { ...why.params, line } });

const octet = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const ipv4 = new RegExp(`^${octet}(?:\\.${octet}){3}(?::\\d{1,5})?$`);
const ipv6 = /^(?:\[[0-9a-f:.]*:[0-9a-f:.]*\](?::\d{1,5})?|[0-9a-f]*:[0-9a-f:.]*:[0-9a-f:.]*)$/i;

const isAddress = (text: string): boolean => ipv4.test(text) || ipv6.test(text);
