import type { Store } from '../../app/store';
import type { NetworksBody } from '../../protocol/networks';
import type { NatReportBody } from '../../protocol/rest';
import { requestJson } from '../../shared/http';

const refreshEvery = 5000;

/** Asks which network positions there are, and has single ones measured anew. */
export class NetworksClient {
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly store: Store) {}

  /** Keeps the list fresh while the page is looked at. */
  follow(): void {
    this.stop();
    void this.load();
    this.timer = setInterval(() => {
      if (!document.hidden) void this.load();
    }, refreshEvery);
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  async load(): Promise<void> {
    const result = await requestJson<NetworksBody>('/api/networks');
    this.store.update(({ networks: state }) => {
      if (result.ok && Array.isArray(result.value.networks)) {
        state.networks = result.value.networks;
        state.problem = undefined;
      } else {
        state.problem = result.ok ? { code: 'unexpected-answer' } : result.problem;
      }
    });
  }

  async measure(name: string): Promise<void> {
    this.store.update(
      ({ networks: state }) => (state.probes = { ...state.probes, [name]: { running: true } }),
    );
    const result = await requestJson<NatReportBody>(`/api/networks/${encodeURIComponent(name)}/probes`, {
      method: 'POST',
      body: '{}',
      signal: AbortSignal.timeout(60_000),
    });
    this.store.update(({ networks: state }) => {
      const { [name]: _, ...others } = state.probes;
      state.probes = result.ok ? others : { ...others, [name]: { running: false, problem: result.problem } };
      if (result.ok)
        state.networks = state.networks?.map(network =>
          network.name === name ? { ...network, nat: result.value } : network,
        );
    });
  }
}
