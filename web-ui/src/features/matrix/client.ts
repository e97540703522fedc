import type { Store } from '../../app/store';
import type { CellBody, MatrixBody } from '../../protocol/networks';
import { requestJson } from '../../shared/http';
import { reconnectDelay } from '../signaling/backoff';
import { withCell } from './analysis';

/** Follows the matrix while somebody looks at it, and starts and stops its runs. */
export class MatrixClient {
  private events: EventSource | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;

  constructor(private readonly store: Store) {}

  /** The stream begins with the whole document, so there is nothing else to ask for. */
  follow(): void {
    this.close();
    const events = new EventSource('/api/matrix/events');
    this.events = events;
    this.set('connecting');
    events.onopen = () => {
      this.failures = 0;
      this.set('open');
    };
    events.addEventListener('matrix', event => {
      const document = parsed<MatrixBody>(event);
      if (!document || !Array.isArray(document.cells) || !Array.isArray(document.networks)) return;
      this.store.update(({ matrix }) => {
        matrix.document = document;
        matrix.stream = 'open';
      });
    });
    events.addEventListener('cell', event => {
      const cell = parsed<CellBody>(event);
      if (!cell) return;
      this.store.update(({ matrix }) => {
        if (matrix.document) matrix.document = withCell(matrix.document, cell);
      });
    });
    events.onerror = () => this.lost(events);
  }

  close(): void {
    clearTimeout(this.retry);
    this.events?.close();
    this.events = undefined;
    this.store.state.matrix.stream = 'closed';
  }

  async run(): Promise<void> {
    this.ask('run');
    const result = await requestJson<MatrixBody>('/api/matrix', { method: 'POST', body: '{}' });
    this.store.update(({ matrix }) => {
      matrix.asked = undefined;
      if (!result.ok) matrix.problem = result.problem;
      else if (Array.isArray(result.value?.cells)) matrix.document = result.value;
    });
  }

  async stop(): Promise<void> {
    this.ask('stop');
    const result = await requestJson<undefined>('/api/matrix', { method: 'DELETE' });
    this.store.update(({ matrix }) => {
      matrix.asked = undefined;
      if (!result.ok) matrix.problem = result.problem;
    });
  }

  private ask(what: 'run' | 'stop'): void {
    this.store.update(({ matrix }) => {
      matrix.asked = what;
      matrix.problem = undefined;
      matrix.copied = undefined;
    });
  }

  /** A browser opens a lost stream again by itself, but not one that was answered with an error. */
  private lost(events: EventSource): void {
    if (this.events !== events) return;
    events.close();
    this.set('lost');
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.follow(), reconnectDelay(++this.failures, Math.random()));
  }

  private set(stream: 'connecting' | 'open' | 'lost'): void {
    this.store.update(({ matrix }) => (matrix.stream = stream));
  }
}

function parsed<T>(event: Event): T | undefined {
  try {
    const value: unknown = JSON.parse(String((event as MessageEvent).data));
    return typeof value === 'object' && value !== null ? (value as T) : undefined;
  } catch {
    return undefined;
  }
}
