import type { EventOf, SessionEvent } from '../../protocol/session-record';
import { ends } from '../../protocol/session-record';
import { label, say, wire, type RowBuilder } from './builder';
import { addressIn, typeOf } from './candidate-line';
import { markOf } from './marks';
import type { RowPhase } from './model';
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
      into.add(event, { ...markOf(event) });
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
