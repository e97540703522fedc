import { due, end, figures, hear, perSecond, reception, type LabTime, type Reception } from './broadcast';
import type { FrameOf } from './frames';
import type { BroadcastState, OwnRun, Target } from './model';
import type { PeerData } from './peer-data';

/** Messages of one peer that are counted in one second; a flood beyond that is not looked at. */
const mostHeardPerSecond = 200;

interface BroadcastHost {
  peers(): Iterable<[peer: string, data: PeerData]>;
  /** Page clock, ms. */
  now(): number;
  labNow(): LabTime | undefined;
  /** Something is worth drawing, soon. */
  changed(): void;
}

/** The broadcast of this page to all, and what arrives of those of others. */
export class RoomBroadcast {
  private own: OwnRun | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;
  /** Messages that were due so far and went, per recipient or to nobody. */
  private rounds = 0;
  private readonly heard = new Map<string, { reception: Reception; reported: Reception | undefined }>();
  private heardNow = new Map<string, number>();

  constructor(private readonly host: BroadcastHost) {}

  get state(): BroadcastState {
    return {
      own: this.own,
      heard: Object.fromEntries(
        [...this.heard].map(([peer, { reception: of }]) => [
          peer,
          { ...figures(of), run: of.run, ended: of.ended },
        ]),
      ),
    };
  }

  start(): void {
    if (this.own?.running) return;
    const run = crypto.getRandomValues(new Uint32Array(1))[0]!;
    this.own = { run, running: true, startedAt: this.host.now(), skipped: 0, targets: {} };
    this.rounds = 0;
    this.timer = setInterval(() => this.pace(), 1000 / perSecond);
    this.pace();
  }

  stop(): void {
    if (!this.own?.running) return;
    clearInterval(this.timer);
    const own = (this.own = { ...this.own, running: false });
    for (const [peer, data] of this.host.peers()) {
      const target = own.targets[peer];
      if (!target) continue;
      data.say({ kind: 'broadcast-end', run: own.run, sent: target.sent + target.heldBack });
    }
    this.host.changed();
  }

  beat(peer: string, frame: FrameOf<'beat'>): void {
    const before = this.heardNow.get(peer) ?? 0;
    this.heardNow.set(peer, before + 1);
    if (before >= mostHeardPerSecond) return;
    const sent =
      frame.sentAt === undefined || frame.error === undefined
        ? undefined
        : { at: frame.sentAt, error: frame.error };
    this.take(peer, frame.run, of => hear(of, frame.number, sent, this.host.labNow()));
  }

  ended(peer: string, { run, sent }: FrameOf<'broadcast-end'>): void {
    this.take(peer, run, of => end(of, sent));
  }

  reported(peer: string, report: FrameOf<'broadcast-report'>): void {
    const target = this.own?.run === report.run ? this.own.targets[peer] : undefined;
    if (!target) return;
    const { received, lost, p50, p99, error } = report;
    this.put(peer, { ...target, report: { received, lost, p50, p99, error } });
    this.host.changed();
  }

  /** To be called about once a second: tells each sender what arrived of its run. */
  tick(): void {
    this.heardNow = new Map();
    for (const [peer, data] of this.host.peers()) {
      const heard = this.heard.get(peer);
      if (!heard || heard.reported === heard.reception) continue;
      const { received, lost, p50, p99, error } = figures(heard.reception);
      const { run } = heard.reception;
      if (data.say({ kind: 'broadcast-report', run, received, lost, p50, p99, error }))
        heard.reported = heard.reception;
    }
  }

  left(peer: string): void {
    this.heard.delete(peer);
    this.host.changed();
  }

  /** The page left the room: of its broadcasts nothing stays. */
  forget(): void {
    this.own = undefined;
    this.heard.clear();
    this.heardNow.clear();
  }

  private take(peer: string, run: number, change: (of: Reception) => Reception): void {
    const known = this.heard.get(peer);
    const before = known?.reception.run === run ? known.reception : reception(run);
    this.heard.set(peer, { reception: change(before), reported: known?.reported });
    this.host.changed();
  }

  private pace(): void {
    const { own } = this;
    if (!own?.running) return;
    const { send, skip } = due(this.host.now() - own.startedAt, this.rounds, own.skipped);
    if (skip > 0) this.own = { ...own, skipped: own.skipped + skip };
    for (let n = 0; n < send; n++) this.round();
    if (send + skip > 0) this.host.changed();
  }

  /** One message to each; each recipient has its own numbers, so that who comes later misses nothing. */
  private round(): void {
    this.rounds++;
    const lab = this.host.labNow();
    const run = this.own!.run;
    for (const [peer, data] of this.host.peers()) {
      const before = this.own!.targets[peer];
      if (!before && data.link.kind !== 'ready') continue;
      const target = before ?? { sent: 0, heldBack: 0, report: undefined };
      const number = target.sent + target.heldBack;
      const sent = data.beat({ kind: 'beat', run, number, sentAt: lab?.at, error: lab?.error });
      this.put(
        peer,
        sent ? { ...target, sent: target.sent + 1 } : { ...target, heldBack: target.heldBack + 1 },
      );
    }
  }

  private put(peer: string, target: Target): void {
    this.own = { ...this.own!, targets: { ...this.own!.targets, [peer]: target } };
  }
}
