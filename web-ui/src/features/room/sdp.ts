/** Session id of `o=` (RFC 8866 §5.2), which a connection keeps for its life; undefined without one. */
export const originIn = (sdp: string): string | undefined => /^o=\S+ (\S+) /m.exec(sdp)?.[1];

/** ICE user fragments of a description (RFC 8839 §5.4), each once. */
export const fragmentsIn = (sdp: string): readonly string[] => [
  ...new Set([...sdp.matchAll(/^a=ice-ufrag:(\S+)/gm)].map(([, fragment]) => fragment!)),
];
