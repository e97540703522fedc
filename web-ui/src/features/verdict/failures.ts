import { known, message, type Message } from '../../i18n/i18n';
import type { CallRecord } from '../call/model';
import { checkCounters } from './counters';
import type { Verdict, VerdictFacts } from './model';

/** Why a call did not come about: the stage, the fact that decided it, and what to do. Never a guess. */
export function judgeFailure(call: CallRecord, facts: VerdictFacts): Verdict {
  const { end } = call;
  if (!end) return unknownCause();
  switch (end.why) {
    case 'stopped-here':
      return bad('ended', 'verdict.ended.here', [], ['verdict.next.startAgain']);
    case 'signaling-unreachable':
      return bad(
        'signaling-unreachable',
        'verdict.failed.signaling',
        ['verdict.reason.signaling'],
        ['lab.signalingDownNext'],
      );
    case 'refused':
      return refused(end.problem.code, end.problem.detail, end.problem.retryAfterSeconds);
    case 'no-answer':
      return bad(
        'no-answer',
        'verdict.failed.noAnswer',
        ['verdict.reason.noAnswer'],
        ['verdict.next.lookAtPeer'],
      );
    case 'bad-answer':
      return {
        ...bad(
          'bad-answer',
          'verdict.failed.badAnswer',
          ['verdict.reason.badAnswer'],
          ['verdict.next.rawMessages'],
        ),
        detail: end.detail,
      };
    case 'no-relay-candidates':
      return noRelay(call, facts);
    case 'ice-failed':
      return iceFailed(call, facts);
    case 'dtls-failed':
      return bad('dtls-failed', 'verdict.failed.dtls', ['verdict.reason.dtls'], ['verdict.next.dtls']);
    case 'frames-stalled':
      return bad(
        'frames-stalled',
        'verdict.failed.stalled',
        ['verdict.reason.stalled'],
        ['verdict.next.startAgain'],
      );
    case 'peer-left':
    case 'session-ended':
      return bad(
        'peer-gone',
        'verdict.failed.peerGone',
        ['verdict.reason.peerGone'],
        ['verdict.next.lookAtPeer'],
      );
    default:
      return end satisfies never;
  }
}

/** The service said no. Its code has its own words in both languages; its English detail is shown as such. */
function refused(code: string, detail: string | undefined, retryAfter: number | undefined): Verdict {
  const title = `problem.${code}.title`;
  const next = `problem.${code}.next`;
  const result: Verdict = {
    code: `refused-${code}`,
    tone: 'bad',
    sentence: known(title) ? message(title) : message('problem.other.title', { code }),
    reasons: [],
    next: [known(next) ? message(next) : message('problem.other.next')],
  };
  if (retryAfter !== undefined) result.next.push(message('verdict.next.retryAfter', { count: retryAfter }));
  if (detail !== undefined) result.detail = detail;
  return result;
}

function noRelay(call: CallRecord, { lab }: VerdictFacts): Verdict {
  if (lab?.turn.state === 'absent') {
    return bad(
      'relay-without-turn',
      'verdict.failed.turnAbsent',
      ['verdict.reason.relayNeedsTurn'],
      ['lab.turnAbsentNext', 'verdict.next.tryAll'],
    );
  }
  const errors = call.candidateErrors.filter(error => error.side === 'local' && error.url.startsWith('turn'));
  const credentials = errors.find(error => error.code === 401 || error.code === 403 || error.code === 441);
  if (credentials) {
    return bad(
      'turn-credentials',
      'verdict.failed.turnCredentials',
      [],
      ['verdict.next.turnCredentials'],
      [message('verdict.reason.turnCode', { code: credentials.code, url: credentials.url })],
    );
  }
  if (lab?.turn.state === 'down') {
    return bad(
      'relay-turn-down',
      'verdict.failed.turnDown',
      ['verdict.reason.relayNeedsTurn'],
      ['lab.turnDownNext', 'verdict.next.tryAll'],
    );
  }
  const quota = errors.find(error => error.code === 486 || error.code === 508);
  if (quota) {
    return bad(
      'turn-quota',
      'verdict.failed.turnQuota',
      [],
      ['verdict.next.turnQuota', 'verdict.next.tryAll'],
      [message('verdict.reason.turnCode', { code: quota.code, url: quota.url })],
    );
  }
  const silent = errors.find(error => error.code === 701);
  if (silent) {
    return bad(
      'turn-unreachable',
      'verdict.failed.turnUnreachable',
      [],
      ['verdict.next.turnUnreachable', 'verdict.next.tryAll'],
      [message('verdict.reason.turnCode', { code: silent.code, url: silent.url })],
    );
  }
  return bad(
    'no-relay-candidates',
    'verdict.failed.noRelay',
    ['verdict.reason.noRelayUnknown'],
    ['verdict.next.tryAll'],
  );
}

function iceFailed(call: CallRecord, { lab }: VerdictFacts): Verdict {
  if (!call.candidates.some(row => row.side === 'remote')) {
    return bad(
      'no-remote-candidates',
      'verdict.failed.noRemote',
      ['verdict.reason.noRemote'],
      ['verdict.next.lookAtPeer'],
    );
  }
  const { sent, answered, received } = checkCounters(call.pairs);
  const next: Message['key'][] =
    call.settings.icePolicy === 'relay'
      ? ['verdict.next.tryAll', 'verdict.next.relayRange']
      : lab?.turn.state === 'up'
        ? ['verdict.next.tryRelay', 'verdict.next.firewall']
        : ['verdict.next.needTurn', 'verdict.next.firewall'];
  if (sent > 0 && answered === 0 && received === 0) {
    return bad('no-answers', 'verdict.failed.noAnswers', [], next, [
      message('verdict.reason.nothingPasses', { sent }),
    ]);
  }
  if (received > 0 && answered === 0) {
    return bad('one-way', 'verdict.failed.oneWay', [], next, [
      message('verdict.reason.oneWay', { sent, received }),
    ]);
  }
  return unknownCause([
    message('verdict.reason.counters', { sent, answered, received }),
    ...turnErrors(call),
  ]);
}

/** What TURN servers refused to either side; each code once. */
function turnErrors(call: CallRecord): Message[] {
  const errors = call.candidateErrors.filter(error => error.url.startsWith('turn') && error.code !== 701);
  const byCode = new Map(
    errors.map(({ code, url }) => [code, message('verdict.reason.turnCode', { code, url })]),
  );
  return [...byCode.values()];
}

/** Not decidable from what was observed; says what would decide it. */
function unknownCause(reasons: Message[] = []): Verdict {
  return {
    code: 'unknown',
    tone: 'bad',
    sentence: message('verdict.failed.unknown'),
    reasons,
    next: [message('verdict.next.unknown')],
  };
}

function bad(
  code: string,
  key: Message['key'],
  reasons: Message['key'][],
  next: Message['key'][],
  more: Message[] = [],
): Verdict {
  return {
    code,
    tone: 'bad',
    sentence: message(key),
    reasons: [...reasons.map(reason => message(reason)), ...more],
    next: next.map(step => message(step)),
  };
}
