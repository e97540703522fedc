import type { EventOf, SessionEvent } from '../../protocol/session-record';
import { inMs, label, say, wire } from './builder';
import { addressIn, addressOf } from './candidate-line';
import type { Flag, Piece, Row, RowPhase } from './model';

/** Whatever is no message between two columns. */
type Marked = Exclude<
  SessionEvent,
  {
    type:
      | 'signal'
      | 'stun_sent'
      | 'stun_received'
      | 'stun_timeout'
      | 'check_received'
      | 'relay'
      | 'pair'
      | 'first_rtp'
      | 'first_frame_sent';
  }
>;
type Mark = Pick<Row, 'kind' | 'phase' | 'label'> & { flag?: Flag | undefined; from?: string };

const mark = (
  kind: Mark['kind'],
  phase: RowPhase,
  flag: Flag | undefined,
  ...pieces: (Piece | undefined)[]
): Mark => ({ kind, phase, flag, label: label(...pieces) });

const phaseOfState: Readonly<Record<string, RowPhase>> = {
  ice: 'checks',
  gathering: 'gathering',
  signaling: 'signaling',
  dtls: 'dtls',
  connection: 'dtls',
};
const stateNames: Readonly<Record<string, string>> = { ice: 'ICE', dtls: 'DTLS' };
const goodStates: readonly string[] = ['connected', 'completed', 'complete'];

/** What happened at one end alone: a mark on its column. */
export function markOf(event: Marked): Mark {
  switch (event.type) {
    case 'state': {
      const flag =
        event.value === 'failed' ? 'failed' : goodStates.includes(event.value) ? 'passed' : undefined;
      const phase = phaseOfState[event.of] ?? 'session';
      return mark('state', phase, flag, wire(stateNames[event.of] ?? event.of, event.value));
    }
    case 'candidate':
      return mark(
        'candidate',
        'gathering',
        event.hidden ? 'hidden' : undefined,
        say('sequence.candidate.found', { type: event.candidateType }),
        event.hidden ? undefined : wire(addressOf(event) ?? addressIn(event.candidate)),
        wire(event.relayProtocol && `TURN/${event.relayProtocol.toUpperCase()}`),
      );
    case 'candidate_error':
      return mark(
        'candidate',
        'gathering',
        event.code === 701 ? 'timeout' : 'refused',
        say('sequence.candidate.error', { code: event.code }),
        wire(event.text),
        wire(event.url),
      );
    case 'selected_pair':
      return mark(
        'check',
        'checks',
        'selected',
        say('sequence.pair.selected', { local: event.localType ?? '?', remote: event.remoteType ?? '?' }),
        wire(event.protocol, event.relayProtocol && `TURN/${event.relayProtocol.toUpperCase()}`),
        wire(event.local && event.remote ? `${event.local} ↔ ${event.remote}` : undefined),
      );
    case 'transport':
      return mark(
        'state',
        'dtls',
        event.dtlsState === 'failed' ? 'failed' : event.dtlsState === 'connected' ? 'passed' : undefined,
        wire('DTLS', event.dtlsState ?? '–'),
        wire(event.tlsVersion, event.srtpCipher),
        event.ufrag === undefined ? undefined : wire('ufrag', event.ufrag),
      );
    case 'description':
      return mark(
        'signal',
        'signaling',
        event.accepted ? undefined : 'refused',
        say(event.accepted ? 'sequence.description.applied' : 'sequence.description.refused', {
          side: event.side,
          type: event.sdpType,
        }),
        wire(event.problem),
        wire(event.media.map(({ kind, codecs }) => [kind, codecs[0]].filter(Boolean).join(' ')).join(', ')),
      );
    case 'first_frame_decoded':
      return mark('media', 'media', 'passed', say('sequence.media.firstDecoded'));
    case 'media':
      return mark('media', 'media', undefined, ...flow(event));
    case 'playback':
      return mark(
        'media',
        'media',
        event.value === 'playing' ? undefined : 'failed',
        say('sequence.media.playback', { value: event.value }),
      );
    case 'environment':
      return mark(
        'other',
        'session',
        undefined,
        say('sequence.other.environment'),
        wire(event.originKind, event.icePolicy && `iceTransportPolicy=${event.icePolicy}`),
        wire(event.iceServers.join(' ')),
      );
    case 'signaling_link': {
      const flag = event.value === 'closed' ? 'failed' : undefined;
      return mark('signal', 'signaling', flag, wire('WebSocket', event.value, event.code));
    }
    case 'peer_crashed':
      return mark(
        'other',
        'session',
        'failed',
        say('sequence.other.crashed'),
        wire(event.signal, event.exitCode),
      );
    case 'nat_report': {
      const { nat, mapping, filtering, mappedAddress } = event;
      return {
        ...mark(
          'other',
          'session',
          undefined,
          say('sequence.other.nat'),
          wire(nat, mapping, filtering, mappedAddress),
        ),
        ...(event.to === undefined ? {} : { from: event.to }),
      };
    }
    case 'omitted':
      return mark('other', 'session', undefined, say('sequence.other.omitted', { count: event.count }));
    case 'left':
      return mark('other', 'session', undefined, say('sequence.other.left'), wire(event.reason));
    case 'unknown':
      return mark('other', 'session', undefined, say('sequence.other.unknown', { type: event.told }));
    default:
      return event satisfies never;
  }
}

function flow({ bitsPerSecondIn, bitsPerSecondOut, rttMs, codec }: EventOf<'media'>): (Piece | undefined)[] {
  return [
    say('sequence.media.flow'),
    bitsPerSecondIn === undefined ? undefined : say('sequence.media.in'),
    bitsPerSecondIn === undefined ? undefined : { bits: bitsPerSecondIn },
    bitsPerSecondOut === undefined ? undefined : say('sequence.media.out'),
    bitsPerSecondOut === undefined ? undefined : { bits: bitsPerSecondOut },
    rttMs === undefined ? undefined : wire('RTT'),
    inMs(rttMs),
    wire(codec),
  ];
}
