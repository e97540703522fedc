import type { SessionSummary } from '../../protocol/sessions';
import type { FileKind } from './model';

export const mebibyte = 1024 * 1024;
/** Most bytes of a file that is opened; the services take no more. */
export const mostBytes = 10 * mebibyte;

/** What a file is. A dump of chrome://webrtc-internals has its connections under `PeerConnections`. */
export function kindOfFile(text: string): FileKind {
  if (text.trim() === '') return { kind: 'refused', why: { code: 'empty' } };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'refused', why: { code: 'not-json' } };
  }
  const body = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  if (body['format'] === 'webrtc-lab-session') {
    const { version } = body;
    return version === 1 || version === 2
      ? { kind: 'session' }
      : { kind: 'refused', why: { code: 'newer', version: String(version).slice(0, 20) } };
  }
  const connections = body['PeerConnections'];
  if (typeof connections === 'object' && connections !== null) return { kind: 'dump' };
  return { kind: 'refused', why: { code: 'not-known' } };
}

/** Choosing a third one lets go of the first. */
export function pick(picked: readonly string[], id: string): readonly string[] {
  return picked.includes(id) ? picked.filter(other => other !== id) : [...picked, id].slice(-2);
}

/** What is chosen and still there. */
export const stillThere = (
  picked: readonly string[],
  list: readonly Pick<SessionSummary, 'id'>[],
): readonly string[] => picked.filter(id => list.some(session => session.id === id));

/** Milliseconds from start to end; undefined while it runs. */
export const lengthOf = ({ startedAt, endedAt }: SessionSummary): number | undefined =>
  startedAt === undefined || endedAt === undefined ? undefined : Math.max(0, endedAt - startedAt);

const paths = ['direct', 'stun', 'relay-udp', 'relay-tcp', 'relay-tls'] as const;

/** The way of the media, where the verdict names it. */
export const pathOfVerdict = (verdict: SessionSummary['verdict']): (typeof paths)[number] | undefined =>
  paths.find(path => verdict?.path === path || verdict?.code === `connected-${path}`);
