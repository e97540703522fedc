import { describe, expect, it } from 'vitest';
import { ms } from '../../shared/units';
import { newRecord } from '../call/record';
import { readSettings } from '../../app/settings';
import { connectionOf, initials, pictureOf, type Picture } from './person';
import type { Person } from './model';

const record = (firstFrame?: number) => {
  const made = newRecord(1, 0, readSettings(null, []), false, ms(0));
  if (firstFrame !== undefined) made.marks = { firstFrame: ms(firstFrame) };
  return made;
};
const says = (video: 'on' | 'off' | 'none' | 'screen'): Person['media'] => ({
  audio: 'on',
  video,
  recording: false,
});

describe('the picture of somebody', () => {
  it.each<[string, Person['media'], number | undefined, boolean, Picture]>([
    ['nothing known', undefined, undefined, false, 'waiting'],
    ['it says on, nothing came', says('on'), undefined, false, 'waiting'],
    ['it moves', says('on'), 40, false, 'live'],
    ['it moves, and nothing is said', undefined, 40, false, 'live'],
    ['a screen moves', says('screen'), 40, false, 'live'],
    ['it stands still', says('on'), 40, true, 'frozen'],
    ['camera off after a picture', says('off'), 40, true, 'off'],
    ['no camera', says('none'), undefined, false, 'none'],
  ])('%s', (_, media, firstFrame, frozen, expected) => {
    expect(pictureOf({ media, record: record(firstFrame), frozen })).toBe(expected);
  });

  it('has a connection only once one is made', () => {
    expect(connectionOf({ record: undefined })).toBe('new');
    expect(connectionOf({ record: record() })).toBe('new');
  });

  it.each([
    ['Anna', 'A'],
    ['anna van der Berg', 'AB'],
    ['a_b', 'AB'],
    ['', ''],
    ['éva', 'É'],
  ])('is replaced by letters: %s', (name, expected) => expect(initials(name)).toBe(expected));
});
