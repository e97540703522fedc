/** Says to other pages of this origin which recordings a living page still writes (Web Locks). */
const prefix = 'webrtc-lab.recording.';

/** Holds a recording until the returned function is called or the page is gone, however it goes. */
export function hold(id: string): () => void {
  const locks = lockManager();
  if (!locks) return () => undefined;
  let release = (): void => undefined;
  const held = new Promise<void>(resolve => (release = resolve));
  void locks.request(prefix + id, () => held);
  return () => release();
}

/** Ids of the recordings that some page holds. */
export async function heldIds(): Promise<Set<string>> {
  const held = (await lockManager()?.query())?.held ?? [];
  return new Set(held.flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : [])));
}

/** Once no page holds the recording any more; a tab that closes gives up what it held a moment after it is gone. */
export async function freed(id: string): Promise<void> {
  await lockManager()?.request(prefix + id, () => undefined);
}

/** Not there on insecure pages, nor outside browsers. */
const lockManager = (): LockManager | undefined =>
  typeof navigator === 'undefined' ? undefined : (navigator as Partial<Navigator>).locks;
