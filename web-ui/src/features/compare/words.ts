import { message, type Message } from '../../i18n/i18n';
import type { Step } from './model';

/** What happened in a step, as a sentence; what stood on the wire stays as it was. */
export function wordsOf({ event, from, value }: Step): Message {
  const end = from;
  const { type } = event;
  switch (type) {
    case 'signal':
      return message('compare.did.signal', { end, what: event.signal });
    case 'state':
      return message('compare.did.state', { end, of: event.of, value: event.value });
    case 'candidate':
      return message('compare.did.candidate', {
        end,
        type: stepTypes(event.candidateType, event.relayProtocol),
      });
    case 'candidate_error':
      return message('compare.did.candidateError', { end, code: event.code });
    case 'stun_sent':
      return message('compare.did.sent', { end, method: event.method });
    case 'stun_received':
      return event.code === 0
        ? message('compare.did.success', { end, method: event.method })
        : message('compare.did.refused', { end, method: event.method, code: event.code });
    case 'stun_timeout':
      return message('compare.did.timeout', { end, method: event.method });
    case 'check_received':
      return message('compare.did.checkHeard', { end });
    case 'pair':
      return message('compare.did.pair', {
        end,
        types: `${event.localType ?? '?'} ↔ ${event.remoteType ?? '?'}`,
        value: event.state,
      });
    case 'selected_pair':
      return message('compare.did.selected', {
        end,
        types: `${stepTypes(event.localType, event.relayProtocol)} ↔ ${event.remoteType ?? '?'}`,
      });
    case 'transport':
      return message('compare.did.state', { end, of: 'dtls', value: event.dtlsState ?? '?' });
    case 'description':
      return event.accepted
        ? message('compare.did.accepted', { end, what: event.sdpType })
        : message('compare.did.rejected', { end, what: event.sdpType });
    case 'relay':
      return message('compare.did.relay', { what: stepTypes(event.what, event.code?.toString()) });
    case 'left':
      return message('compare.did.left', { end, why: event.reason ?? '?' });
    case 'first_rtp':
      return message('compare.did.firstRtp', { end, media: event.media });
    case 'first_frame_sent':
      return message('compare.did.frameSent', { end });
    case 'first_frame_decoded':
      return message('compare.did.frameDecoded', { end });
    case 'peer_crashed':
      return message('compare.did.crashed', { end });
    case 'media':
    case 'omitted':
    case 'playback':
    case 'signaling_link':
    case 'environment':
    case 'nat_report':
    case 'unknown':
      return message('compare.did.other', {
        end,
        what: stepTypes(type === 'unknown' ? event.told : type, value),
      });
    default:
      return event satisfies never;
  }
}

const stepTypes = (...parts: (string | undefined)[]): string =>
  parts.filter(part => part !== undefined && part !== '').join(' ') || '?';
