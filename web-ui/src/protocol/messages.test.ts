import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeServerMessage } from './messages';

const folder = join(import.meta.dirname, '../../../docs/protocol/samples');
const samples = existsSync(folder)
  ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.json'))
  : [];
const serverTypes = [
  'welcome',
  'room_peers',
  'peer_joined',
  'peer_left',
  'called',
  'evidence',
  'lab_status',
  'error',
];

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

describe.runIf(samples.length > 0)('samples of the protocol', () => {
  const named = samples.filter(name => serverTypes.some(type => name.split(/[\\/]/).pop()?.startsWith(type)));

  it('should hold server messages', () => {
    expect(named.length).toBeGreaterThan(0);
  });

  it.each(named)('should read %s', name => {
    const json = readFileSync(join(folder, name), 'utf8');
    const { type } = JSON.parse(json) as { type: string };
    expect(decodeServerMessage(json)?.type).toBe(type);
  });
});
