import { ms, type Milliseconds } from '../../shared/units';
import type { CheckEvent, End } from './browser-events';

/** An event of one kind. */
export type Kind<K extends CheckEvent['kind']> = Extract<CheckEvent, { kind: K }>;

/** The events of one check, asked by what they mean. */
export class Facts {
  readonly cancelled: boolean;
  readonly deadline: Kind<'deadline'> | undefined;
  readonly complete: boolean;
  readonly closed: boolean;

  constructor(private readonly events: readonly CheckEvent[]) {
    this.cancelled = this.first('cancelled') !== undefined;
    this.deadline = this.first('deadline');
    this.complete = this.first('complete') !== undefined;
    this.closed = this.first('closed') !== undefined;
  }

  get begun(): boolean {
    return this.events.length > 0;
  }

  all<K extends CheckEvent['kind']>(kind: K): Kind<K>[] {
    return this.events.filter((event): event is Kind<K> => event.kind === kind);
  }

  first<K extends CheckEvent['kind']>(kind: K): Kind<K> | undefined {
    return this.all(kind)[0];
  }

  candidate(end: End, type: string): Kind<'candidate'> | undefined {
    return this.all('candidate').find(event => event.end === end && event.type === type);
  }

  errors(end: End): Kind<'error'>[] {
    return this.all('error').filter(event => event.end === end);
  }

  gathered(end: End): Kind<'gathered'> | undefined {
    return this.all('gathered').find(event => event.end === end);
  }

  iceAt(...states: RTCIceConnectionState[]): Kind<'ice'> | undefined {
    return this.all('ice').find(event => states.includes(event.state));
  }

  /** Between two events; undefined if one of them did not come. */
  between(
    from: { at: Milliseconds } | undefined,
    to: { at: Milliseconds } | undefined,
  ): { ms?: Milliseconds } {
    return from && to ? { ms: ms(Math.max(0, to.at - from.at)) } : {};
  }
}

/** Codes 300–699 are the server's own; 701 (formerly 600) means that the browser never got an answer. */
export const answered = (code: number): boolean => code >= 300 && code < 700 && code !== 600;
