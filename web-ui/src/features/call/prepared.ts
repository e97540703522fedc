/** A peer connection with its offer, ready before the visitor presses Start. It has not sent anything yet. */
export interface PreparedPeer {
  pc: RTCPeerConnection;
  offer: Promise<RTCSessionDescriptionInit>;
  key: string;
}

/** Everything that makes one prepared peer differ from another. */
export interface PeerRecipe {
  iceServers: RTCIceServer[];
  policy: RTCIceTransportPolicy;
  camera: MediaStream | undefined;
}

async function makeOffer(
  pc: RTCPeerConnection,
  camera: MediaStream | undefined,
): Promise<RTCSessionDescriptionInit> {
  const [picture] = camera?.getVideoTracks() ?? [];
  if (picture && camera) pc.addTransceiver(picture, { direction: 'sendrecv', streams: [camera] });
  else pc.addTransceiver('video', { direction: 'recvonly' });
  pc.addTransceiver('audio', { direction: 'recvonly' });
  return pc.createOffer();
}

const keyOf = (recipe: PeerRecipe): string =>
  JSON.stringify([recipe.iceServers, recipe.policy, recipe.camera?.id ?? null]);

/** Keeps one peer ready. Certificates and offers take milliseconds that nobody should wait for after a click. */
export class PeerStore {
  private ready: PreparedPeer | undefined;

  prepare(recipe: PeerRecipe): void {
    const key = keyOf(recipe);
    if (this.ready?.key === key) return;
    this.drop();
    this.ready = build(recipe, key);
    this.ready.offer.catch(() => undefined);
  }

  /** The ready one if it fits, else a new one. */
  take(recipe: PeerRecipe): PreparedPeer {
    const key = keyOf(recipe);
    const ready = this.ready;
    this.ready = undefined;
    if (ready?.key === key && ready.pc.signalingState === 'stable') return ready;
    ready?.pc.close();
    return build(recipe, key);
  }

  drop(): void {
    this.ready?.pc.close();
    this.ready = undefined;
  }
}

function build(recipe: PeerRecipe, key: string): PreparedPeer {
  const pc = new RTCPeerConnection({
    iceServers: recipe.iceServers,
    iceTransportPolicy: recipe.policy,
    bundlePolicy: 'max-bundle',
    rtcpMuxPolicy: 'require',
  });
  return { pc, offer: makeOffer(pc, recipe.camera), key };
}
