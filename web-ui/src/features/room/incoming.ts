import type { ServerMessage } from '../../protocol/messages';
import type { RequestProblem } from '../../shared/http';
import type { RoomData } from '../data/room-data';
import type { Guests } from './guests';
import type { Mesh } from './mesh';

/**
 * Gives what the service tells a member of a room to whom it concerns.
 *
 * @returns what the visitor should know because it is not as asked for
 */
export function tellRoom(
  incoming: Exclude<ServerMessage, { type: 'welcome' | 'error' }>,
  mesh: Mesh,
  guests: Guests,
  data: RoomData,
): RequestProblem | undefined {
  switch (incoming.type) {
    case 'room_peers':
      return void mesh.tell({
        kind: 'present',
        members:
          incoming.members ?? incoming.peers.map(peer_id => ({ peer_id, role: 'participant' as const })),
      });
    case 'peer_joined': {
      const role = incoming.role === 'media-peer' ? 'media-peer' : 'participant';
      return void mesh.tell({ kind: 'joined', member: { ...incoming, role } });
    }
    case 'peer_left':
      return left(incoming.peer_id, incoming.reason ?? 'left', mesh, guests);
    case 'offer':
    case 'answer':
    case 'ice_candidate':
      return void mesh.signal(incoming);
    case 'session':
      return void mesh.link(incoming.remote)?.recordedAs(incoming.session_id);
    case 'evidence':
      return void mesh.link(incoming.peer_id)?.observedByPeer(incoming);
    case 'peer_state': {
      const { from, audio, video, recording } = incoming;
      return void mesh.tell({ kind: 'media-state', id: from, media: { audio, video, recording } });
    }
    case 'source_changed': {
      const { from, source, width, height, frames_per_second, problem } = incoming;
      mesh.tell({
        kind: 'shows',
        id: from,
        shows: {
          source,
          width: width ?? null,
          height: height ?? null,
          frames_per_second: frames_per_second ?? null,
        },
      });
      return problem ? { code: 'source-failed', detail: problem } : undefined;
    }
    case 'chat':
      return void data.heard(incoming);
    case 'chat_taken':
      return void data.taken(incoming.id);
    case 'called':
      return void guests.came(incoming.peer_id);
    // Shown by the page's own connection to the service; a file that ended shows its last picture.
    case 'lab_status':
    case 'source_ended':
    case 'clock':
      return undefined;
    default:
      return incoming satisfies never;
  }
}

function left(id: string, reason: string, mesh: Mesh, guests: Guests): undefined {
  const member = mesh.members.find(known => known.id === id);
  mesh.left(id, reason);
  const others = mesh.members;
  // While its pictures still come it stays.
  if (member && !others.some(known => known.id === id)) guests.left(member, reason, others);
}
