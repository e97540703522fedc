import type { ClientMessage, ServerMessage } from '../../protocol/messages';
import { ms } from '../../shared/units';
import { EvidencePace } from '../call/evidence';
import type { PresetName } from '../quality/presets';
import { reconnectDelay } from '../signaling/backoff';
import type { ClockSample } from '../signaling/clock-sync';
import type { Outgoing, PartFactory } from './connection';
import type { IceStock } from './ice-stock';
import type { Person, RoomSettings } from './model';
import type { Beginning } from './negotiation';
import { PeerLink } from './peer-link';
import { isFrozen, isStuck, lookedAt, unwatched, type PictureWatch } from './picture-watch';
import {
  emptyRoster,
  follow,
  patienceWithNewcomers,
  type Member,
  type Roster,
  type RosterEvent,
} from './roster';

export interface MeshHost {
  readonly ice: IceStock;
  /** How connections are made, as the visitor chose on the call page. */
  settings(): RoomSettings;
  outgoing(): Outgoing;
  /** Where sound comes out; undefined: where the system plays it. */
  speaker(): string | undefined;
  clock(): ClockSample | undefined;
  send(message: ClientMessage): void;
  sendNow(message: ClientMessage): boolean;
  /** This page is in its room. */
  canSignal(): boolean;
  /** Signaling had lost it already, and now its media ended, too. */
  gone(member: Member): void;
  changed(): void;
}

/** Candidates and descriptions of a connection, by their sender. */
type Signal = Extract<ServerMessage, { type: 'offer' | 'answer' | 'ice_candidate' }>;

/** Evidence leaves room for the candidates of seven connections on the same socket. */
const evidenceBurst = 60;
/** So long a connection that is set up holds up the next one at most, in ms. */
const holdsUp = 600;

/** What is known of a connection besides its record. */
interface Health {
  failures: number;
  trouble: string | undefined;
  picture: PictureWatch;
  again: ReturnType<typeof setTimeout> | undefined;
}

/** One connection with each other member of a room: made, watched, mended and ended as the roster says. */
export class Mesh {
  private roster: Roster = emptyRoster;
  private readonly links = new Map<string, PeerLink>();
  private readonly health = new Map<string, Health>();
  private readonly factories: PartFactory[] = [];
  private readonly pace = new EvidencePace(evidenceBurst);
  private made = 0;
  /** Those it is our turn to offer to. */
  private due: string[] = [];
  /** The member whose connection is just being set up. */
  private beginning: string | undefined;

  constructor(private readonly host: MeshHost) {}

  /** What each new connection carries besides media. */
  use(part: PartFactory): void {
    this.factories.push(part);
  }

  get members(): readonly Member[] {
    return this.roster.members;
  }

  link(peer: string): PeerLink | undefined {
    return this.links.get(peer);
  }

  people(): readonly Person[] {
    return this.roster.members.map(member => {
      const link = this.links.get(member.id);
      const health = this.health.get(member.id);
      return {
        ...member,
        record: link?.record,
        soundBlocked: link?.soundBlocked ?? false,
        frozen: health !== undefined && isFrozen(health.picture),
        trouble: health?.trouble,
      };
    });
  }

  tell(event: RosterEvent): void {
    const { roster, effects } = follow(this.roster, event);
    this.roster = roster;
    for (const effect of effects) {
      if (effect.kind === 'disconnect') this.disconnect(effect.id);
      else if (effect.patience > 0) this.connect(effect.id, effect.patience);
      else this.due.push(effect.id);
    }
    this.connectDue();
    this.host.changed();
  }

  left(id: string, reason: string): void {
    const mediaFlows = this.links.get(id)?.pc.connectionState === 'connected';
    this.tell({ kind: 'left', id, reason, mediaFlows });
  }

  signal(incoming: Signal): void {
    const { from } = incoming;
    if (this.due.includes(from)) {
      this.due = this.due.filter(due => due !== from);
      this.connect(from, patienceWithNewcomers);
    }
    // The other end was quicker to begin anew than we are.
    const health = this.health.get(from);
    if (incoming.type === 'offer' && health?.again !== undefined) {
      clearTimeout(health.again);
      this.connect(from, patienceWithNewcomers);
    }
    // Of somebody who left: its messages may still come.
    this.links.get(from)?.receive(incoming);
  }

  /** All tracks of this page that changed go to everybody. */
  sendTrack(kind: 'audio' | 'video', track: MediaStreamTrack | undefined): void {
    for (const link of this.links.values()) link.sendTrack(kind, track);
  }

  sendWith(preset: PresetName): void {
    for (const link of this.links.values()) link.sendWith(preset);
  }

  mayTell(): void {
    for (const link of this.links.values()) link.mayTell();
  }

  toldLink(value: 'closed' | 'resumed', code?: number): void {
    for (const link of this.links.values()) link.toldLink(value, code);
  }

  /** Another loudspeaker was chosen. */
  speakerChanged(): void {
    for (const { video } of this.links.values()) setSpeaker(video, this.host.speaker());
  }

  /** New ICE credentials and paths, asked for by the visitor. */
  restart(id: string): void {
    this.links.get(id)?.restartIce('button');
  }

  /** This page is on another network: the paths of all connections are looked for anew. */
  otherNetwork(): void {
    for (const link of this.links.values()) link.restartIce('network');
  }

