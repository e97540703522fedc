import { asOwn } from '../sequence/builder';
import { startOf } from '../sequence/analysis';
import type { SessionEvent, SessionRecord } from '../../protocol/session-record';
import type { SessionVerdict } from '../../protocol/session-verdict';
import { growing } from '../../shared/growing';
import { phaseNames, type Phase, type PhaseName } from './model';

type Test = (event: SessionEvent) => boolean;

const state =
  (of: string, ...values: string[]): Test =>
  event =>
    event.type === 'state' && event.of === of && values.includes(event.value);
const dtls =
  (...values: string[]): Test =>
  event =>
    (event.type === 'transport' && values.includes(event.dtlsState ?? '')) || state('dtls', ...values)(event);
const any =
  (...tests: Test[]): Test =>
  event =>
    tests.some(test => test(event));

/** The first event that fits any of the tests; an earlier test is preferred to a later one. */
function first(events: readonly SessionEvent[], ...tests: Test[]): SessionEvent | undefined {
  for (const test of tests) {
    const found = events.find(test);
    if (found) return found;
  }
  return undefined;
}

interface Bounds {
  begin: SessionEvent | undefined;
  end: SessionEvent | undefined;
  /** End of a signal: when it was handed on. */
  endAt?: number | undefined;
  failed?: SessionEvent | undefined;
}

/**
 * Begin and end of each phase of the first generation, as the end that receives video told them; what it did not
 * tell is taken from the other end, and then from the verdict. The same list again as long as nothing of it can differ.
 */
export function phasesOf(record: SessionRecord, verdict?: Pick<SessionVerdict, 'stages'>): readonly Phase[] {
  const inputs = [
    decisive(record.events),
    startOf(record.events),
    record.participants,
    record.endedAt,
    verdict?.stages,
  ];
  if (!last || inputs.some((input, index) => input !== last?.inputs[index]))
    last = { inputs, phases: judged(record, verdict) };
  return last.phases;
}

/** Most events change nothing of the phases. */
let last: { inputs: readonly unknown[]; phases: readonly Phase[] } | undefined;

function judged(record: SessionRecord, verdict?: Pick<SessionVerdict, 'stages'>): Phase[] {
  const start = startOf(record.events);
  const events = byTime(decisive(record.events));
  const receiver = receiverOf(record, events);
  const own = events.filter(({ from }) => from === receiver);
  const of = (...tests: Test[]): SessionEvent | undefined => first(own, ...tests) ?? first(events, ...tests);

  const offer = events.find(event => event.type === 'signal' && event.signal === 'offer');
  const answer = events.find(event => event.type === 'signal' && event.signal === 'answer');
  const iceUp = of(state('ice', 'connected', 'completed'), event => event.type === 'selected_pair');
  const keys = of(dtls('connected'), state('connection', 'connected'));
  const rtp = of(
    event => event.type === 'first_rtp' && event.media === 'video',
    event => event.type === 'first_rtp',
  );
  const bounds: Record<PhaseName, Bounds> = {
    signaling: {
      begin: offer,
      end: answer,
      endAt: answer?.type === 'signal' ? answer.forwardedAt : undefined,
      failed: events.find(event => event.type === 'description' && !event.accepted),
    },
    gathering: {
      begin: of(state('gathering', 'gathering'), event => event.type === 'candidate'),
      end: of(state('gathering', 'complete')),
    },
    checks: {
      begin: of(state('ice', 'checking'), isCheck),
      end: iceUp,
      failed: of(state('ice', 'failed')),
    },
    dtls: { begin: of(dtls('connecting')) ?? iceUp, end: keys, failed: of(dtls('failed')) },
    'first-rtp': { begin: keys, end: rtp },
    'first-frame': { begin: rtp, end: of(event => event.type === 'first_frame_decoded') },
  };
  return phaseNames.map(name => phase(name, bounds[name], start, record, verdict));
}

const isCheck: Test = any(
  event => event.type === 'stun_sent' && event.toward === 'peer',
  event => event.type === 'check_received',
  event => event.type === 'pair' && (event.requestsSent ?? 0) > 0,
);

/**
 * Events that may begin or end a phase. Of the checks, which go on for as long as a session lasts, only the earliest
 * of each end can.
 */
function decisive(events: readonly SessionEvent[]): readonly SessionEvent[] {
  const state = read(events);
  return (state.copy ??= [...state.others, ...state.checks.values()]);
}

interface Decisive {
  others: SessionEvent[];
  checks: Map<string, SessionEvent>;
  /** What was given away of it; undefined once it is no longer the same. */
  copy: readonly SessionEvent[] | undefined;
}

const read = growing<SessionEvent, Decisive>(
  () => ({ others: [], checks: new Map(), copy: undefined }),
  (state, told) => {
    const event = asOwn(told);
    if (isCheck(event)) {
      const known = state.checks.get(event.from);
      if (known && known.at <= event.at) return;
      state.checks.set(event.from, event);
    } else if (decidingTypes.has(event.type)) {
      state.others.push(event);
    } else {
      return;
    }
    state.copy = undefined;
  },
);

const decidingTypes: ReadonlySet<SessionEvent['type']> = new Set([
  'signal',
  'state',
  'description',
  'candidate',
  'selected_pair',
  'transport',
  'first_rtp',
  'first_frame_decoded',
]);

/** The end that decodes, else the browser, else the one that called. */
function receiverOf({ participants }: SessionRecord, events: readonly SessionEvent[]): string | undefined {
  return (
    events.find(({ type }) => type === 'first_frame_decoded')?.from ??
    participants.find(({ role }) => role === 'browser')?.peerId ??
    participants[0]?.peerId
  );
}

const byTime = (events: readonly SessionEvent[]): SessionEvent[] =>
  [...events].sort((a, b) => a.at - b.at || a.n - b.n);

function phase(
  name: PhaseName,
  { begin, end, endAt, failed }: Bounds,
  start: number,
  record: SessionRecord,
  verdict: Pick<SessionVerdict, 'stages'> | undefined,
): Phase {
  const deciding = end ?? failed;
  const told = verdict?.stages?.find(({ stage }) => stage === (name === 'signaling' ? 'exchange' : name));
  if (!deciding && told?.at !== undefined && (told.result === 'passed' || told.result === 'failed')) {
    return {
      name,
      status: told.result === 'passed' ? 'done' : 'failed',
      begin: told.took === undefined ? undefined : told.at - told.took,
      end: told.at,
      error: 0,
      source: 'verdict',
      events: told.events ?? [],
    };
  }
  const used = [begin, deciding].filter(event => event !== undefined);
  return {
    name,
    status: end
      ? 'done'
      : failed
        ? 'failed'
        : begin && record.endedAt === undefined
          ? 'running'
          : 'not-reached',
    begin: begin && begin.at - start,
    end: deciding && (endAt ?? deciding.at) - start,
    error: used.reduce((sum, { uncertaintyMs }) => sum + uncertaintyMs, 0),
    source: 'events',
    events: [...new Set(used.map(({ n }) => n))],
  };
}
