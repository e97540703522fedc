import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyRecord } from '../features/session-live/model';
import { pageNow } from '../shared/units';
import { readSettings } from './settings';
import { initialState } from './state';
import { Store } from './store';

describe('the store', () => {
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
    frame = undefined;
    store = new Store(initialState(readSettings(null, ['en'])), () => drawn++);
  });
  afterEach(() => vi.unstubAllGlobals());

  it('has another revision after each change', () => {
    const before = store.revision;
    store.update(state => (state.sound = true));
    const then = store.revision;
    store.changed();
    expect(new Set([before, then, store.revision]).size).toBe(3);
  });

  it('keeps it while only the session that is followed changes, which is drawn all the same', () => {
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

  describe('when the session that is followed changes', () => {
    const follow = (): void => store.updateLive(() => undefined);
    /** Some time after the store was made. */
    const at = (later: number): void => void vi.spyOn(performance, 'now').mockReturnValue(begin + later);
    let begin: number;

    beforeEach(() => {
      begin = pageNow() + 1000;
      at(0);
    });
    afterEach(() => vi.restoreAllMocks());

    it('draws what comes after a quiet moment before the next frame, once', () => {
      follow();
      expect(drawn).toBe(1);
      expect(frame).toBeUndefined();
      at(60);
      follow();
      expect(drawn).toBe(2);
    });

    it('draws what follows soon in the next frame, together', () => {
      follow();
      at(5);
      follow();
      at(8);
      follow();
      expect(drawn).toBe(1);
      frame?.();
      expect(drawn).toBe(2);
    });

    it('waits for a frame that is to come anyway', () => {
      store.changed();
      follow();
      expect(drawn).toBe(0);
      frame?.();
      expect(drawn).toBe(1);
    });
  });
});
