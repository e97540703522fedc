import type { PresetName } from '../quality/presets';
import type { SourceChange } from '../sources/model';
import type { DeviceKind, Preset } from './devices';

/** What the visitor can do on the room page. */
export interface RoomActions {
  type(field: 'room' | 'name', value: string): void;
  makeUpName(): void;
  takeAlong(kind: DeviceKind, on: boolean): void;
  join(): void;
  leave(): void;
  /** Turns a device on, also once more after a refusal. */
  turnOn(kind: DeviceKind): void;
  turnOff(kind: DeviceKind): void;
  mute(muted: boolean): void;
  chooseDevice(kind: DeviceKind | 'speaker', device: string | undefined): void;
  preset(preset: Preset): void;
  /** What gives way first when there is less room for the own picture. */
  sendWith(preset: PresetName): void;
  invite(): void;
  remove(peer: string): void;
  showSource(peer: string, change: SourceChange): void;
  details(peer: string | undefined): void;
  restart(peer: string): void;
  hear(peer: string): void;
  closeNotice(): void;
}
