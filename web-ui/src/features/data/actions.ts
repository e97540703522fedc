import type { Destination } from './file-ends';

/** What the visitor can do with the data channels of a room. `key` is that of a transfer's row. */
export interface DataActions {
  /** @param to the one recipient of a private message, else everybody */
  write(text: string, to?: string): void;
  retry(id: string): void;
  startBroadcast(): void;
  stopBroadcast(): void;
  offer(files: readonly File[], to?: string): void;
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
