import { message, type Message } from '../../i18n/i18n';
import type { CallRecord } from '../call/model';
import type { PathFinding } from '../path/model';
import { checkCounters, withoutRelay } from './counters';
import type { Verdict, VerdictFacts } from './model';

/** Frames are shown: which way they take, and why it was this way. */
export function judgeConnected(call: CallRecord, { path, lab }: VerdictFacts): Verdict {
  if (!path) {
    return good('connected-path-unknown', 'verdict.connected.noPair', [], [message('verdict.next.noPair')]);
  }
  if (path.relayed) return judgeRelayed(call, path);
  const reasons = [path.because];
  const pair = call.pairs.find(row => row.id === call.selectedPairId);
  if (pair?.responsesReceived) {
    reasons.push(message('verdict.reason.pairAnswered', { count: pair.responsesReceived }));
  }
  if (path.kind === 'direct') {
    reasons.push(message('verdict.reason.directPreferred'));
    const next =
      lab?.turn.state === 'up' ? [message('verdict.next.tryRelay')] : [message('verdict.next.noTurnNeeded')];
    return good('connected-direct', 'verdict.connected.direct', reasons, next);
  }
  if (path.kind === 'stun')
    return good('connected-stun', 'verdict.connected.stun', reasons, [message('verdict.next.stun')]);
  return good('connected-path-unknown', 'verdict.connected.unknown', reasons, [
    message('verdict.next.unknownPath'),
  ]);
}

function judgeRelayed(call: CallRecord, path: PathFinding): Verdict {
  const reasons = [path.because, ...whyRelayed(call)];
  const next: Message[] = [];
  if (call.settings.icePolicy === 'relay') next.push(message('verdict.next.tryAll'));
  else next.push(message('verdict.next.relayedAll'));
  switch (path.kind) {
    case 'relay-udp':
      return good('connected-relay-udp', 'verdict.connected.relayUdp', reasons, next);
    case 'relay-tcp':
      return good(
        'connected-relay-tcp',
        'verdict.connected.relayTcp',
        [...reasons, ...whyNotUdp(call)],
        next,
      );
    case 'relay-tls':
      return good(
        'connected-relay-tls',
        'verdict.connected.relayTls',
        [...reasons, ...whyNotUdp(call)],
        next,
      );
    default:
      return good('connected-relay', 'verdict.connected.relay', reasons, next);
  }
}

function whyRelayed(call: CallRecord): Message[] {
  if (call.settings.icePolicy === 'relay') return [message('verdict.reason.policyRelay')];
  const others = checkCounters(withoutRelay(call.pairs));
  if (others.pairs === 0) return [message('verdict.reason.noDirectPairs')];
  if (others.sent > 0 && others.answered === 0) {
    return [message('verdict.reason.directUnanswered', { pairs: others.pairs, sent: others.sent })];
  }
  return [
    message('verdict.reason.directTried', {
      pairs: others.pairs,
      sent: others.sent,
      answered: others.answered,
    }),
  ];
}

function whyNotUdp(call: CallRecord): Message[] {
  const udp = call.candidates.some(row => row.side === 'local' && row.relayProtocol === 'udp');
  return udp ? [] : [message('verdict.reason.noUdpRelay')];
}

function good(code: string, key: Message['key'], reasons: Message[], next: Message[]): Verdict {
  return { code, tone: 'good', sentence: message(key), reasons, next };
}
