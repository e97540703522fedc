import type { Destination } from './file-ends';
import type { Addressed } from './model';

/** What the visitor can do with the data channels of a room. `key` is that of a transfer's row. */
export interface DataActions {
  /** @param peer the one person it goes to from now on, else everybody */
  address(what: Addressed, peer: string | undefined): void;
  /** A chat message to whom it is addressed. */
  write(text: string): void;
  retry(id: string): void;
  startBroadcast(): void;
  stopBroadcast(): void;
  /** Files to whom they are addressed. */
  offer(files: readonly File[]): void;
  accept(key: string, destination: Destination): void;
  decline(key: string): void;
  cancel(key: string): void;
  save(key: string): void;
  dismiss(key: string): void;
  watchChannels(watch: boolean): void;
}

/** Somebody else in the room, as the views name them. */
export interface Person {
  readonly peer: string;
  readonly name: string;
}

/** The name of a peer, also of one that is gone. */
export type NameOf = (peer: string) => string;
