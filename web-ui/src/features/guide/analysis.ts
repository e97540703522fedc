import { message, type Message } from '../../i18n/i18n';
import type { StageName } from '../../protocol/messages';
import { milliseconds } from '../../shared/format';
import { assessStages, stageNames } from '../call/analysis';
import type { CallRecord, StageView } from '../call/model';
import { isHidden } from '../candidates/analysis';
import type { CandidateRow } from '../candidates/model';
import type { PathFinding } from '../path/model';
import type { Guide, GuideStep } from './model';

/** What can be told of a call at this moment. It follows the stages that were measured, never a clock of its own. */
export function guideOf(call: CallRecord | undefined, path: PathFinding | undefined): Guide {
  if (!call) {
    return { current: undefined, steps: stageNames.map(name => ({ name, status: 'waiting', did: [] })) };
  }
  const stages = assessStages(call);
  return {
    current: currentOf(stages),
    steps: stages.map(stage => ({
      name: stage.name,
      status: stage.status,
      did: [...tell[stage.name](call, path), ...timeOf(stage)],
    })),
  };
}

/** Gathering goes on beside the others and may end long after the picture: it is not what a call waits for. */
function currentOf(stages: readonly StageView[]): StageName {
  const inOrder = stages.filter(({ name, status }) => name !== 'gathering' || status === 'failed');
  const open = inOrder.find(({ status }) => status === 'failed' || status === 'active');
  const passed = inOrder.findLast(({ status }) => status === 'done' || status === 'not-observable');
  return (open ?? passed ?? stages[0]!).name;
}

const timeOf = ({ status, at }: StageView): Message[] =>
  status === 'done' && at !== undefined ? [message('guide.did.time', { time: milliseconds(at) })] : [];

type Teller = (call: CallRecord, path: PathFinding | undefined) => Message[];

const tell: Readonly<Record<GuideStep['name'], Teller>> = {
  signaling: ({ marks, settings }) =>
    marks.joined === undefined ? [] : [message(`guide.did.signaling.${settings.signalingMode}`)],
  gathering: gathered,
  exchange: call => {
    if (call.marks.answerApplied === undefined) return [];
    const count = call.candidates.filter(row => row.side === 'remote' && row.seenBy === 'event').length;
    return [
      message(`guide.did.exchange.${call.settings.signalingMode}`),
      message('guide.did.remote', { count }),
    ];
  },
  checks: checked,
  nomination: ({ marks }, path) =>
    marks.nominated === undefined || !path
      ? []
      : [message(`guide.did.path.${path.kind === 'unknown' && path.relayed ? 'relayed' : path.kind}`)],
  dtls: ({ dtlsDetails: dtls }) =>
    dtls?.version && dtls.cipher
      ? [message('guide.did.dtls', { version: dtls.version, cipher: dtls.cipher })]
      : [],
  'first-rtp': () => [],
  'first-frame': ({ frame }) =>
    frame ? [message('guide.did.frame', { width: frame.width, height: frame.height })] : [],
};

/** What each of the three ways to an address brought: own interfaces, STUN, TURN. */
function gathered({ candidates, candidateErrors, states, settings }: CallRecord): Message[] {
  const own = candidates.filter(({ side, seenBy }) => side === 'local' && seenBy === 'event');
  if (own.length === 0) return [];
  const of = (type: CandidateRow['type']): CandidateRow[] => own.filter(row => row.type === type);
  const complete = states.iceGathering === 'complete';
  const said: Message[] = [];
  const hosts = of('host');
  if (hosts.length > 0) said.push(message('guide.did.host', { count: hosts.length }));
  if (hosts.some(({ address }) => isHidden(address))) said.push(message('guide.did.hidden'));
  const mapped = of('srflx');
  if (mapped.length > 0) said.push(message('guide.did.stun', { address: mapped[0]!.address }));
  else if (complete && settings.icePolicy === 'all') said.push(message('guide.did.noStun'));
  const relays = of('relay');
  if (relays.length > 0) said.push(message('guide.did.turn', { address: relays[0]!.address }));
  else if (complete) said.push(message('guide.did.noTurn'));
  const errors = candidateErrors.filter(({ side }) => side === 'local').length;
  if (errors > 0 && complete) said.push(message('guide.did.errors', { count: errors }));
  return said;
}

function checked({ pairs }: CallRecord): Message[] {
  if (pairs.length === 0) return [];
  const sum = (count: (pair: CallRecord['pairs'][number]) => number | undefined): number =>
    pairs.reduce((total, pair) => total + (count(pair) ?? 0), 0);
  return [
    message('guide.did.checks', {
      pairs: pairs.length,
      sent: sum(pair => pair.requestsSent),
      answered: sum(pair => pair.responsesReceived),
      received: sum(pair => pair.requestsReceived),
    }),
  ];
}
