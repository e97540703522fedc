import { count, either, fieldsOf, flag, listOf, may, number, object, oneOf, or, text, word } from './fields';
import type { Fields } from './fields';

const method = word('binding', 'allocate', 'refresh', 'create-permission', 'channel-bind');
const toward = oneOf('stun', 'turn', 'peer');
/** 1 until an ICE restart, one more with each new ufrag. */
const generation = or(count, 1);

/** Version 1 told candidates as objects. */
const candidateLine = either<string>(text, value => text(object(value)?.['candidate']));

const media = fieldsOf({
  kind: text,
  direction: or(text, ''),
  codecs: listOf(text),
  rejected: or(flag, false),
});

/** Fields of each type of event; `docs/session-file.md` is the reference. */
export const eventFields = {
  /** `at`: it came to the signaling service; `forwardedAt`: the network took it for its receiver. */
  signal: {
    signal: word('offer', 'answer', 'candidate', 'end-of-candidates'),
    bytes: may(count),
    forwardedAt: may(number),
    forwardedUncertaintyMs: may(number),
    candidate: may(candidateLine),
    url: may(text),
    relayProtocol: may(text),
    generation: may(count),
  },
  state: { of: word('ice', 'connection', 'gathering', 'signaling', 'dtls'), value: text },
  candidate: {
    candidate: or(candidateLine, ''),
    candidateType: word('host', 'srflx', 'prflx', 'relay'),
    address: may(text),
    port: may(count),
    protocol: may(text),
    relayProtocol: may(text),
    url: may(text),
    hidden: or(flag, false),
    generation,
  },
  candidate_error: { url: may(text), code: count, text: may(text), address: may(text) },
  stun_sent: {
    method,
    id: may(text),
    toward,
    local: may(text),
    remote: may(text),
    target: may(text),
    useCandidate: may(flag),
    /** 0 for the first time. */
    retransmission: or(count, 0),
  },
  stun_received: {
    method,
    id: may(text),
    toward,
    /** 0: success. */
    code: count,
    text: may(text),
    rttMs: may(number),
    local: may(text),
    remote: may(text),
    mapped: may(text),
    relayed: may(text),
    lifetimeS: may(count),
  },
  stun_timeout: { method, id: may(text), toward, remote: may(text), target: may(text) },
  /** A connectivity check of the other end arrived here. */
  check_received: { id: may(text), local: may(text), remote: may(text), useCandidate: may(flag) },
  pair: {
    pair: text,
    local: may(text),
    remote: may(text),
    localType: may(text),
    remoteType: may(text),
    protocol: may(text),
    relayProtocol: may(text),
    state: word('frozen', 'waiting', 'in-progress', 'failed', 'succeeded'),
    nominated: or(flag, false),
    requestsSent: may(count),
    responsesReceived: may(count),
    requestsReceived: may(count),
    responsesSent: may(count),
    consentRequestsSent: may(count),
    rttMs: may(number),
    bytesSent: may(count),
    bytesReceived: may(count),
    networkType: may(text),
  },
  selected_pair: {
    pair: may(text),
    local: may(text),
    remote: may(text),
    localType: may(text),
    remoteType: may(text),
    protocol: may(text),
    relayProtocol: may(text),
  },
  transport: {
    dtlsState: may(text),
    dtlsRole: may(text),
    tlsVersion: may(text),
    srtpCipher: may(text),
    iceRole: may(text),
    ufrag: may(text),
    generation,
  },
  description: {
    side: word('local', 'remote'),
    sdpType: word('offer', 'answer'),
    accepted: or(flag, true),
    problem: may(text),
    fingerprint: may(text),
    setup: may(text),
    media: listOf(media),
    iceLite: may(flag),
    generation,
  },
  /** `media` is `video` or `audio`. */
  first_rtp: { media: or(text, 'video') },
  first_frame_sent: {},
  first_frame_decoded: {},
  /** Figures of one second. */
  media: {
    bitsPerSecondIn: may(number),
    bitsPerSecondOut: may(number),
    rttMs: may(number),
    packetsReceived: may(count),
    packetsLost: may(number),
    framesDecoded: may(count),
    jitterMs: may(number),
    codec: may(text),
  },
  playback: { value: word('playing', 'blocked', 'stalled') },
  environment: {
    secureContext: may(flag),
    originKind: may(text),
    localNetworkAccess: may(text),
    camera: may(text),
    turnUser: may(text),
    icePolicy: may(text),
    iceServers: listOf(text),
  },
  signaling_link: { value: word('open', 'closed', 'resumed'), code: may(count) },
  peer_crashed: { exitCode: may(number), signal: may(text) },
  relay: {
    what: word(
      'credentials-refused',
      'allocated',
      'refreshed',
      'permission',
      'permission-refused',
      'channel-bound',
      'quota-refused',
      'refused',
      'usage',
      'closed',
    ),
    user: or(text, ''),
    code: may(count),
    text: may(text),
    client: may(text),
    relayed: may(text),
    peer: may(text),
    transport: may(text),
    lifetimeS: may(count),
    receivedBytes: may(count),
    sentBytes: may(count),
  },
  nat_report: {
    network: may(text),
    nat: may(text),
    mapping: may(text),
    filtering: may(text),
    mappedAddress: may(text),
    udp: may(text),
    tcp: may(text),
    tls: may(text),
  },
  /** Observations that an end left out to keep within bounds. */
  omitted: { count },
  left: { reason: may(text) },
} as const satisfies Readonly<Record<string, Fields>>;
