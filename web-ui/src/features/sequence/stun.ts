import type { EventOf } from '../../protocol/session-record';
import { ends } from '../../protocol/session-record';
import { inMs, label, observerOf, say, wire, type RowBuilder } from './builder';
import type { Row, RowKind, RowPhase } from './model';

const names: Readonly<Record<string, string>> = {
  binding: 'Binding',
  allocate: 'Allocate',
  refresh: 'Refresh',
  'create-permission': 'CreatePermission',
  'channel-bind': 'ChannelBind',
};

/** STUN and TURN methods as the standards write them. */
export const methodName = (method: string): string => names[method] ?? method;

type Sent = EventOf<'stun_sent'>;
type Received = EventOf<'stun_received'>;
type Toward = Sent['toward'];

/** A request, its retransmissions and what came of it. */
interface Exchange {
  requests: { event: Sent; row: Row }[];
}

/** An answer a TURN server gave, and since when it was asked for. */
interface Answer {
  event: Received;
  row: Row;
  /** Lab time from which the server can have given it. */
  since: number;
  merged: boolean;
}

/** A request without an answer counts as unanswered after this long, in ms: the patience of ICE for one check. */
const patience = 1000;

/** Finds the request of each response, and the one answer two observers saw. */
export class StunExchanges {
  private readonly open = new Map<string, Exchange>();
  private readonly all: Exchange[] = [];
  private readonly answers: Answer[] = [];
  private challenges: Answer[] = [];
  private readonly checks = new Map<string, Row>();

  constructor(private readonly into: RowBuilder) {}

  sent(event: Sent): void {
    const again = event.retransmission > 0;
    const row = this.into.add(event, {
      ...place(event.toward, event.method),
      to: this.farEnd(event),
      flag: again ? 'retransmission' : undefined,
      label: label(
        event.toward === 'peer'
          ? say(event.useCandidate ? 'sequence.check.nominate' : 'sequence.check.request')
          : say('sequence.stun.request', { method: methodName(event.method) }),
        again ? say('sequence.stun.again', { count: event.retransmission }) : undefined,
        wire(event.target ?? (event.toward === 'peer' ? event.remote : undefined)),
      ),
    });
    if (event.toward === 'peer' && event.id) this.checks.set(event.id, row);
    const key = keyOf(event);
    let exchange = this.open.get(key);
    if (!exchange) {
      this.open.set(key, (exchange = { requests: [] }));
      this.all.push(exchange);
    }
    exchange.requests.push({ event, row });
  }

  received(event: Received): void {
    const exchange = this.close(event);
    const first = exchange?.requests[0]?.event;
    const last = exchange?.requests.at(-1)?.event;
    const took = event.rttMs ?? (last && event.at - last.at);
    const success = event.code === 0;
    const row = this.into.add(event, {
      ...place(event.toward, event.method),
      from: this.farEnd(event) ?? event.from,
      to: event.from,
      flag: success ? undefined : 'refused',
      label: label(
        event.toward === 'peer'
          ? say(success ? 'sequence.check.success' : 'sequence.check.error', { code: event.code })
          : say(success ? 'sequence.stun.success' : 'sequence.stun.error', {
              method: methodName(event.method),
              code: event.code,
            }),
        wire(success ? undefined : event.text),
        wire(event.relayed ?? event.mapped),
        inMs(took),
      ),
    });
    for (const request of exchange?.requests ?? []) {
      request.row.until = row.at;
      // It was late, but it came.
      request.row.form = 'arrow';
      if (request.row.flag === 'unanswered') request.row.flag = undefined;
    }
    if (event.toward === 'turn') {
      const since = first ? first.at - first.uncertaintyMs : event.at - event.uncertaintyMs - (took ?? 0);
      const answer = { event, row, since, merged: false };
      this.answers.push(answer);
      if (event.code === 401 || event.code === 438) this.challenges.push(answer);
    }
  }

  timeout(event: EventOf<'stun_timeout'>): void {
    const exchange = this.close(event);
    if (exchange) this.lost(exchange, event.at);
    this.into.add(event, {
      ...place(event.toward, event.method),
      to: this.farEnd(event),
      form: 'lost',
      flag: 'timeout',
      label: label(
        event.toward === 'peer'
          ? say('sequence.check.timeout', { count: exchange?.requests.length ?? 1 })
          : say('sequence.stun.timeout', {
              method: methodName(event.method),
              count: exchange?.requests.length ?? 1,
            }),
        wire(event.target ?? event.remote),
      ),
    });
  }

