import { known, message, type Message } from '../../i18n/i18n';
import type { SessionVerdict } from '../../protocol/session-verdict';
import type { RequestProblem } from '../../shared/http';
import { firstOpenStage } from '../call/analysis';
import type { CallEnd, CallRecord } from '../call/model';
import type { PathFinding } from '../path/model';
import type { Verdict, VerdictFacts } from './model';

/**
 * The verdict over the call as it stands now. Why a call connected or failed is for the signaling service to say, which
 * has the record of both ends; this page decides only what no record can know: that nothing was called yet, that the
 * service can not be reached or refused, that the visitor ended the call, that it calls again.
 */
export function judge(facts: VerdictFacts): Verdict {
  const { call } = facts;
  if (!call) return beforeAnyCall(facts);
  const served = facts.served?.sessionId === call.remote.sessionId ? facts.served?.verdict : undefined;
  switch (call.phase) {
    case 'starting':
    case 'connecting':
      return judgeRunning(call, served);
    case 'playing':
      return served && served.code !== 'connecting' ? ofService(served) : connected(facts.path);
    case 'recalling':
      return {
        ...own('calling-again', 'busy', recallSentence(call)),
        reasons: [message('verdict.again.reason'), ...(served?.reasons ?? [])],
      };
    case 'ended':
      return call.end?.why === 'peer-left' || call.end?.why === 'session-ended'
        ? own('peer-ended', 'quiet', message('verdict.ended.peer'), [message('verdict.next.startAgain')])
        : own('ended', 'quiet', message('verdict.ended.here'), [message('verdict.next.startAgain')]);
    case 'failed':
      return judgeFailure(call, served);
    default:
      return call.phase satisfies never;
  }
}

function beforeAnyCall({ lab, signalingUp }: VerdictFacts): Verdict {
  if (lab?.mediaPeers.state === 'down') {
    return own('idle-no-media-peer', 'warn', message('verdict.idle.noMediaPeer'), [
      message('lab.mediaPeersDownNext'),
    ]);
  }
  if (!signalingUp && lab === undefined) {
    return own('idle-no-signaling', 'warn', message('verdict.idle.noSignaling'), [
      message('lab.signalingDownNext'),
    ]);
  }
  return own('idle', 'quiet', message('verdict.idle.ready'), [message('verdict.next.start')]);
}

/** What it waits for, at once; and what the record says meanwhile. */
function judgeRunning(call: CallRecord, served: SessionVerdict | undefined): Verdict {
  if (served && served.tone !== 'busy') return ofService(served);
  const stage = firstOpenStage(call) ?? 'first-frame';
  const running = own('connecting', 'busy', message(`verdict.running.${stage}`));
  return served ? { ...ofService(served), sentence: running.sentence, code: 'connecting' } : running;
}

/** The way the media takes, until the record says more: the page sees its own half of the pair at once. */
function connected(path: PathFinding | undefined): Verdict {
  if (!path) {
    return own('connected-path-unknown', 'good', message('verdict.connected.noPair'), [
      message('verdict.next.noPair'),
    ]);
  }
  const kind = path.kind === 'unknown' ? (path.relayed ? 'relay' : 'unknown') : path.kind;
  const code = path.kind === 'unknown' ? 'connected-path-unknown' : `connected-${path.kind}`;
  return { ...own(code, 'good', message(`verdict.connected.${kind}`)), reasons: [path.because] };
}

/** What the record decided; else what only this page knows: who refused, or that nobody was reached. */
function judgeFailure(call: CallRecord, served: SessionVerdict | undefined): Verdict {
  const { end } = call;
  if (end?.why === 'refused') return refused(end.problem);
  if (served && served.tone !== 'busy') return withDetail(ofService(served), end);
  if (end?.why === 'signaling-unreachable') {
    return {
      ...own('signaling-unreachable', 'bad', message('verdict.failed.signaling'), [
        message('lab.signalingDownNext'),
      ]),
      reasons: [message('verdict.reason.signaling')],
    };
  }
  if (call.remote.sessionId === undefined && end?.why === 'no-answer') {
    return {
      ...own('no-answer', 'bad', message('verdict.failed.noAnswer'), [message('verdict.next.lookAtPeer')]),
      reasons: [message('verdict.reason.noAnswer')],
    };
  }
  const open = own('unknown', 'unknown', message('verdict.failed.unknown'), [
    message('verdict.next.unknown'),
  ]);
  return withDetail({ ...open, reasons: [message('verdict.reason.noRecord')] }, end);
}

/** What the browser itself said of a description it did not take. */
const withDetail = (verdict: Verdict, end: CallEnd | undefined): Verdict =>
  end?.why === 'bad-answer' ? { ...verdict, detail: end.detail } : verdict;

/** The service said no. Its code has its own words in both languages; its English detail is shown as such. */
function refused({ code, detail, retryAfterSeconds }: RequestProblem): Verdict {
  const title = `problem.${code}.title`;
  const next = `problem.${code}.next`;
  const wait =
    retryAfterSeconds === undefined ? [] : [message('verdict.next.retryAfter', { count: retryAfterSeconds })];
  const verdict = own(
    `refused-${code}`,
    'bad',
    known(title) ? message(title) : message('problem.other.title', { code }),
    [known(next) ? message(next) : message('problem.other.next'), ...wait],
  );
  return detail === undefined ? verdict : { ...verdict, detail };
}

function recallSentence({ end }: CallRecord): Message {
  if (end?.why === 'peer-left') {
    switch (end.reason) {
      case 'worker-crashed':
        return message('verdict.again.workerCrashed');
      case 'media-peer-lost':
        return message('verdict.again.mediaPeerLost');
      case 'drained':
        return message('verdict.again.drained');
      default:
        return message('verdict.again.senderEnded');
    }
  }
  if (end?.why === 'session-ended') return message('verdict.again.senderEnded');
  if (end?.why === 'frames-stalled' || end?.why === 'ice-failed') return message('verdict.again.pathLost');
  return message('verdict.again.other');
}

/** The verdict over a record as it is shown. */
export const ofService = ({
  code,
  tone,
  sentence,
  reasons,
  next,
  missing,
  stages,
}: SessionVerdict): Verdict => ({
  code,
  tone,
  sentence,
  reasons,
  next,
  missing,
  stages,
  by: 'service',
});

const own = (code: string, tone: Verdict['tone'], sentence: Message, next: Message[] = []): Verdict => ({
  code,
  tone,
  sentence,
  reasons: [],
  next,
  missing: [],
  stages: [],
  by: 'page',
});
