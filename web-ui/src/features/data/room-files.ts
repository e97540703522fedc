import { sourceOf, type Destination, type FileSource } from './file-ends';
import { mostFileBytes } from './frames';
import type { NotOffered, TransferRow } from './model';
import type { PeerData } from './peer-data';
import { rateOf, withTotal, type Totals } from './rate';
import { isEnded } from './transfer';

/** Connections that are over and whose transfers are still shown. */
const mostOver = 20;

/** So long what arrived is kept on the page's disk after the room was left, in ms. */
const keptAfterLeaving = 60_000;

/** The transfers of all connections of a room, those of ended connections until they are dismissed. */
export class RoomFiles {
  private readonly lanes = new Map<number, { peer: string; data: PeerData }>();
  private readonly totals = new Map<string, Totals>();
  private next = 1;

  /** @param now page clock, ms */
  constructor(private readonly now: () => number) {}

  add(peer: string, data: PeerData): void {
    this.lanes.set(this.next++, { peer, data });
    const over = [...this.lanes].filter(([, lane]) => lane.data.link.kind === 'closed');
    const many = over.length - mostOver;
    over.forEach(([number, lane], index) => {
      if (index >= many && lane.data.files.transfers.length > 0) return;
      for (const { state } of lane.data.files.transfers) lane.data.files.dismiss(state.transfer);
      this.lanes.delete(number);
    });
  }

  /** What is shown of them, in the order in which the connections were made. */
  rows(): readonly TransferRow[] {
    return [...this.lanes].flatMap(([number, { peer, data }]) =>
      data.files.transfers.map(view => {
        const key = `${number}.${view.state.transfer}`;
        let totals = this.totals.get(key) ?? { points: [] };
        if (!isEnded(view.state.phase)) totals = withTotal(totals, this.now(), view.state.stored);
        this.totals.set(key, totals);
        return { ...view, key, peer, rate: rateOf(totals) };
      }),
    );
  }

  /** Offers each file to one peer, or to everybody whose page can take it; tells which one was not offered, and why. */
  offer(files: readonly (File | FileSource)[], to?: string): NotOffered | undefined {
    const ready = [...this.lanes.values()].filter(
      ({ peer, data }) => data.link.kind === 'ready' && (to === undefined || peer === to),
    );
    if (ready.length === 0) return { why: 'nobody' };
    let problem: NotOffered | undefined;
    for (const file of files) {
      const source = 'read' in file ? file : sourceOf(file);
      for (const { data } of ready) {
        if (data.files.offer(source) !== undefined) continue;
        problem = { why: source.size > mostFileBytes ? 'too-large' : 'too-many', name: source.name };
      }
    }
    return problem;
  }

  /** Has to be called from the click itself: browsers show the dialog for a place only then. */
  accept(key: string, destination: Destination): void {
    this.with(key, (data, transfer) => void data.files.accept(transfer, destination));
  }

  decline(key: string): void {
    this.with(key, (data, transfer) => data.files.decline(transfer));
  }

  cancel(key: string): void {
    this.with(key, (data, transfer) => data.files.cancel(transfer));
  }

  save(key: string): void {
    this.with(key, (data, transfer) => data.files.save(transfer));
  }

  dismiss(key: string): void {
    this.with(key, (data, transfer) => data.files.dismiss(transfer));
    this.totals.delete(key);
  }

  /** The page left the room. What arrived stays for a while, since a browser may still copy it to where it is saved. */
  forget(): void {
    const before = [...this.lanes.values()];
    this.lanes.clear();
    this.totals.clear();
    setTimeout(() => {
      for (const { data } of before)
        for (const { state } of data.files.transfers) data.files.dismiss(state.transfer);
    }, keptAfterLeaving);
  }

  private with(key: string, act: (data: PeerData, transfer: number) => void): void {
    const [lane, transfer] = key.split('.').map(Number);
    const found = this.lanes.get(lane ?? 0);
    if (found && transfer !== undefined) act(found.data, transfer);
  }
}
