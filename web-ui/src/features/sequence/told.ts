import type { EventOf, SessionEvent } from '../../protocol/session-record';
import { ends } from '../../protocol/session-record';
import { inMs, label, say, wire, type RowBuilder } from './builder';
import type { Flag, Piece, Row, RowPhase } from './model';
import { methodName, type StunExchanges } from './stun';

/** Adds the rows of what was observed itself. */
export function tell(event: SessionEvent, into: RowBuilder, stun: StunExchanges): void {
  switch (event.type) {
    case 'signal':
      return signal(event, into);
    case 'stun_sent':
      return stun.sent(event);
    case 'stun_received':
      return stun.received(event);
    case 'stun_timeout':
      return stun.timeout(event);
    case 'check_received':
      return stun.checkReceived(event);
    case 'relay':
      return relay(event, into, stun);
    case 'pair':
      return pair(event, into);
    case 'first_rtp':
    case 'first_frame_sent':
      return firstMedia(event, into);
    default:
      into.add(event, { ...onOneColumn(event) });
  }
}

/** Two arrows: to the signaling service, and on from there. */
function signal(event: EventOf<'signal'>, into: RowBuilder): void {
  const known = `sequence.signal.${event.signal}`;
  const what = {
    kind: 'signal' as const,
    phase: 'signaling' as const,
    label: label(
      known === 'sequence.signal.candidate'
        ? say(known, { type: typeOf(event.candidate) })
        : known === 'sequence.signal.end-of-candidates'
          ? say(known)
          : wire(event.signal),
      event.candidate === undefined ? undefined : wire(addressIn(event.candidate)),
      event.candidate === undefined && event.bytes ? { bytes: event.bytes } : undefined,
    ),
  };
  const first = into.add(event, { ...what, to: ends.signaling });
  if (event.forwardedAt === undefined || event.to === undefined) return;
  const { forwardedAt: at, forwardedUncertaintyMs: uncertaintyMs = event.uncertaintyMs } = event;
  into.add(
    { ...event, at, uncertaintyMs },
    {
      ...what,
      from: ends.signaling,
      to: event.to,
      part: 1,
      basis: first.basis,
    },
  );
}

/** Type of a candidate line (RFC 8839 §5.1). */
export const typeOf = (line: string | undefined): string => /\btyp (\w+)/.exec(line ?? '')?.[1] ?? '';

/** Address and port of a candidate line; undefined if it is hidden behind a name. */
export function addressIn(line: string): string | undefined {
  const [, , , , address, port] = line.split(' ');
  if (address === undefined || port === undefined || address.endsWith('.local')) return undefined;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

const ofTurn: Readonly<Record<string, string>> = {
  allocated: 'allocate',
  refreshed: 'refresh',
  permission: 'create-permission',
  'channel-bound': 'channel-bind',
  'permission-refused': 'create-permission',
  'quota-refused': 'allocate',
};

/** What coturn logged; one arrow with the answer the end itself told of, where that is the same. */
function relay(event: EventOf<'relay'>, into: RowBuilder, stun: StunExchanges): void {
  const end = event.from === ends.turn ? event.to : event.from;
  if (end !== undefined && stun.sameAnswer(event, end)) return;
  const method = ofTurn[event.what];
  const place = { kind: 'turn' as const, phase: phaseOfRelay(event.what) };
  if (end === undefined || event.what === 'usage' || event.what === 'closed') {
    into.add(event, {
      ...place,
      from: ends.turn,
      label: label(
        event.what === 'usage' || event.what === 'closed'
          ? say(event.what === 'usage' ? 'sequence.relay.usage' : 'sequence.relay.closed')
          : wire('TURN', event.what),
        event.receivedBytes === undefined ? undefined : say('sequence.relay.received'),
        event.receivedBytes === undefined ? undefined : { bytes: event.receivedBytes },
        event.sentBytes === undefined ? undefined : say('sequence.relay.sent'),
        event.sentBytes === undefined ? undefined : { bytes: event.sentBytes },
      ),
    });
    return;
  }
  const refused = /refused/.test(event.what);
  into.add(event, {
    ...place,
    from: ends.turn,
    to: end,
    flag: refused ? 'refused' : undefined,
    label: label(
      method === undefined
        ? say('sequence.relay.refused', { code: event.code ?? '' })
        : say(refused ? 'sequence.stun.error' : 'sequence.stun.success', {
            method: methodName(method),
            code: event.code ?? (event.what === 'permission-refused' ? 403 : 486),
          }),
      wire(event.text),
      wire(event.relayed ?? event.peer),
    ),
  });
}

const phaseOfRelay = (what: string): RowPhase =>
  /permission|channel/.test(what) ? 'checks' : what === 'usage' || what === 'closed' ? 'media' : 'gathering';

/** Counters of one pair: single checks are not visible in statistics. */
function pair(event: EventOf<'pair'>, into: RowBuilder): void {
  const { requestsSent, responsesReceived, requestsReceived, state } = event;
  const other = into.other(event.from);
  into.add(event, {
    kind: 'check',
    phase: 'checks',
    ...(other === undefined ? {} : { to: other }),
    form: other === undefined ? 'mark' : responsesReceived || requestsReceived ? 'both' : 'arrow',
    flag: state === 'failed' ? 'failed' : event.nominated && state === 'succeeded' ? 'selected' : undefined,
    label: label(
      say('sequence.pair.of', { local: event.localType ?? '?', remote: event.remoteType ?? '?', state }),
      requestsSent === undefined
        ? undefined
        : say('sequence.pair.asked', { sent: requestsSent, answered: responsesReceived ?? 0 }),
      requestsReceived === undefined ? undefined : say('sequence.pair.heard', { heard: requestsReceived }),
    ),
  });
}

function firstMedia(event: EventOf<'first_rtp'> | EventOf<'first_frame_sent'>, into: RowBuilder): void {
  const other = into.other(event.from);
  const received = event.type === 'first_rtp';
  into.add(event, {
    kind: 'media',
    phase: 'media',
    ...(other === undefined ? {} : received ? { from: other, to: event.from } : { to: other }),
    flag: received && event.media === 'video' ? 'passed' : undefined,
    label: label(
      received ? say('sequence.media.firstRtp', { media: event.media }) : say('sequence.media.firstSent'),
    ),
  });
}

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

function onOneColumn(event: Marked): Mark {
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

/** Address and port of a candidate an end told of. */
export function addressOf({ address, port }: EventOf<'candidate'>): string | undefined {
  if (address === undefined) return undefined;
  const bare = address.includes(':') && !address.startsWith('[') ? `[${address}]` : address;
  return port === undefined ? bare : `${bare}:${port}`;
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