  /** A check of the other end arrived: the same arrow, if that end told of sending it. */
  checkReceived(event: EventOf<'check_received'>): void {
    const sent = event.id ? this.checks.get(event.id) : undefined;
    if (sent && sent.from !== event.from) {
      sent.seen = [...sent.seen, this.into.observed(event)];
      sent.until = event.at - this.into.start;
      return;
    }
    const other = this.into.other(event.from);
    this.into.add(event, {
      kind: 'check',
      phase: 'checks',
      ...(other === undefined ? {} : { from: other, to: event.from }),
      label: label(
        say(event.useCandidate ? 'sequence.check.nominateArrived' : 'sequence.check.arrived'),
        wire(event.remote),
      ),
    });
  }

  /** The answer an end told of and coturn logged, if both mean the same; it is one arrow then. */
  sameAnswer(event: EventOf<'relay'>, end: string): boolean {
    const from = event.at - event.uncertaintyMs;
    const until = event.at + event.uncertaintyMs;
    const fitting = this.answers.filter(
      answer =>
        !answer.merged &&
        answer.event.from === end &&
        agree(event, answer.event) &&
        from <= answer.event.at + answer.event.uncertaintyMs &&
        until >= answer.since,
    );
    const nearest = fitting.sort(
      (a, b) => Math.abs(a.event.at - event.at) - Math.abs(b.event.at - event.at),
    )[0];
    if (!nearest) return false;
    nearest.merged = true;
    nearest.row.seen = [...nearest.row.seen, this.into.observed(event)];
    return true;
  }

  /** With all events read so far: what was a question for credentials, and what nobody answered by now. */
  finish(latest: number): void {
    this.challenges = this.challenges.filter(({ event, row }) => {
      const again = this.askedAgain(event);
      if (again) row.flag = 'challenge';
      return !again;
    });
    for (const exchange of this.open.values()) this.lost(exchange, latest - patience);
  }

  /** Requests that were sent until then, and not seen to arrive. */
  private lost({ requests }: Exchange, until: number): void {
    for (const { event, row } of requests) {
      if (row.seen.length > 1 || event.at > until) continue;
      row.form = 'lost';
      row.flag ??= 'unanswered';
    }
  }

  private askedAgain(refused: Received): boolean {
    return this.all.some(({ requests }) =>
      requests.some(
        ({ event }) =>
          event.n > refused.n &&
          event.from === refused.from &&
          event.method === refused.method &&
          event.toward === 'turn' &&
          event.remote === refused.remote &&
          event.retransmission === 0,
      ),
    );
  }

  private close(event: Received | EventOf<'stun_timeout'>): Exchange | undefined {
    const key = keyOf(event);
    const exchange = this.open.get(key);
    this.open.delete(key);
    return exchange;
  }

  private farEnd({ toward, from }: { toward: Toward; from: string }): string | undefined {
    if (toward === 'peer') return this.into.other(from);
    return toward === 'stun' ? ends.stun : ends.turn;
  }
}

/** Without an id (not every library tells it) requests of one kind to one address are one exchange. */
const keyOf = (event: Sent | Received | EventOf<'stun_timeout'>): string =>
  [observerOf(event), event.toward, event.method, event.id ?? event.remote ?? ''].join(' ');

function place(toward: Toward, method: string): { kind: RowKind; phase: RowPhase } {
  if (toward === 'peer') return { kind: 'check', phase: 'checks' };
  if (toward === 'stun') return { kind: 'stun', phase: 'gathering' };
  return { kind: 'turn', phase: method === 'allocate' || method === 'refresh' ? 'gathering' : 'checks' };
}

/** What coturn logs, and the answer the client gets for it. */
const answersOf: Readonly<Record<string, { method?: string; success: boolean; codes?: readonly number[] }>> =
  {
    'credentials-refused': { success: false, codes: [401, 438, 441] },
    allocated: { method: 'allocate', success: true },
    refreshed: { method: 'refresh', success: true },
    permission: { method: 'create-permission', success: true },
    'permission-refused': { method: 'create-permission', success: false, codes: [403] },
    'channel-bound': { method: 'channel-bind', success: true },
    'quota-refused': { method: 'allocate', success: false, codes: [486] },
    refused: { success: false },
  };

function agree(relay: EventOf<'relay'>, answer: Received): boolean {
  const expected = answersOf[relay.what];
  if (!expected || expected.success !== (answer.code === 0)) return false;
  if (expected.method !== undefined && expected.method !== answer.method) return false;
  if (relay.code !== undefined && relay.code !== 0 && relay.code !== answer.code) return false;
  if (relay.code === undefined && expected.codes && !expected.codes.includes(answer.code)) return false;
  return relay.relayed === undefined || answer.relayed === undefined || relay.relayed === answer.relayed;
}