  /** Once a second: does every picture still move, and is what arrives shown? */
  look(): void {
    if (document.hidden) return;
    let changed = false;
    for (const [id, link] of this.links) {
      const health = this.health.get(id);
      if (!health || link.record.marks.firstFrame === undefined) continue;
      const before = health.picture;
      health.picture = lookedAt(before, link.framesDecoded, link.framesShown);
      changed ||= isFrozen(health.picture) !== isFrozen(before);
      if (isStuck(health.picture)) {
        link.showAnew();
        health.picture = { ...health.picture, stuck: 0 };
      }
    }
    if (changed) this.host.changed();
  }

  /**
   * One after the other, each when the picture of the one before is there: the first is there sooner than if all were set
   * up at once. Media peers, which encode already, answer soonest and come first. Who does not answer holds up the next
   * one for a moment only.
   */
  private connectDue(): void {
    while (this.beginning === undefined) {
      const next = this.due.find(id => this.isMediaPeer(id)) ?? this.due[0];
      if (next === undefined) return;
      this.due = this.due.filter(id => id !== next);
      this.connect(next, 0);
      if (!this.links.has(next)) continue;
      this.beginning = next;
      setTimeout(() => this.began(next), holdsUp);
    }
  }

  private isMediaPeer(id: string): boolean {
    return this.roster.members.some(member => member.id === id && member.role === 'media-peer');
  }

  /** Its picture is there, or none is to be expected now. */
  private isBegun(id: string): boolean {
    const { states, marks } = this.links.get(id)?.record ?? {};
    if (states?.connection === 'new' || states?.connection === 'connecting') return false;
    const video = this.roster.members.find(member => member.id === id)?.media?.video;
    const sends = video !== 'off' && video !== 'none';
    return states?.connection !== 'connected' || marks?.firstFrame !== undefined || !sends;
  }

  private began(id: string): void {
    if (this.beginning !== id) return;
    this.beginning = undefined;
    this.connectDue();
  }

  private connect(id: string, patience: number, anew?: Beginning): void {
    const member = this.roster.members.find(candidate => candidate.id === id);
    const { ownId } = this.roster;
    if (!member || ownId === undefined) return;
    const { host } = this;
    const settings = host.settings();
    const link: PeerLink = new PeerLink(
      {
        number: ++this.made,
        ownId,
        member,
        patience: ms(patience),
        servers: () => host.ice.take(),
        settings,
        outgoing: () => host.outgoing(),
        parts: this.factories,
        clock: () => host.clock(),
        pace: this.pace,
      },
      {
        send: message => host.send(message),
        sendNow: message => host.sendNow(message),
        changed: () => this.changed(id),
        canSignal: () => host.canSignal(),
        over: why => {
          if (this.links.get(id) === link) this.replace(id, why);
        },
      },
    );
    this.links.set(id, link);
    if (host.speaker() !== undefined) setSpeaker(link.video, host.speaker());
    const before = this.health.get(id);
    this.health.set(id, {
      failures: before?.failures ?? 0,
      trouble: before?.trouble,
      picture: unwatched,
      again: undefined,
    });
    if (anew) link.take(anew);
  }

  private disconnect(id: string): void {
    this.due = this.due.filter(due => due !== id);
    clearTimeout(this.health.get(id)?.again);
    this.health.delete(id);
    this.links.get(id)?.close();
    this.links.delete(id);
    this.began(id);
  }

  private changed(id: string): void {
    const connection = this.links.get(id)?.record.states.connection;
    if (this.isBegun(id)) this.began(id);
    const health = this.health.get(id);
    if (connection === 'connected' && health) {
      health.failures = 0;
      health.trouble = undefined;
    }
    if (connection === 'disconnected' || connection === 'failed' || connection === 'closed') {
      if (this.mediaOver(id)) return;
    }
    this.host.changed();
  }

  /** Whether the member had been kept for its media alone; it is gone then. */
  private mediaOver(id: string): boolean {
    const member = this.roster.members.find(candidate => candidate.id === id && candidate.away);
    if (!member) return false;
    this.tell({ kind: 'media-over', id });
    this.host.gone(member);
    return true;
  }

  /** A connection that can not go on is made anew. The other end notices by our description. */
  private replace(id: string, why: { anew: Beginning } | { broken: string }): void {
    this.links.get(id)?.close();
    this.links.delete(id);
    this.began(id);
    if ('anew' in why) {
      const offered = why.anew.description.type === 'offer';
      // Its offer is here already; an answer was for a connection that is no more, so it is our turn.
      return this.connect(id, offered ? patienceWithNewcomers : 0, offered ? why.anew : undefined);
    }
    if (this.mediaOver(id)) return;
    const health = this.health.get(id);
    if (health) health.trouble = why.broken;
    this.later(id, () => this.connect(id, 0));
    this.host.changed();
  }

  private later(id: string, again: () => void): void {
    const health = this.health.get(id);
    if (!health) return;
    clearTimeout(health.again);
    health.again = setTimeout(again, reconnectDelay(health.failures++, Math.random()));
  }
}

/** Not all browsers can choose where sound comes out; those play it where the system does. */
function setSpeaker(video: HTMLVideoElement, device: string | undefined): void {
  const able = video as HTMLVideoElement & { setSinkId?: (id: string) => Promise<void> };
  void able.setSinkId?.(device ?? '').catch(() => undefined);
}
