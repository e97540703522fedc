import type { StatsObject } from '../candidates/analysis';
import type { LabTime } from './broadcast';
import { chatStep, type ChatEvent, type Recipient } from './chat';
import type { Destination, OpenSink } from './file-ends';
import type { Addressed, DataState } from './model';
import { randomId } from '../../shared/random-id';
import { PeerData, type PeerDataHooks } from './peer-data';
import { RoomBroadcast } from './room-broadcast';
import { RoomFiles } from './room-files';
import { openSink } from './sinks';
import { channelsIn, figuresBetween, type ChannelCounters } from './statistics';

/** A chat message that goes over signaling, as on the wire (`docs/protocol.md`, `chat`). */
export interface SignalingChat {
  type: 'chat';
  id: string;
  text: string;
  target?: string;
}

/** What the data channels need from the rest of the room. */
export interface RoomDataHost {
  readonly state: DataState;
  update(change: (state: DataState) => DataState): void;
  /** Peer ids of the other people in the room, connected or not; media peers do not chat. */
  people(): readonly string[];
  /** Sends over `/ws`; false where the link is not open. */
  signal(message: SignalingChat): boolean;
  /** Now on the lab clock; undefined while its offset is unknown. */
  labNow(): LabTime | undefined;
  /** Page clock, ms. */
  now(): number;
  readonly openSink?: OpenSink;
}

/** How often the page is told what changed while much changes, ms. */
const drawEvery = 200;

/** Chat, broadcast and files of one room: one `PeerData` for each other member, and what the page shows of them. */
export class RoomData {
  private readonly peers = new Map<string, PeerData>();
  private readonly broadcast: RoomBroadcast;
  private readonly files: RoomFiles;
  private ticker: ReturnType<typeof setInterval> | undefined;
  private drawing: ReturnType<typeof setTimeout> | undefined;
  private watched: { at: number; counters: ChannelCounters[] } | undefined;

  constructor(private readonly host: RoomDataHost) {
    this.files = new RoomFiles(() => host.now());
    this.broadcast = new RoomBroadcast({
      peers: () => this.peers,
      now: () => host.now(),
      labNow: () => host.labNow(),
      changed: () => this.drawSoon(),
    });
  }

  /** Makes the channels of a connection to this peer, in the place of an earlier one. Before its first offer or answer. */
  add(peer: string, connection: RTCPeerConnection, isPolite: boolean): PeerData {
    this.drop(peer);
    const data = new PeerData(connection, isPolite, this.hooksOf(peer));
    this.peers.set(peer, data);
    this.files.add(peer, data);
    data.open();
    if (this.ticker === undefined) {
      this.ticker = setInterval(() => this.tick(), 1000);
      // A page that just goes away is noticed by its peers only when their checks fail, half a minute later.
      addEventListener('pagehide', this.onPageHide);
    }
    this.draw();
    return data;
  }

  /** The connection to this peer is over; the peer may be called again. */
  drop(peer: string): void {
    const data = this.peers.get(peer);
    if (!data) return;
    data.close();
    this.peers.delete(peer);
    this.draw();
  }

  /** This peer left the room. */
  left(peer: string): void {
    // First: its messages that nobody confirmed have nowhere to go.
    this.chat({ on: 'left', peer });
    this.drop(peer);
    this.broadcast.left(peer);
  }

  /** This page left the room. */
  close(): void {
    this.broadcast.stop();
    for (const peer of [...this.peers.keys()]) this.left(peer);
    this.broadcast.forget();
    this.files.forget();
    clearInterval(this.ticker);
    clearTimeout(this.drawing);
    this.ticker = this.drawing = undefined;
    removeEventListener('pagehide', this.onPageHide);
  }

  // What signaling brought.

  heard(message: { from: string; id: string; text: string; private: boolean }): void {
    const { from, id, text } = message;
    this.chat({ on: 'heard', from, id, text, private: message.private, via: 'signaling' });
  }

  taken(id: string): void {
    this.chat({ on: 'taken', id });
  }

  /** @param code slug of the problem */
  notTaken(id: string, code: string): void {
    this.chat({ on: 'not-taken', id, code });
  }

  // What the visitor does.

  /** @param peer the one person it goes to from now on, else everybody */
  address(what: Addressed, peer: string | undefined): void {
    this.host.update(state => ({ ...state, recipients: { ...state.recipients, [what]: peer } }));
  }

  /** A chat message to whom it is addressed. */
  write(text: string): void {
    const to = this.host.state.recipients.chat;
    this.chat({ on: 'write', id: randomId(), text, to, recipients: this.recipients(to) });
  }

  retry(id: string): void {
    const message = this.host.state.chat.messages.find(entry => entry.author === 'me' && entry.id === id);
    if (message?.author !== 'me') return;
    this.chat({ on: 'retry', id, recipients: this.recipients(message.to) });
  }

