import { message } from '../../i18n/i18n';
import type { ServerMessage } from '../../protocol/messages';
import { pageNow } from '../../shared/units';
import type { CandidateType, RelayProtocol } from '../candidates/model';
import { withTold } from '../glass/alignment';
import type { CallRecord } from './model';
import { rememberOfPeer } from './observed';
import { observedByPeer } from './record';

/** Writes what the media peer observed into the record, on the lab's clock. */
export function recordEvidence(
  record: CallRecord,
  evidence: Extract<ServerMessage, { type: 'evidence' }>,
): void {
  const { at, uncertainty_ms: uncertainty, event } = evidence;
  rememberOfPeer(record, evidence);
  record.toldClocks = withTold(record.toldClocks, evidence, pageNow());
  switch (event.kind) {
    case 'state':
      observedByPeer(
        record,
        'peer',
        message('event.peerState', { of: event.of, state: event.value }),
        at,
        uncertainty,
      );
      return;
    case 'candidate_error': {
      const url = event.url ?? '';
      const actor = url.startsWith('turn') ? 'turn' : 'stun';
      observedByPeer(
        record,
        actor,
        message('event.peerCandidateError', { code: event.code }),
        at,
        uncertainty,
      );
      record.candidateErrors = [
        ...record.candidateErrors,
        { side: 'remote', url, code: event.code, text: event.text ?? '', at: pageNow() },
      ];
      return;
    }
    case 'selected_pair': {
      record.peerEnd = {
        type: candidateType(event.local_type),
        relay: relayProtocol(event.relay_protocol),
      };
      const local = event.local_type ?? '?';
      const remote = event.remote_type ?? '?';
      observedByPeer(record, 'peer', message('event.peerSelectedPair', { local, remote }), at, uncertainty);
      return;
    }
    case 'first_frame_decoded':
      observedByPeer(record, 'peer', message('event.peerFirstFrameDecoded'), at, uncertainty);
      return;
    case 'first_frame_sent':
      observedByPeer(record, 'peer', message('event.peerFirstFrame'), at, uncertainty);
      return;
    default:
      // The picture of the session is drawn from all of them; the timeline shows the turning points only.
      return;
  }
}

const relayProtocol = (value: string | null | undefined): RelayProtocol | undefined =>
  value === 'udp' || value === 'tcp' || value === 'tls' ? value : undefined;

const candidateType = (value: string | null | undefined): CandidateType | undefined =>
  value === 'host' || value === 'srflx' || value === 'prflx' || value === 'relay' ? value : undefined;
