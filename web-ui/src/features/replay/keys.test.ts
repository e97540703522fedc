import { describe, expect, it } from 'vitest';
import { actionOf } from './keys';

const on = (tag: string, type?: string, modified = false) => ({ tag, type, modified });

describe('keys of the replay', () => {
  it.each([
    [' ', 'toggle'],
    ['ArrowRight', 'next'],
    ['ArrowLeft', 'previous'],
    ['Home', 'first'],
    ['End', 'last'],
    ['x', undefined],
  ])('%j on the scrubber is %s', (key, action) => {
    expect(actionOf(key, on('INPUT', 'range'))).toBe(action);
  });

  it('leave a button its space, and lists and radio buttons all of theirs', () => {
    expect(actionOf(' ', on('BUTTON'))).toBeUndefined();
    expect(actionOf('ArrowRight', on('BUTTON'))).toBe('next');
    expect(actionOf('ArrowRight', on('SELECT'))).toBeUndefined();
    expect(actionOf('ArrowRight', on('INPUT', 'radio'))).toBeUndefined();
  });

  it('with Ctrl, Alt or Cmd are those of the browser', () => {
    expect(actionOf('ArrowLeft', on('INPUT', 'range', true))).toBeUndefined();
  });
});
