/** Texts of the ICE restart. */
export const restart = {
  restart: {
    button: 'Restart ICE',
    about: 'New candidates and new checks in the same call; the picture stays where the old path works.',
    running: 'ICE begins anew, attempt {{attempt}}:',
    waiting: 'ICE begins anew as soon as it can:',
    by: {
      button: 'you asked for it.',
      network: 'this machine uses another network.',
      silence: 'no picture arrives and checks are not answered.',
      failed: 'no pair of candidates works any more.',
    },
    done: 'ICE began anew:',
    generation: 'generation {{number}}',
    freeze: 'Longest standstill of the picture:',
    freezeUnknown: {
      hidden: 'How long the picture stood still is not known: the page was not shown.',
      'no-frames': 'How long the picture stood still is not known: no frame was shown before or after.',
    },
    gaveUp: 'The restart of ICE was given up:',
    because: {
      'no-signaling': 'the signaling service could not be reached. The present path stays as it is.',
      'no-answer': 'the peer did not answer the new offer. The present path stays as it is.',
      'no-path': 'the new checks found no path. Look at the network of both ends.',
      refused: 'the new offer was refused. The present path stays as it is.',
    },
  },
} as const;
