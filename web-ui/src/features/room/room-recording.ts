import { t } from '../../i18n/i18n';
import { RoomComposite, type Shown } from '../recording/composite';
import type { RecordingController } from '../recording/controller';
import type { RecordingsState } from '../recording/model';
import type { Recordable } from '../recording/view';
import { outgoing } from './local-media';
import { roomOf, type Person, type RoomState } from './model';
import { nameOf } from './names-view';

/** Recordings have a key each: a person's is its id, and these two. */
const ofRoom = 'room';
const ofOwn = 'own';

export interface RoomRecordingHost {
  readonly room: RoomState;
  readonly recordings: RecordingsState;
  ownName(): string;
  /** What that person sends, once it arrives. */
  stream(peer: string): MediaStream | undefined;
  /** Somebody else is recorded here from now on, or not any more. */
  announce(on: boolean): void;
}

/** Recordings of a room: of one person, of what goes out, or of everybody in one picture that goes on as people come and go. */
export class RoomRecording {
  private composite: RoomComposite | undefined;
  private starting = false;
  private shownOwn: { tracks: readonly MediaStreamTrack[]; stream: MediaStream } | undefined;

  constructor(
    private readonly recordings: RecordingController,
    private readonly host: RoomRecordingHost,
  ) {}

  start(key: string): void {
    const { room } = this.host;
    if (key === ofRoom) return this.startRoom();
    if (key === ofOwn) {
      const tracks = Object.values(outgoing(room.media)).filter(track => track !== undefined);
      if (tracks.length > 0)
        void this.recordings.start(key, new MediaStream(tracks), {
          source: 'own',
          name: t('recording.ownName'),
        });
      return;
    }
    const stream = this.host.stream(key);
    const person = room.people.find(({ id }) => id === key);
    if (stream && person) void this.recordings.start(key, stream, { source: 'remote', name: nameOf(person) });
  }

  /** To be called when the room or the recordings are not as they were. */
  follow(): void {
    const { room, recordings } = this.host;
    const { running } = recordings;
    if (this.composite) {
      if (roomOf(room) === undefined) this.recordings.stop(ofRoom);
      else this.composite.show(this.everybody());
      if (!this.recordings.isRunning(ofRoom) && !this.starting) this.endComposite();
    }
    this.host.announce(Object.keys(running).some(key => key === ofRoom || room.known[key] !== undefined));
  }

  private startRoom(): void {
    if (this.composite) return;
    this.composite = new RoomComposite();
    this.composite.show(this.everybody());
    this.starting = true;
    const name = roomOf(this.host.room) ?? '';
    void this.recordings.start(ofRoom, this.composite.stream, { source: 'room', name }).finally(() => {
      this.starting = false;
      this.follow();
    });
  }

  private endComposite(): void {
    this.composite?.close();
    this.composite = undefined;
  }

  /** In the order of the page: the own picture last. */
  private everybody(): Shown[] {
    const { room } = this.host;
    const { audio, video } = outgoing(room.media);
    const own = [audio, video].filter(track => track !== undefined);
    return [
      ...room.people.map(person => ({
        id: person.id,
        name: nameOf(person),
        stream: this.host.stream(person.id),
      })),
      { id: ofOwn, name: this.host.ownName(), stream: this.ownStream(own) },
    ];
  }

  /** The same stream as long as its tracks are the same. */
  private ownStream(tracks: readonly MediaStreamTrack[]): MediaStream | undefined {
    if (tracks.length === 0) return undefined;
    const same = this.shownOwn?.tracks;
    if (!same || same.length !== tracks.length || same.some((track, index) => track !== tracks[index]))
      this.shownOwn = { tracks, stream: new MediaStream([...tracks]) };
    return this.shownOwn?.stream;
  }
}

/** What of a room can be recorded now. */
export function recordableOf(room: RoomState): Recordable[] {
  if (roomOf(room) === undefined) return [];
  const { audio, video } = outgoing(room.media);
  const others = room.people.filter(hasPicture);
  return [
    ...(others.length > 0 ? [{ key: ofRoom, label: t('recording.room') }] : []),
    ...(audio || video ? [{ key: ofOwn, label: t('recording.own') }] : []),
    ...others.map(person => ({ key: person.id, label: t('recording.person', { name: nameOf(person) }) })),
  ];
}

const hasPicture = ({ record }: Person): boolean => record?.marks.firstFrame !== undefined;