  startBroadcast(): void {
    this.broadcast.start();
  }

  stopBroadcast(): void {
    this.broadcast.stop();
  }

  /** Offers each file to whom files are addressed, or to everybody whose page can take it. */
  offer(files: readonly File[]): void {
    const notOffered = this.files.offer(files, this.host.state.recipients.files);
    this.host.update(state => ({ ...state, notOffered }));
    this.draw();
  }

  // `key` is that of the row. Acceptance has to come from the click itself: browsers open the dialog only then.

  accept(key: string, destination: Destination): void {
    this.files.accept(key, destination);
    this.draw();
  }

  decline(key: string): void {
    this.files.decline(key);
    this.draw();
  }

  cancel(key: string): void {
    this.files.cancel(key);
    this.draw();
  }

  save(key: string): void {
    this.files.save(key);
  }

  dismiss(key: string): void {
    this.files.dismiss(key);
    this.draw();
  }

  /** Whether the page shows the counters of the channels. */
  watchChannels(watch: boolean): void {
    this.watched = watch ? { at: this.host.now(), counters: [] } : undefined;
    if (watch) void this.lookAtChannels();
    else this.host.update(state => ({ ...state, channels: undefined }));
  }

  private readonly onPageHide = (): void => {
    for (const data of this.peers.values()) data.close();
  };

  private recipients(to: string | undefined): Recipient[] {
    const people = to === undefined ? this.host.people() : [to];
    return people.map(peer => ({ peer, direct: this.peers.get(peer)?.link.kind === 'ready' }));
  }

  private hooksOf(peer: string): PeerDataHooks {
    return {
      now: () => this.host.now(),
      openSink: this.host.openSink ?? openSink,
      onTransfers: () => this.drawSoon(),
      onLink: phase => {
        if (phase.kind === 'closed') this.chat({ on: 'channel-lost', peer });
        this.draw();
      },
      onFrame: frame => {
        switch (frame.kind) {
          case 'chat':
            return this.chat({ ...frame, on: 'heard', from: peer, via: 'channel' });
          case 'chat-received':
            return this.chat({ on: 'confirmed', from: peer, id: frame.id });
          case 'broadcast-end':
            return this.broadcast.ended(peer, frame);
          case 'broadcast-report':
            return this.broadcast.reported(peer, frame);
          case 'beat':
            return this.broadcast.beat(peer, frame);
          default:
            return frame satisfies never;
        }
      },
    };
  }

  private chat(event: ChatEvent): void {
    const { state, effects } = chatStep(this.host.state.chat, event, this.host.now());
    if (state !== this.host.state.chat) this.host.update(all => ({ ...all, chat: state }));
    for (const effect of effects) {
      switch (effect.do) {
        case 'send':
          // What does not go is confirmed by nobody, and so goes over signaling.
          this.peers
            .get(effect.peer)
            ?.say({ kind: 'chat', id: effect.id, private: effect.private, text: effect.text });
          break;
        case 'confirm':
          this.peers.get(effect.peer)?.say({ kind: 'chat-received', id: effect.id });
          break;
        case 'signal': {
          const { id, text, target } = effect;
          if (!this.host.signal({ type: 'chat', id, text, ...(target === undefined ? {} : { target }) }))
            this.chat({ on: 'not-taken', id, code: 'unreachable' });
          break;
        }
        default:
          effect satisfies never;
      }
    }
  }

  private tick(): void {
    const people = new Set(this.host.people());
    for (const peer of [...this.peers.keys()]) if (!people.has(peer)) this.left(peer);
    for (const data of this.peers.values()) data.tick();
    this.broadcast.tick();
    this.chat({ on: 'tick' });
    void this.lookAtChannels();
  }

  private async lookAtChannels(): Promise<void> {
    const before = this.watched;
    if (!before) return;
    const counters = (
      await Promise.all(
        [...this.peers].map(async ([peer, data]) => {
          const report = [...(await data.statistics()).values()] as StatsObject[];
          return channelsIn(peer, report, data.channels);
        }),
      )
    ).flat();
    if (this.watched !== before) return;
    const at = this.host.now();
    this.watched = { at, counters };
    const channels = figuresBetween(before.counters, counters, (at - before.at) / 1000);
    this.host.update(state => ({ ...state, channels }));
  }

  private drawSoon(): void {
    this.drawing ??= setTimeout(() => this.draw(), drawEvery);
  }

  private draw(): void {
    clearTimeout(this.drawing);
    this.drawing = undefined;
    const links = Object.fromEntries(
      [...this.peers].map(([peer, { link, malformed }]) => [peer, { phase: link.kind, malformed }]),
    );
    const transfers = this.files.rows();
    this.host.update(state => ({ ...state, links, transfers, broadcast: this.broadcast.state }));
  }
}
