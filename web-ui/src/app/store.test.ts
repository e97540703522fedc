import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyRecord } from '../features/session-live/model';
import { readSettings } from './settings';
import { initialState } from './state';
import { Store } from './store';

describe('the revision of the store', () => {
  let frame: (() => void) | undefined;
  let drawn = 0;
  let store: Store;

  beforeEach(() => {
    vi.stubGlobal('document', { hidden: false });
    vi.stubGlobal('requestAnimationFrame', (draw: () => void) => {
      frame = draw;
      return 1;
    });
    drawn = 0;
    store = new Store(initialState(readSettings(null, ['en'])), () => drawn++);
  });
  afterEach(() => vi.unstubAllGlobals());

  it('is another one after each change', () => {
    const before = store.revision;
    store.update(state => (state.sound = true));
    const then = store.revision;
    store.changed();
    expect(new Set([before, then, store.revision]).size).toBe(3);
  });

  it('stays while only the session that is followed changes, which is drawn all the same', () => {
    const before = store.revision;
    store.updateLive(state => {
      state.live = {
        id: 's',
        record: emptyRecord('s'),
        stream: 'open',
        verdict: undefined,
        problem: undefined,
      };
    });
    expect(store.revision).toBe(before);
    frame?.();
    expect(drawn).toBe(1);
    expect(store.state.live?.id).toBe('s');
  });
});
