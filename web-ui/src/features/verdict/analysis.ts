import { message, type Message } from '../../i18n/i18n';
import { firstOpenStage } from '../call/analysis';
import type { CallRecord } from '../call/model';
import { judgeConnected } from './connected';
import { judgeFailure } from './failures';
import type { Verdict, VerdictFacts } from './model';
import { checkCounters } from './counters';

const slowAfter = 3000;

/** The verdict over the call as it stands now. No DOM, no clock of its own. */
export function judge(facts: VerdictFacts): Verdict {
  const { call } = facts;
  if (!call) return beforeAnyCall(facts);
  switch (call.phase) {
    case 'starting':
    case 'connecting':
      return judgeRunning(call, facts);
    case 'playing':
      return judgeConnected(call, facts);
    case 'recalling':
      return {
        ...verdict('calling-again', 'busy', recallSentence(call)),
        reasons: [message('verdict.again.reason')],
      };
    case 'ended':
      return call.end?.why === 'peer-left' || call.end?.why === 'session-ended'
        ? verdict('peer-ended', 'quiet', message('verdict.ended.peer'), [message('verdict.next.startAgain')])
        : verdict('ended', 'quiet', message('verdict.ended.here'), [message('verdict.next.startAgain')]);
    case 'failed':
      return judgeFailure(call, facts);
    default:
      return call.phase satisfies never;
  }
}

function beforeAnyCall({ lab, signalingUp }: VerdictFacts): Verdict {
  if (lab?.mediaPeers.state === 'down') {
    return verdict('idle-no-media-peer', 'warn', message('verdict.idle.noMediaPeer'), [
      message('lab.mediaPeersDownNext'),
    ]);
  }
  if (!signalingUp && lab === undefined) {
    return verdict('idle-no-signaling', 'warn', message('verdict.idle.noSignaling'), [
      message('lab.signalingDownNext'),
    ]);
  }
  return verdict('idle', 'quiet', message('verdict.idle.ready'), [message('verdict.next.start')]);
}

/** What it waits for; after a while also what speaks against it. */
function judgeRunning(call: CallRecord, facts: VerdictFacts): Verdict {
  const stage = firstOpenStage(call) ?? 'first-frame';
  const result = verdict('connecting', 'busy', message(`verdict.running.${stage}`));
  if (facts.now - call.startedAt < slowAfter) return result;
  result.code = 'connecting-slowly';
  if (stage === 'checks') {
    const { sent, answered } = checkCounters(call.pairs);
    result.reasons = [message('verdict.reason.checksSoFar', { sent, answered })];
  }
  if (stage === 'first-rtp') result.reasons = [message('verdict.reason.noPackets')];
  if (stage === 'first-frame') result.reasons = [message('verdict.reason.noFrames')];
  return result;
}

function recallSentence(call: CallRecord): Message {
  const { end } = call;
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

function verdict(code: string, tone: Verdict['tone'], sentence: Message, next: Message[] = []): Verdict {
  return { code, tone, sentence, reasons: [], next };
}
