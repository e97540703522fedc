import { message } from '../../i18n/i18n';
import type { WireCandidate } from '../../protocol/messages';
import { pageNow } from '../../shared/units';
import { candidatesInSdp, parseCandidate, relayProtocolOf } from '../candidates/analysis';
import type { CandidateRow } from '../candidates/model';
import { Generations } from './generations';
import type { CallRecord } from './model';
import { candidateSeen, type LocalCandidate } from './observations';
import { remember } from './observed';
import { derived, mark, measured } from './record';

/** A candidate the browser found. What it proves about STUN and TURN servers is derived, not seen. */
export function logLocalCandidate(record: CallRecord, candidate: LocalCandidate): void {
  const at = pageNow();
  const row = parseCandidate(candidate.candidate, 'local', at, `local-${record.candidates.length}`);
  if (!row) return;
  if (candidate.url) row.url = candidate.url;
  const protocol = relayProtocolOf(candidate.relayProtocol);
  if (protocol) row.relayProtocol = protocol;
  addRows(record, [row]);
  mark(record, 'firstLocalCandidate', at);
  const { type } = row;
  measured(record, 'browser', message('event.localCandidate', { type }), message('basis.browserEvent'), at);
  if (type === 'srflx') {
    derived(record, 'stun', message('event.stunAnswered'), message('basis.candidate', { type }), at);
  } else if (type === 'relay') {
    derived(record, 'turn', message('event.turnAllocated'), message('basis.candidate', { type }), at);
  }
}

/** A candidate the peer trickled, with what it told beside the line itself. */
export function logRemoteCandidate(
  record: CallRecord,
  candidate: WireCandidate,
  url: string | undefined,
  relayProtocol: string | undefined,
): void {
  const key = `remote-${record.candidates.length}`;
  const row = parseCandidate(candidate.candidate, 'remote', pageNow(), key);
  if (!row) return;
  if (url) row.url = url;
  const protocol = relayProtocolOf(relayProtocol);
  if (protocol) row.relayProtocol = protocol;
  addRows(record, [row]);
  rememberTold(record, {
    candidate: candidate.candidate,
    ...(url ? { url } : {}),
    ...(protocol ? { relayProtocol: protocol } : {}),
  });
  measured(record, 'peer', message('event.remoteCandidate', { type: row.type }), message('basis.received'));
}

/** The candidates inside the answer. */
export function logAnswerCandidates(record: CallRecord, sdp: string): void {
  addRows(record, candidatesInSdp(sdp, 'remote', pageNow()));
  for (const [, candidate] of sdp.matchAll(/^a=(candidate:.*?)\r?$/gm))
    rememberTold(record, { candidate: candidate! });
}

/** A candidate of the peer as it came here: what the peer itself observed may never come, over HTTP for example. */
function rememberTold(record: CallRecord, candidate: LocalCandidate): void {
  const seen = candidateSeen(candidate, new Generations());
  if (seen) remember(record, { by: 'peer', event: seen, at: pageNow(), uncertainty: 0 });
}

export function logCandidateError(record: CallRecord, event: RTCPeerConnectionIceErrorEvent): void {
  const { errorCode: code, errorText: text } = event;
  const url = event.url ?? '';
  record.candidateErrors = [...record.candidateErrors, { side: 'local', url, code, text, at: pageNow() }];
  const actor = url.startsWith('turn') ? 'turn' : 'stun';
  measured(record, actor, message('event.candidateError', { code }), message('basis.browserEvent'));
}

function addRows(record: CallRecord, rows: CandidateRow[]): void {
  const isNew = (row: CandidateRow): boolean =>
    !record.candidates.some(other => sameAnnouncement(row, other));
  record.candidates = [...record.candidates, ...rows.filter(isNew)];
}

const sameAnnouncement = (a: CandidateRow, b: CandidateRow): boolean =>
  b.seenBy === 'event' &&
  a.side === b.side &&
  a.type === b.type &&
  a.address === b.address &&
  a.port === b.port &&
  a.protocol === b.protocol &&
  a.relayProtocol === b.relayProtocol;
