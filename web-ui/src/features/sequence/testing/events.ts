import { decodeRecord, type SessionRecord } from '../../../protocol/session-record';

/** Lab time of the first signal in these records. */
export const t0 = 1_795_251_600_000;

type Fields = Record<string, unknown>;

const told =
  (where: string, by: string | undefined, uncertaintyMs: number) =>
  (after: number, type: string, fields: Fields = {}): Fields => ({
    at: t0 + after,
    uncertaintyMs,
    source: { kind: 'measured', where, by },
    from: by ?? '@turn',
    type,
    ...fields,
  });

export const byBrowser = told('browser', 'b', 0.5);
export const byPeer = told('media-peer', 'p', 0.5);
export const byCoturn = (after: number, what: string, fields: Fields = {}): Fields =>
  told('coturn', undefined, 3)(after, 'relay', { from: 'p', to: '@turn', what, user: 'x', ...fields });
export const signal = (after: number, name: string, fields: Fields = {}): Fields =>
  told('signaling', 'b', 0)(after, 'signal', {
    from: 'b',
    to: 'p',
    signal: name,
    bytes: 100,
    forwardedAt: t0 + after + 0.5,
    ...fields,
  });

/** A session of a browser and a Java peer, its events numbered in this order. */
export function recordOf(events: readonly Fields[], more: Fields = {}): SessionRecord {
  const record = decodeRecord({
    id: 's',
    format: 'webrtc-lab-session',
    version: 2,
    participants: [
      { peerId: 'b', role: 'browser' },
      { peerId: 'p', role: 'media-peer', name: 'one' },
    ],
    events: events.map((event, index) => ({ n: index + 1, ...event })),
    ...more,
  });
  if (!record) throw new Error('no record');
  return record;
}
