/** What a page can see of the network of its machine. */
export interface NetworkSeen {
  online: boolean;
  /** `wifi`, `cellular` …, where the browser tells it. */
  type: string | undefined;
}

/**
 * Whether another network is in use. The browser's estimates of speed and round trip change all the time, with the same
 * event; they say nothing of it. Going offline alone is no reason either: there is nothing to restart over.
 */
export const isOtherNetwork = (before: NetworkSeen, now: NetworkSeen): boolean =>
  now.online &&
  (!before.online || (before.type !== now.type && now.type !== undefined && now.type !== 'none'));

interface Connection extends EventTarget {
  readonly type?: string;
}

/** Calls when another network is in use: back online, or (Network Information API) of another type. */
export function onOtherNetwork(changed: () => void): void {
  const connection = (navigator as Navigator & { connection?: Connection }).connection;
  const seen = (): NetworkSeen => ({ online: navigator.onLine, type: connection?.type });
  let before = seen();
  // By the time the page hears of it, the machine may be back already.
  addEventListener('offline', () => (before = { ...seen(), online: false }));
  const look = (): void => {
    const now = seen();
    const other = isOtherNetwork(before, now);
    before = now;
    if (other) changed();
  };
  addEventListener('online', look);
  connection?.addEventListener('change', look);
}
