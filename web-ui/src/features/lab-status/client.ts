import type { IceServersBody, MediaPeersBody, NatReportBody, StatusBody } from '../../protocol/rest';
import { requestJson } from '../../shared/http';
import type { Store } from '../../app/store';
import { peerIdOf } from '../call/peer-choice';
import { freshFor, readIceServers, readLabStatus } from './analysis';

const statusEvery = 5000;

/** Asks the services for what a call needs before anybody presses Start, and keeps it fresh. */
export class LabClient {
  private refresh: ReturnType<typeof setTimeout> | undefined;
  private iceRequest: Promise<void> | undefined;

  constructor(
    private readonly store: Store,
    /** Called when a next call would be made differently. */
    private readonly onIceServers: () => void,
  ) {}

  start(): void {
    void Promise.all([this.loadIceServers(), this.loadMediaPeers(), this.loadStatus(), this.loadNat()]).then(
      () => this.store.update(state => (state.lab.asked = true)),
    );
    setInterval(() => this.tick(), statusEvery);
  }

  /** ICE servers that will still be valid for a while; asks for new ones if not. */
  async freshIceServers(): Promise<void> {
    const { iceServers } = this.store.state.lab;
    if (!iceServers || freshFor(iceServers, Date.now()) < 0) await this.loadIceServers();
  }

  /** Credentials are made for one call: take new ones once they were used. */
  renewIceServers(): void {
    void this.loadIceServers();
  }

  loadIceServers(): Promise<void> {
    this.iceRequest ??= this.requestIceServers().finally(() => (this.iceRequest = undefined));
    return this.iceRequest;
  }

  async loadMediaPeers(): Promise<void> {
    const result = await requestJson<MediaPeersBody>('/api/media-peers');
    if (result.ok && Array.isArray(result.value.mediaPeers)) {
      this.store.update(({ lab, settings }) => {
        lab.mediaPeers = result.value.mediaPeers;
        settings.peer = peerIdOf(settings.peer, lab.mediaPeers);
      });
    }
  }

  async loadStatus(): Promise<void> {
    const result = await requestJson<StatusBody>('/api/status');
    this.store.update(state => {
      state.lab.problem = result.ok ? undefined : result.problem;
      if (result.ok) state.lab.status = readLabStatus(result.value);
    });
  }

  async loadNat(): Promise<void> {
    this.store.update(state => (state.nat.loading = true));
    const result = await requestJson<NatReportBody>('/api/nat');
    this.store.update(state => {
      state.nat.loading = false;
      if (result.ok) state.nat = { loading: false, report: result.value, problem: undefined };
      else state.nat.problem = result.problem;
    });
  }

  /** Measures anew. */
  async probeNat(): Promise<void> {
    this.store.update(state => (state.nat.loading = true));
    const result = await requestJson<NatReportBody>('/api/nat/probes', { method: 'POST', body: '{}' });
    this.store.update(state => {
      state.nat.loading = false;
      if (result.ok) state.nat = { loading: false, report: result.value, problem: undefined };
      else state.nat.problem = result.problem;
    });
  }

  private async requestIceServers(): Promise<void> {
    const result = await requestJson<IceServersBody>('/api/ice-servers');
    if (!result.ok || !Array.isArray(result.value.iceServers)) return;
    const servers = readIceServers(result.value, Date.now());
    this.store.update(state => (state.lab.iceServers = servers));
    this.onIceServers();
    clearTimeout(this.refresh);
    this.refresh = setTimeout(
      () => void this.loadIceServers(),
      Math.max(10_000, freshFor(servers, Date.now())),
    );
  }

  private tick(): void {
    if (document.hidden) return;
    const { lab, nat, link } = this.store.state;
    void this.loadStatus();
    if (!lab.iceServers) void this.loadIceServers();
    const peersKnown = (lab.mediaPeers?.length ?? 0) > 0;
    if (!peersKnown || lab.status?.mediaPeers.ready !== lab.mediaPeers?.length || link.state.kind !== 'open')
      void this.loadMediaPeers();
    if (!nat.report && !nat.loading) void this.loadNat();
  }
}
