import { FreezeMeter } from '../restart/freeze';
import type { RestartState } from '../restart/model';
import { IceRestart } from '../restart/restart';

export interface MeshRestartEvents {
  /** Credentials that do not count any more are to be replaced. */
  renewServers(): void;
  canSignal(): boolean;
  changed(state: RestartState): void;
  /** The path failed, and no restart brought it back. */
  noPath(): void;
}

/** ICE restarts of one connection of a mesh: both ends may ask for one, by perfect negotiation. */
export const meshRestart = (
  pc: RTCPeerConnection,
  video: HTMLVideoElement,
  on: MeshRestartEvents,
): IceRestart =>
  new IceRestart(
    pc,
    {
      offer: async () => {
        on.renewServers();
        // The offer follows by negotiation, so that one that crosses it counts or gives way as always.
        pc.restartIce();
      },
      // An offer of the negotiation stays: it is sent again when messages were lost, and its answer counts.
      takeBack: async () => undefined,
      canSignal: () => on.canSignal(),
      changed: state => on.changed(state),
      // Whatever it was asked for: nothing else looks for a path any more.
      gaveUp: trigger => {
        if (trigger === 'failed' || pc.connectionState === 'failed') on.noPath();
      },
    },
    new FreezeMeter(video),
  );
