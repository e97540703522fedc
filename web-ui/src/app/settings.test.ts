import { describe, expect, it } from 'vitest';
import { readSettings } from './settings';

describe('settings', () => {
  it('should start with the language of the browser', () => {
    expect(readSettings(null, ['nl-NL'])).toEqual({
      language: 'nl',
      theme: 'auto',
      guide: 'shown',
      sendingPreset: 'balanced',
      icePolicy: 'all',
      signalingMode: 'websocket',
      peer: 'auto',
      source: 'pattern',
      displayName: '',
    });
  });

  it('should keep what was chosen', () => {
    expect(readSettings('{"language":"en","theme":"dark","icePolicy":"relay"}', ['nl'])).toMatchObject({
      language: 'en',
      theme: 'dark',
      icePolicy: 'relay',
    });
  });

  it('should remember that the explanation is hidden', () => {
    expect(readSettings('{"guide":"hidden"}', [])).toMatchObject({ guide: 'hidden' });
  });

  it.each(['{', '7', 'null', '{"language":"xx","icePolicy":3,"peer":{}}'])('should survive %s', stored => {
    expect(readSettings(stored, [])).toMatchObject({ language: 'en', icePolicy: 'all', peer: 'auto' });
  });
});
