import { ends, type SessionEvent, type SessionRecord } from '../../protocol/session-record';
import { startOf } from '../replay/analysis';
import type { Role, Step } from './model';

/** The events of a session as steps that can be compared, in the order of their times. */
export function stepsOf(record: SessionRecord): Step[] {
  const start = startOf(record.events);
  const roles = rolesOf(record);
  const latest = lastOfEachPair(record.events);
  return record.events.flatMap((event): Step[] => {
    const about = aboutOf(event, latest);
    if (!about) return [];
    const from = roleOf(event.from, roles);
    const to = event.to === undefined ? undefined : roleOf(event.to, roles);
    const by = event.source.by === undefined ? '' : roleOf(event.source.by, roles);
    return [
      {
        event,
        at: event.at - start,
        lane: `${event.source.where} ${by} ${from}>${to ?? ''} ${about.lane}`,
        slot: about.slot,
        value: about.value,
        from,
        to,
      },
    ];
  });
}

function rolesOf({ participants }: SessionRecord): ReadonlyMap<string, Role> {
  const roles = new Map<string, Role>([
    [ends.signaling, 'signaling'],
    [ends.stun, 'stun'],
    [ends.turn, 'turn'],
    [ends.natProbe, 'nat-probe'],
  ]);
  participants.forEach(({ peerId }, index) =>
    roles.set(peerId, index === 0 ? 'caller' : index === 1 ? 'callee' : 'other'),
  );
  return roles;
}

const roleOf = (id: string, roles: ReadonlyMap<string, Role>): Role => roles.get(id) ?? 'other';

interface About {
  lane: string;
  slot: string;
  value: string;
}

const about = (lane: string, slot: string, value: string | number | boolean | undefined = ''): About => ({
  lane,
  slot,
  value: String(value),
});

const types = (...parts: (string | undefined)[]): string => parts.filter(part => part).join(' ');

/**
 * What is compared of an event. Undefined for what tells nothing when compared: repeated requests, figures of each
 * second, states of a pair before its last.
 */
function aboutOf(event: SessionEvent, latest: ReadonlySet<SessionEvent>): About | undefined {
  const { type } = event;
  switch (type) {
    case 'signal':
      return event.signal === 'candidate'
        ? about('signal candidates', types(candidateTypeOf(event.candidate), event.relayProtocol))
        : about(`signal ${event.signal}`, event.signal);
    case 'state':
      return about(`state ${event.of}`, event.of, event.value);
    case 'candidate':
      return about('candidates', types(event.candidateType, event.protocol, event.relayProtocol));
    case 'candidate_error':
      return about('candidate errors', schemeOf(event.url), event.code);
    case 'stun_sent':
      return event.retransmission > 0 || isCheck(event)
        ? undefined
        : about(`sent ${event.toward} ${event.method}`, event.method);
    case 'stun_received':
      return isCheck(event)
        ? about('check answers', event.method, event.code)
        : about(`received ${event.toward} ${event.method}`, event.method, event.code);
    case 'stun_timeout':
      return isCheck(event)
        ? about('check silence', event.method, 'timeout')
        : about(`received ${event.toward} ${event.method}`, event.method, 'timeout');
    case 'check_received':
      return about('checks heard', 'check');
    case 'pair':
      return latest.has(event)
        ? about(
            'pairs',
            types(event.localType, event.remoteType, event.protocol, event.relayProtocol),
            event.state,
          )
        : undefined;
    case 'selected_pair':
      return about(
        'selected pair',
        'selected',
        types(event.localType, event.remoteType, event.protocol, event.relayProtocol),
      );
    case 'transport':
      return about('dtls', 'dtls', event.dtlsState);
    case 'description':
      return about(`description ${event.side}`, event.sdpType, event.accepted);
    case 'first_rtp':
      return about(`first rtp ${event.media}`, event.media);
    case 'first_frame_sent':
    case 'first_frame_decoded':
      return about(type, type);
    case 'playback':
    case 'signaling_link':
      return about(type, type, event.value);
    case 'environment':
      return about(type, type, types(event.icePolicy, event.originKind));
    case 'relay':
      return event.what === 'usage' || event.what === 'refreshed'
        ? undefined
        : about(
            `relay ${relayFamily(event.what)}`,
            relayFamily(event.what),
            types(event.what, event.code?.toString()),
          );
    case 'nat_report':
      return about(type, type, types(event.nat, event.mapping, event.filtering));
    case 'peer_crashed':
      return about(type, type, types(event.exitCode?.toString(), event.signal));
    case 'left':
      return about(type, type, event.reason);
    case 'media':
    case 'omitted':
      return undefined;
    case 'unknown':
      return about(`unknown ${event.told}`, event.told);
    default:
      return event satisfies never;
  }
}

/** How often ends check depends on time; whether they were answered does not. */
const isCheck = ({ toward }: { toward: string }): boolean => toward === 'peer';

/** Granted and refused are two outcomes of one thing. */
function relayFamily(what: string): string {
  switch (what) {
    case 'permission-refused':
      return 'permission';
    case 'credentials-refused':
    case 'quota-refused':
    case 'refused':
      return 'allocated';
    default:
      return what;
  }
}

const candidateTypeOf = (line: string | undefined): string => / typ (\S+)/.exec(line ?? '')?.[1] ?? '';

const schemeOf = (url: string | undefined): string =>
  types(/^(stuns?|turns?):/.exec(url ?? '')?.[1], /transport=(\w+)/.exec(url ?? '')?.[1]);

function lastOfEachPair(events: readonly SessionEvent[]): ReadonlySet<SessionEvent> {
  const last = new Map<string, SessionEvent>();
  for (const event of events) if (event.type === 'pair') last.set(`${event.from} ${event.pair}`, event);
  return new Set(last.values());
}
