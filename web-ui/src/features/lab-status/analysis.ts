import { message, type Message } from '../../i18n/i18n';
import type { WireLabStatus } from '../../protocol/messages';
import type { IceServersBody, StatusBody } from '../../protocol/rest';
import type { LinkState } from '../signaling/model';
import type { IceServers, LabState, LabStatus, PartState } from './model';

const partState = (value: unknown): PartState =>
  value === 'up' || value === 'down' || value === 'absent' ? value : 'unknown';

/** One shape from the WebSocket message (snake case) and the REST body (camel case). */
export function readLabStatus(body: WireLabStatus & StatusBody): LabStatus {
  const mediaPeers = body.mediaPeers ?? body.media_peers ?? undefined;
  const natProbe = body.natProbe ?? body.nat_probe ?? undefined;
  return {
    turn: {
      state: partState(body.turn?.state),
      why: body.turn?.why ?? undefined,
      next: body.turn?.next ?? undefined,
    },
    mediaPeers: {
      state: partState(mediaPeers?.state),
      ready: mediaPeers?.ready,
      sessions: mediaPeers?.sessions,
      capacity: mediaPeers?.capacity,
    },
    natProbe: { state: partState(natProbe?.state), why: natProbe?.why ?? undefined },
  };
}

/** ICE servers with a moment of expiry on the browser's own wall clock. */
export function readIceServers(body: IceServersBody, now: number): IceServers {
  const ttl = body.ttlSeconds ?? 300;
  return {
    servers: body.iceServers.map(server => ({
      urls: server.urls,
      ...(server.username === undefined ? {} : { username: server.username }),
      ...(server.credential === undefined ? {} : { credential: server.credential }),
    })),
    expiresAt: now + ttl * 1000,
    ...(typeof body.alternatePort === 'number' ? { alternatePort: body.alternatePort } : {}),
  };
}

/** How long before their expiry ICE servers are asked for again: an allocation needs a little time too. */
export const freshFor = (servers: IceServers, now: number): number => servers.expiresAt - 60_000 - now;

export type PartName = 'signaling' | 'mediaPeers' | 'turn' | 'natProbe';

export interface PartView {
  name: PartName;
  state: PartState;
  /** The short word beside the name. */
  word: Message;
  /** Only where something is missing: what that means, and what to do. */
  missing?: { means: Message; next: Message; said: string | undefined };
}

/** The four parts of the lab, in the order in which a call needs them. */
export function assessParts(lab: LabState, link: LinkState): PartView[] {
  return [signalingPart(lab, link), mediaPeerPart(lab), turnPart(lab), natProbePart(lab)];
}

function signalingPart(lab: LabState, link: LinkState): PartView {
  const name = 'signaling';
  if (link.kind === 'open' || (link.kind === 'resting' && lab.problem === undefined)) {
    return { name, state: 'up', word: message(link.kind === 'open' ? 'lab.connected' : 'lab.resting') };
  }
  if (link.kind === 'connecting' && link.failures === 0)
    return { name, state: 'unknown', word: message('lab.connecting') };
  if (link.kind === 'idle') return { name, state: 'unknown', word: message('lab.connecting') };
  return {
    name,
    state: 'down',
    word: message('lab.reconnecting'),
    missing: {
      means: message('lab.signalingDown'),
      next: message('lab.signalingDownNext'),
      said: undefined,
    },
  };
}

function mediaPeerPart({ status }: LabState): PartView {
  const name = 'mediaPeers';
  if (!status) return { name, state: 'unknown', word: message('lab.notKnown') };
  const { state, ready } = status.mediaPeers;
  if (state === 'up') return { name, state, word: message('lab.ready', { count: ready ?? 1 }) };
  if (state === 'unknown') return { name, state, word: message('lab.notKnown') };
  return {
    name,
    state: 'down',
    word: message('lab.down'),
    missing: {
      means: message('lab.mediaPeersDown'),
      next: message('lab.mediaPeersDownNext'),
      said: undefined,
    },
  };
}

function turnPart({ status }: LabState): PartView {
  const name = 'turn';
  const turn = status?.turn;
  if (!turn || turn.state === 'unknown') return { name, state: 'unknown', word: message('lab.notKnown') };
  if (turn.state === 'up') return { name, state: 'up', word: message('lab.up') };
  const absent = turn.state === 'absent';
  return {
    name,
    state: turn.state,
    word: message(absent ? 'lab.absent' : 'lab.down'),
    missing: {
      means: message(absent ? 'lab.turnAbsent' : 'lab.turnDown'),
      next: message(absent ? 'lab.turnAbsentNext' : 'lab.turnDownNext'),
      said: [turn.why, turn.next].filter(Boolean).join(' ') || undefined,
    },
  };
}

function natProbePart({ status }: LabState): PartView {
  const name = 'natProbe';
  if (!status || status.natProbe.state === 'unknown')
    return { name, state: 'unknown', word: message('lab.notKnown') };
  if (status.natProbe.state === 'up') return { name, state: 'up', word: message('lab.up') };
  return {
    name,
    state: 'down',
    word: message('lab.down'),
    missing: {
      means: message('lab.natProbeDown'),
      next: message('lab.natProbeDownNext'),
      said: status.natProbe.why,
    },
  };
}
