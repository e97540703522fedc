import type { Kind } from './browser-facts';
import type { Finding } from './model';
import { expiryOf, type ServerUrl } from './urls';

/** What the server's own code says. */
export function refusal(error: Kind<'error'>, username: string | undefined, wallClock: number): Finding {
  const { code, text } = error;
  const other: Finding = { code: 'turn-answer-other', params: { code, text } };
  switch (code) {
    case 300:
      return { code: 'turn-alternate-server' };
    case 401:
    case 441: {
      const expiry = expiryOf(username ?? '');
      if (expiry === undefined || expiry > wallClock) return { code: 'turn-credential-wrong' };
      const params = {
        expiredAgoSeconds: Math.round((wallClock - expiry) / 1000),
        expiredAt: new Date(expiry).toISOString(),
      };
      return { code: 'turn-credential-expired', params };
    }
    case 438:
      return { code: 'turn-stale-nonce-loop' };
    case 442:
      return { code: 'turn-transport-unsupported' };
    case 486:
      return { code: 'turn-quota-reached' };
    case 508:
      return { code: 'turn-no-capacity' };
    default:
      return other;
  }
}

/** No candidate from any interface. The text of a 701 is not standardised: it only refines what is said. */
export function unreachable(target: ServerUrl, errors: readonly Kind<'error'>[]): Finding {
  const text = errors[0]?.text ?? '';
  const { host, port } = target;
  if (/lookup|resol/i.test(text)) return { code: 'turn-unreachable-unresolved', params: { host } };
  if (/timed? ?out/i.test(text)) return { code: 'turn-unreachable-timeout', params: { text } };
  if (target.transport === 'tcp') return { code: 'browser-no-tcp', params: { port } };
  if (target.transport === 'tls') return { code: 'browser-no-tls', params: { port } };
  return errors.length > 0
    ? { code: 'browser-no-answer', params: { code: errors[0]!.code, text } }
    : { code: 'browser-not-asked' };
}

/** Nothing came until time was over. */
export const silent = (deadline: Kind<'deadline'>): Finding => ({
  code: 'turn-unreachable-timeout',
  params: { seconds: Math.round(deadline.after / 1000) },
});

/** A refused permission (403) makes no event in a page: it looks like silence. */
export function unansweredChecks(checks: Kind<'checks'> | undefined): Finding {
  if (!checks || checks.sent === 0) return { code: 'browser-no-checks' };
  if (checks.answered > 0) return { code: 'browser-checks-unfinished', params: { ...counted(checks) } };
  return { code: 'browser-permission-unseen', params: { sent: checks.sent } };
}

const counted = ({ sent, answered: back }: Kind<'checks'>) => ({ sent, answered: back });

/** Small messages that did not come back. */
export const lossy = (loss: number): Finding => ({
  code: 'turn-echo-lossy',
  params: { lossPercent: (100 * loss).toFixed(1) },
});
