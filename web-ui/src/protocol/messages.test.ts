import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeServerMessage, type ClientMessage, type ServerMessage } from './messages';

type OnePerType<M extends { type: string }> = { [T in M['type']]: Extract<M, { type: T }> };

const folder = join(import.meta.dirname, '../../../docs/protocol/samples');
const names = (direction: string): string[] =>
  readdirSync(join(folder, direction)).map(name => name.replace('.json', ''));
const read = (direction: string, name: string): string =>
  readFileSync(join(folder, direction, `${name}.json`), 'utf8');

const sdp: string = expect.stringMatching(/^v=0\r\n[^]*m=video /);
const candidate = {
  candidate:
    'candidate:842163049 1 udp 1677729535 198.51.100.7 40000 typ srflx raddr 0.0.0.0 rport 0 generation 0 ufrag aB3+',
  sdpMid: '0',
  sdpMLineIndex: 0,
  usernameFragment: 'aB3+',
};
const relay = { url: 'turn:localhost:3478?transport=udp', relay_protocol: 'udp' };
const mediaPeer = 'media-0a1b2c3d4e5f6071';
const resume = 'dGhpcyBpcyBub3QgYSByZWFsIHJlc3VtZSB0b2tlbi4';

/** The samples as this page's types spell them: the compiler checks the types, the tests the files. */
const sent: OnePerType<ClientMessage> = {
  join: { type: 'join', room_id: 'demo', peer_id: 'anna', display_name: 'Anna', resume },
  offer: { type: 'offer', target: mediaPeer, offer: { type: 'offer', sdp } },
  answer: { type: 'answer', target: 'bert', answer: { type: 'answer', sdp } },
  ice_candidate: { type: 'ice_candidate', target: mediaPeer, candidate, ...relay },
  call: { type: 'call', media_peer: 'media-peer-1', source: 'pattern' },
  set_source: {
    type: 'set_source',
    target: mediaPeer,
    source: 'file:walk.mp4',
    width: 640,
    height: 360,
    frames_per_second: 25,
    position_ms: 1500,
    loop: true,
  },
  chat: { type: 'chat', target: 'bert', id: 'c-1', text: 'Can you see the clock?' },
  state: { type: 'state', audio: 'on', video: 'screen', recording: false },
  leave: { type: 'leave', reason: 'failed' },
  clock: { type: 'clock', id: 7, sent_at: 1767268800123.25 },
  outcome: {
    type: 'outcome',
    stage: 'first-frame',
    result: 'passed',
    path: 'relay-udp',
    ms_to_first_frame: 183.5,
  },
  evidence: {
    type: 'evidence',
    remote: mediaPeer,
    at: 1767268800130.75,
    uncertainty_ms: 0.8,
    event: { kind: 'first_frame_decoded' },
  },
};
const received: OnePerType<ServerMessage> = {
  welcome: {
    type: 'welcome',
    peer_id: 'anna',
    room_id: 'demo',
    resume,
    heartbeat_ms: 2000,
    heartbeat_timeout_ms: 6000,
  },
  room_peers: {
    type: 'room_peers',
    peers: ['bert', mediaPeer],
    members: [
      {
        peer_id: 'bert',
        display_name: 'Bert',
        role: 'participant',
        state: { audio: 'on', video: 'off', recording: false },
      },
      {
        peer_id: mediaPeer,
        role: 'media-peer',
        state: { audio: 'none', video: 'on', recording: false },
        shows: { source: 'pattern', width: 640, height: 360, frames_per_second: 30 },
      },
    ],
  },
  peer_joined: {
    type: 'peer_joined',
    peer_id: mediaPeer,
    role: 'media-peer',
    state: { audio: 'none', video: 'on', recording: false },
    shows: { source: 'pattern' },
  },
  peer_state: { type: 'peer_state', from: 'anna', audio: 'on', video: 'screen', recording: false },
  source_changed: {
    type: 'source_changed',
    from: mediaPeer,
    source: 'pattern',
    width: 640,
    height: 360,
    frames_per_second: 30,
    problem: 'the camera does not answer any more',
  },
  source_ended: { type: 'source_ended', from: mediaPeer, source: 'file:walk.mp4' },
  chat: {
    type: 'chat',
    from: 'anna',
    id: 'c-1',
    text: 'Can you see the clock?',
    at: 1767268800123.25,
    private: true,
  },
  chat_taken: { type: 'chat_taken', id: 'c-1', at: 1767268800123.25 },
  peer_left: { type: 'peer_left', peer_id: mediaPeer, reason: 'worker-crashed' },
  offer: { type: 'offer', from: 'bert', offer: { type: 'offer', sdp } },
  answer: { type: 'answer', from: mediaPeer, answer: { type: 'answer', sdp } },
  ice_candidate: { type: 'ice_candidate', from: mediaPeer, candidate, ...relay },
  called: { type: 'called', peer_id: mediaPeer, media_peer: 'media-peer-1', source: 'pattern' },
  evidence: {
    type: 'evidence',
    peer_id: mediaPeer,
    source: 'media-peer',
    at: 1767268800123.25,
    uncertainty_ms: 0.5,
    event: {
      kind: 'selected_pair',
      local: '198.51.100.20:45012',
      remote: '198.51.100.10:49160',
      local_type: 'host',
      remote_type: 'relay',
      protocol: 'udp',
    },
    sender_at: 1767268799981.5,
  },
  session: { type: 'session', session_id: '5f0c3a9b1d2e4f605f0c3a9b1d2e4f60', remote: mediaPeer },
  clock: {
    type: 'clock',
    id: 7,
    sent_at: 1767268800123.25,
    received_at: 1767268800124,
    replied_at: 1767268800124.125,
  },
  lab_status: {
    type: 'lab_status',
    turn: {
      state: 'down',
      why: 'No answer within 500 ms.',
      next: "Look at coturn's log, then start it again.",
    },
    mediaPeers: { state: 'up', ready: 1, sessions: 2, capacity: 16 },
    natProbe: { state: 'up' },
    at: '2026-01-01T12:00:00Z',
  },
  error: {
    type: 'error',
    code: 'chat-limited',
    title: 'Too many chat messages',
    detail: 'at most 5 chat messages per second, 30 at once',
    in_reply_to: 'chat',
    id: 'c-31',
  },
};

describe('messages of the signaling service', () => {
  it.each([
    '',
    'null',
    '[]',
    '{}',
    '{"type":7}',
    '{"type":"toString"}',
    '{"type":"welcome"}',
    '{"type":"later"}',
  ])('should ignore %s', json => {
    expect(decodeServerMessage(json)).toBeUndefined();
  });

  it('should believe a message that has what its type needs', () => {
    const json = '{"type":"answer","from":"mp","answer":{"type":"answer","sdp":"v=0\\r\\n"},"later":1}';
    expect(decodeServerMessage(json)).toMatchObject({ type: 'answer', from: 'mp' });
  });
});

describe('samples of the protocol', () => {
  it('should hold one message of each type that this page knows, and no other', () => {
    expect(names('client').sort()).toEqual(Object.keys(sent).sort());
    expect(names('server').sort()).toEqual(Object.keys(received).sort());
  });

  it.each(names('client'))('should be what this page can send: %s', name => {
    expect(JSON.parse(read('client', name))).toEqual(sent[name as ClientMessage['type']]);
  });

  it.each(names('server'))('should be what this page reads: %s', name => {
    expect(decodeServerMessage(read('server', name))).toEqual(received[name as ServerMessage['type']]);
  });
});
