import { describe, expect, it } from 'vitest';
import { summarize } from './description-summary';

const sdp = [
  'v=0',
  'o=- 1 2 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  'a=group:BUNDLE 0 1',
  'm=video 9 UDP/TLS/RTP/SAVPF 96 97 102 103 116',
  'c=IN IP4 0.0.0.0',
  'a=ice-ufrag:aB3+',
  'a=ice-pwd:averysecretpasswordindeed',
  'a=fingerprint:sha-256 12:AB:34',
  'a=setup:actpass',
  'a=recvonly',
  'a=rtpmap:96 VP8/90000',
  'a=rtpmap:97 rtx/90000',
  'a=rtpmap:102 H264/90000',
  'a=rtpmap:103 H264/90000',
  'a=rtpmap:116 ulpfec/90000',
  'm=audio 0 UDP/TLS/RTP/SAVPF 111',
  'c=IN IP4 0.0.0.0',
  'a=rtpmap:111 opus/48000/2',
  '',
].join('\r\n');

describe('summary of a description', () => {
  it('tells certificate, role and codecs in the order of preference', () => {
    expect(summarize(sdp)).toEqual({
      fingerprint: 'sha-256 12:AB:34',
      setup: 'actpass',
      ufrag: 'aB3+',
      media: [
        { kind: 'video', direction: 'recvonly', codecs: ['VP8', 'H264'], rejected: false },
        { kind: 'audio', direction: 'sendrecv', codecs: ['opus'], rejected: true },
      ],
    });
  });

  it('never holds the ICE password', () => {
    expect(JSON.stringify(summarize(sdp))).not.toContain('secret');
  });

  it('of something that is no description is empty', () => {
    expect(summarize('nonsense')).toEqual({
      fingerprint: undefined,
      setup: undefined,
      ufrag: undefined,
      media: [],
    });
  });
});
