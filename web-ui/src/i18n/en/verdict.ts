/** Texts of the verdict and of refusals by the services. */
export const verdict = {
  verdict: {
    title: 'Verdict',
    why: 'Why',
    nextTitle: 'Next',
    said: 'The service adds',
    missing: 'What would decide more',
    events: 'Events',
    event: 'Event {{n}} in the sequence diagram',
    stage: {
      passed: 'passed',
      failed: 'failed',
      running: 'running',
      'not-reached': 'not reached',
      unknown: 'not known',
    },
    idle: {
      ready: 'Ready to call.',
      noMediaPeer: 'There is nobody to call: no media peer is connected.',
      noSignaling: 'The signaling service does not answer.',
    },
    running: {
      signaling: 'Waiting for the signaling service to take the call.',
      gathering: 'Collecting the addresses of the browser.',
      exchange: 'Waiting for the answer of the media peer.',
      checks: 'Checking which pair of addresses works.',
      nomination: 'A pair works; ICE is choosing.',
      dtls: 'A path is there; agreeing on keys.',
      'first-rtp': 'Protected; waiting for the first media packet.',
      'first-frame': 'Media arrives; waiting for the first whole picture.',
    },
    connected: {
      direct: 'Connected directly: the media goes straight from the peer to your browser.',
      stun: 'Connected without a relay: an address found by STUN or by the checks carries the media, as behind a NAT.',
      'relay-udp': 'Connected through the TURN server, over UDP.',
      'relay-tcp': 'Connected through the TURN server, over TCP.',
      'relay-tls': 'Connected through the TURN server, over TLS.',
      relay: 'Connected through a TURN server; which transport leads to it is not known.',
      unknown: 'Connected; whether a NAT lies on the path can not be told.',
      noPair: 'Connected; the browser does not name the pair in use.',
    },
    again: {
      workerCrashed: 'The sender restarted; calling again.',
      mediaPeerLost: 'The media peer was lost; calling again.',
      drained: 'The sender was replaced by a fresh one; calling again.',
      senderEnded: 'The sender ended the call; calling again.',
      pathLost: 'The path broke; calling again.',
      other: 'The call did not come about; calling again.',
      reason: 'The same settings are used. Stop ends it.',
    },
    ended: { here: 'The call was stopped.', peer: 'The media peer was stopped; the call has ended.' },
    failed: {
      signaling: 'The call failed at the first step: the signaling service can not be reached.',
      noAnswer: 'The call failed in the exchange: the media peer did not answer.',
      unknown: 'The call failed; what was observed does not decide why.',
    },
    reason: {
      noRecord: 'The signaling service has given no verdict over the record of this call.',
      signaling: 'No WebSocket and no HTTP answer from the signaling service.',
      noAnswer: 'The offer was sent; no answer came within 12 seconds.',
    },
    next: {
      start: 'Press Start. Nothing needs to be allowed or set.',
      startAgain: 'Start again whenever you like.',
      noPair: 'Look at the candidate pairs below.',
      lookAtPeer: 'Look at the log of media-peer-service, then start again.',
      retryAfter_one: 'The service asks to try again in {{count}} second.',
      retryAfter_other: 'The service asks to try again in {{count}} seconds.',
      unknown: 'The candidate pairs below and the log of media-peer-service would decide it.',
    },
  },
  problem: {
    'not-in-file': { title: 'It was not saved with this file.', next: 'Open the file in a lab to get one.' },
    unreachable: {
      title: 'The service does not answer.',
      next: 'Wait a moment and start again; the page keeps trying.',
    },
    'unexpected-answer': {
      title: 'The service gave an answer this page does not understand.',
      next: 'Check that page and services are of the same version.',
    },
    'malformed-json': {
      title: 'The service could not read a message of this page.',
      next: 'Reload the page; page and service may be of different versions.',
    },
    'unknown-type': {
      title: 'The service does not know a message of this page.',
      next: 'Reload the page; page and service may be of different versions.',
    },
    'invalid-message': {
      title: 'The service found a message of this page incomplete.',
      next: 'Reload the page; page and service may be of different versions.',
    },
    'message-too-large': {
      title: 'A message was larger than the service accepts.',
      next: 'Start again without the camera.',
    },
    'protocol-violation': {
      title: 'The service ended the connection after several invalid messages.',
      next: 'Reload the page.',
    },
    'rate-limited': {
      title: 'The service received too many messages in a short time.',
      next: 'Wait a moment and start again.',
    },
    'chat-limited': {
      title: 'Too many chat messages in a short time.',
      next: 'Wait a moment and send the message again.',
    },
    'slow-consumer': {
      title: 'This page did not keep up with the messages of the service.',
      next: 'Close other busy pages and start again.',
    },
    'heartbeat-missed': {
      title: 'The service had not heard from this page for too long.',
      next: 'Start again.',
    },
    replaced: {
      title: 'This connection was replaced by a newer one.',
      next: 'Use the page you opened last, or start again here.',
    },
    'origin-refused': {
      title: 'The service does not accept calls from this address of the page.',
      next: 'Open the lab under its own address, or add this one to the allowed origins.',
    },
    'not-joined': {
      title: 'The service did not know this page as a member of the room.',
      next: 'Start again.',
    },
    'already-joined': {
      title: 'The service still holds the previous room of this page.',
      next: 'Start again.',
    },
    'room-full': { title: 'The room is full.', next: 'Start again; a new room is made for each call.' },
    'peer-id-taken': { title: 'The name of this page in the room is taken.', next: 'Start again.' },
    'resume-refused': {
      title: 'The service did not accept the return of this page to its room.',
      next: 'Start again.',
    },
    'peer-unknown': { title: 'The peer is no longer in the room.', next: 'Start again.' },
    'description-refused': {
      title: 'The service refused the session description of the browser.',
      next: 'Look at it under “Raw messages”; docs/protocol.md has the grammar.',
    },
    'candidate-refused': {
      title: 'The service refused a candidate of the browser.',
      next: 'Look at it under “Raw messages”; docs/protocol.md has the grammar.',
    },
    'ice-url-refused': {
      title: 'The address of an ICE server is not valid.',
      next: 'Check the TURN settings of the signaling service.',
    },
    'no-video-offered': {
      title: 'The offer can not receive video.',
      next: 'Use a browser with video; look at the offer under “Raw messages”.',
    },
    'unsupported-media-type': {
      title: 'The service does not accept this type of content.',
      next: 'Reload the page; page and service may be of different versions.',
    },
    'not-found': {
      title: 'The service does not know this address.',
      next: 'Check that page and services are of the same version.',
    },
    'method-not-allowed': {
      title: 'The service does not offer this.',
      next: 'Check that page and services are of the same version.',
    },
    'network-unknown': {
      title: 'There is no network of this name any more.',
      next: 'Look at the list of networks again.',
    },
    'nat-probe-unavailable': {
      title: 'The NAT probe of this network does not answer.',
      next: 'Start the probe of this network again and look at its log.',
    },
    'matrix-running': {
      title: 'A run of the matrix is already under way.',
      next: 'Wait until it ends, or stop it.',
    },
    'session-unknown': { title: 'The service no longer knows this session.', next: 'Start again.' },
    'session-file-refused': {
      title: 'The file is not a session file this lab can read.',
      next: 'Export the session again, or compare it with docs/session-file.md.',
    },
    'media-peer-unknown': {
      title: 'The chosen media peer is not there.',
      next: 'Choose “any free one” and start again.',
    },
    'source-unknown': {
      title: 'The media peer does not offer this picture.',
      next: 'Choose another picture and start again.',
    },
    'source-failed': {
      title: 'The media peer can not show this picture.',
      next: 'Choose another picture; the details say what is wrong with this one.',
    },
    'no-media-peer': {
      title: 'There is nobody to call: no media peer is connected.',
      next: 'Start media-peer-service, or wait a moment if it is just restarting.',
    },
    'media-peers-full': {
      title: 'All media peers are busy.',
      next: 'Wait until a call ends, or start one more media peer.',
    },
    'media-peer-lost': {
      title: 'The media peer was lost before it answered.',
      next: 'Start again; the service replaces it.',
    },
    'worker-crashed': {
      title: 'Its worker process ended.',
      next: 'The log of media-peer-service says why. What it shows may be the cause: choose something else, then invite it once more.',
    },
    'viewer-vanished': {
      title: 'It heard nothing from this page any more.',
      next: 'Check the network of this machine, then invite it once more.',
    },
    failed: {
      title: 'Its connection with this page failed.',
      next: 'The record of its session says why; then invite it once more.',
    },
    drained: {
      title: 'Its worker or service is being replaced.',
      next: 'Wait a moment, then invite it once more.',
    },
    'answer-timeout': {
      title: 'The media peer did not answer in time.',
      next: 'Look at the log of media-peer-service, then start again.',
    },
    'service-unavailable': {
      title: 'A service behind the signaling service does not answer.',
      next: 'Look at the state of the lab, then start again.',
    },
    'internal-error': { title: 'The service failed.', next: 'Its log has the reason; start again.' },
    other: {
      title: 'The service refused the call ({{code}}).',
      next: 'Look at the raw messages and at the log of the signaling service.',
    },
  },
} as const;
