import { describe, expect, it } from 'vitest';
import { cameraConstraints, deviceLists, stillThere, whyRefused, type DeviceRefusal } from './devices';
import { roomKey } from './keys';
import { newRoomName, pathOfRoom, roomIn, roomNameOf, roomNameProblem } from './names';

describe('names of rooms', () => {
  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['x'.repeat(10_000), 'too-long'],
    ['café', 'signs'],
    ['a/b', 'signs'],
    ['team 1', undefined],
    ['a.b_c:d@e-f', undefined],
  ])('%s is %s', (typed, problem) => expect(roomNameProblem(typed)).toBe(problem));

  it('have hyphens for blanks, and come back from their path', () => {
    expect(roomNameOf('  team  one ')).toBe('team-one');
    expect(roomIn(pathOfRoom('a:b@c'))).toBe('a:b@c');
    expect([roomIn('/room'), roomIn('/room/%zz'), roomIn('/sessions/x')]).toEqual([
      undefined,
      '%zz',
      undefined,
    ]);
  });

  it('that are made up are valid and differ with chance', () => {
    const made = newRoomName(new Uint8Array(12).map((_, index) => index * 21));
    expect(made).toMatch(/^\w{4}-\w{4}-\w{4}$/);
    expect(roomNameProblem(made)).toBeUndefined();
    expect(newRoomName(new Uint8Array(12))).not.toBe(made);
  });
});

describe('devices', () => {
  it.each<[string, DeviceRefusal]>([
    ['NotAllowedError', 'refused'],
    ['SecurityError', 'refused'],
    ['NotFoundError', 'none-found'],
    ['OverconstrainedError', 'none-found'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
    ['TypeError', 'insecure-page'],
    ['', 'refused'],
  ])('that are refused with %s are %s', (name, why) => expect(whyRefused(name)).toBe(why));

  it('are listed by kind, without the stand-ins of the browser', () => {
    const lists = deviceLists([
      { kind: 'videoinput', deviceId: '', label: '' },
      { kind: 'videoinput', deviceId: 'c', label: 'Cam' },
      { kind: 'audiooutput', deviceId: 's', label: '' },
    ]);
    expect(lists).toEqual({
      camera: [{ id: 'c', label: 'Cam' }],
      microphone: [],
      speaker: [{ id: 's', label: '' }],
    });
    expect([stillThere('c', lists.camera), stillThere('gone', lists.camera)]).toEqual(['c', undefined]);
  });

  it('are asked for a size, and for one device only if it was chosen', () => {
    expect(cameraConstraints('180p', undefined)).toMatchObject({
      width: { ideal: 320 },
      height: { ideal: 180 },
    });
    expect(cameraConstraints('1080p', 'c')).toMatchObject({ deviceId: { exact: 'c' } });
    expect(cameraConstraints('720p', undefined)).not.toHaveProperty('deviceId');
  });
});

describe('keys', () => {
  it.each([
    ['m', false, false, 'microphone'],
    ['V', false, false, 'camera'],
    ['c', false, false, 'chat'],
    ['m', true, false, undefined],
    ['m', false, true, undefined],
    ['x', false, false, undefined],
  ])('%s', (key, modified, typing, does) => expect(roomKey({ key, modified, typing })).toBe(does));
});
