import { hostPort } from '../candidates/analysis';
import { bitsPerSecond, ratio, type Milliseconds } from '../../shared/units';
import type { CheckEvent } from './browser-events';
import { answered, Facts, type Kind } from './browser-facts';
import { lossy, refusal, silent, unansweredChecks, unreachable } from './browser-findings';
import type { Finding, Stage, UrlCheck } from './model';
import { needsCredential, type ServerUrl } from './urls';

/** More small messages than this lost there and back, and the echo counts as failed: media would suffer visibly. */
export const tolerableLoss = ratio(0.05);

/** What one page can tell of one URL. Pure: `wallClock` (ms since the epoch) decides only whether a user name has expired. */
export function assessBrowserCheck(
  target: ServerUrl,
  username: string | undefined,
  events: readonly CheckEvent[],
  wallClock: number,
): UrlCheck {
  const facts = new Facts(events);
  const { stages, findings } = needsCredential(target)
    ? assessTurn(target, username, facts, wallClock)
    : assessStun(target, facts);
  if (facts.cancelled) settle(stages, 'cancelled');
  const asked = stages.filter(stage => stage.result !== 'skipped');
  const passed = asked.length > 0 && asked.every(stage => stage.result === 'passed');
  const failed = asked.some(stage => stage.result === 'failed');
  if (passed && needsCredential(target)) findings.push({ code: 'turn-ok' });
  const state = facts.cancelled ? 'cancelled' : facts.closed ? 'done' : facts.begun ? 'running' : 'waiting';
  return {
    vantage: 'browser',
    url: target.url,
    transport: target.transport,
    state,
    ...(passed || failed ? { passed } : {}),
    stages,
    findings: unique(findings),
  };
}

interface Assessment {
  stages: Stage[];
  findings: Finding[];
}

function assessStun(target: ServerUrl, facts: Facts): Assessment {
  const findings: Finding[] = [];
  const rest: Stage[] = (['credentials', 'permission', 'echo'] as const).map(stage => ({
    stage,
    result: 'skipped',
  }));
  const reachable: Stage = { stage: 'reachable', result: facts.begun ? 'active' : 'waiting' };
  const mapped = facts.candidate('near', 'srflx');
  const gathered = facts.gathered('near');
  const refused = facts.first('refused');
  const fatal = facts.errors('near');
  if (target.scheme === 'stuns') {
    // libwebrtc asks the host and port of such a URL over plain UDP: no statement about TLS would be true.
    reachable.result = 'skipped';
    if (facts.begun) findings.push({ code: 'browser-stuns-unsupported' });
  } else if (mapped) {
    reachable.result = 'passed';
    reachable.mappedAddress = hostPort(mapped.address, mapped.port);
    Object.assign(reachable, facts.between(facts.first('started'), mapped));
    findings.push({ code: 'stun-ok', params: { mapped: reachable.mappedAddress } });
  } else if (refused) {
    reachable.result = 'failed';
    findings.push({ code: 'browser-refused', params: { text: refused.text } });
  } else if (gathered && fatal.length > 0) {
    reachable.result = 'failed';
    reachable.code = fatal[0]!.code;
    findings.push(unreachable(target, fatal));
  } else if (gathered) {
    Object.assign(reachable, sameAddress(target, facts));
    findings.push({
      code: reachable.result === 'passed' ? 'browser-same-address' : 'browser-no-mapped-address',
    });
  } else if (facts.deadline) {
    reachable.result = 'failed';
    findings.push(silent(facts.deadline));
  }
  return { stages: [reachable, ...rest], findings };
}

/**
 * Gathering ended without an error and without a mapped address: an answer with the browser's own address, or
 * nothing that could be asked. Only where own address and server are of one visible family is it the first.
 */
function sameAddress(target: ServerUrl, facts: Facts): Partial<Stage> {
  const family = target.host.startsWith('[') ? 6 : /^\d+(\.\d+){3}$/.test(target.host) ? 4 : undefined;
  const own = facts
    .all('candidate')
    .filter(event => event.type === 'host' && !event.address.endsWith('.local'));
  const comparable = own.some(event => (event.address.includes(':') ? 6 : 4) === family);
  return { result: comparable ? 'passed' : 'unknown' };
}

function assessTurn(
  target: ServerUrl,
  username: string | undefined,
  facts: Facts,
  wallClock: number,
): Assessment {
  const findings: Finding[] = [];
  const reachable: Stage = { stage: 'reachable', result: facts.begun ? 'active' : 'waiting' };
  const credentials: Stage = { stage: 'credentials', result: 'waiting' };
  const permission: Stage = { stage: 'permission', result: 'waiting' };
  const echo: Stage = { stage: 'echo', result: 'waiting' };
  const stages = [reachable, credentials, permission, echo];
  const done = (): Assessment => {
    if (stages.some(stage => stage.result === 'failed')) settle(stages, 'not-reached');
    return { stages, findings };
  };

  const refused = facts.first('refused');
  if (refused) {
    reachable.result = 'failed';
    findings.push({ code: 'browser-refused', params: { text: refused.text } });
    return done();
  }

  const near = facts.candidate('near', 'relay');
  const far = facts.candidate('far', 'relay');
  const answers = facts.errors('near').filter(error => answered(error.code));
  const started = facts.first('started');
  if (near) {
    // One event tells both; how the time divides between them a page can not see.
    reachable.result = 'passed';
    credentials.result = 'passed';
    credentials.relayedAddress = hostPort(near.address, near.port);
    Object.assign(credentials, facts.between(started, near));
  } else if (answers.length > 0) {
    const [answer] = answers;
    reachable.result = 'passed';
    Object.assign(reachable, facts.between(started, answer));
    credentials.result = 'active';
    if (facts.gathered('near') || facts.deadline) {
      credentials.result = 'failed';
      credentials.code = answer!.code;
      findings.push(refusal(answer!, username, wallClock));
    }
    return done();
  } else if (facts.gathered('near')) {
    const errors = facts.errors('near');
    reachable.result = 'failed';
    if (errors[0]) reachable.code = errors[0].code;
    findings.push(unreachable(target, errors));
    return done();
  } else {
    if (facts.deadline) {
      reachable.result = 'failed';
      findings.push(silent(facts.deadline));
    }
    return done();
  }

  if (!far) {
    const second = facts.errors('far').find(error => answered(error.code));
    permission.result = 'active';
    if (second && facts.gathered('far')) {
      credentials.result = 'failed';
      credentials.code = second.code;
      permission.result = 'not-reached';
      findings.push({ code: 'browser-second-allocation' }, refusal(second, username, wallClock));
    } else if (facts.deadline || facts.gathered('far')) {
      permission.result = 'unknown';
      settle([echo], 'not-reached');
      findings.push({ code: 'browser-second-allocation' });
    }
    return done();
  }

  permission.peer = hostPort(far.address, far.port);
  const connected = facts.iceAt('connected', 'completed');
  const allocated = near.at > far.at ? near : far;
  if (!connected) {
    permission.result = 'active';
    // Chromium drops a pair without a check when its permission is refused; the state falls back from checking.
    const dropped = facts.closed && facts.iceAt('disconnected') !== undefined;
    if (facts.iceAt('failed') || facts.deadline || dropped) {
      permission.result = 'failed';
      findings.push(dropped ? { code: 'browser-pairs-dropped' } : unansweredChecks(facts.first('checks')));
    }
    return done();
  }
  permission.result = 'passed';
  Object.assign(permission, facts.between(allocated, connected));
  assessEcho(echo, connected, facts, findings);
  return done();
}

function assessEcho(echo: Stage, connected: Kind<'ice'>, facts: Facts, findings: Finding[]): void {
  echo.result = 'active';
  const probes = facts.all('probe').length;
  const trips = facts.all('round-trip').map(event => event.took);
  const sent = facts.all('sent');
  const back = facts.all('echoed');
  const bytes = (events: { bytes: number }[]): number => events.reduce((sum, event) => sum + event.bytes, 0);
  if (trips.length > 0) {
    echo.rttP50 = percentile(trips, 50);
    echo.rttP99 = percentile(trips, 99);
  }
  if (sent.length > 0) {
    echo.bytesSent = bytes(sent);
    echo.bytesEchoed = bytes(back);
    // Bytes follow when all small messages are back or were waited for.
    if (probes > 0) echo.loss = ratio(1 - trips.length / probes);
  }
  const over = facts.complete || facts.deadline !== undefined || facts.iceAt('failed') !== undefined;
  if (!over) return;
  const last = back.at(-1);
  if (echo.loss !== undefined && echo.loss > 0 && last) findings.push(lossy(echo.loss));
  if (!last || echo.bytesSent === undefined || echo.bytesEchoed === undefined) {
    echo.result = 'failed';
    findings.push({ code: facts.first('open') ? 'turn-echo-silent' : 'browser-channel-silent' });
    return;
  }
  Object.assign(echo, facts.between(connected, last));
  const took = last.at - sent[0]!.at;
  if (took > 0) echo.throughput = bitsPerSecond((echo.bytesEchoed * 8000) / took);
  const whole = facts.complete && echo.bytesEchoed >= echo.bytesSent;
  echo.result = whole && (echo.loss ?? 0) <= tolerableLoss ? 'passed' : 'failed';
  if (!whole) {
    findings.push({
      code: 'browser-echo-cut-off',
      params: { sent: echo.bytesSent, echoed: echo.bytesEchoed },
    });
  }
}

/** Nearest rank: an observed value, never one in between. */
export function percentile(values: readonly Milliseconds[], rank: number): Milliseconds {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((rank / 100) * sorted.length) - 1)]!;
}

function settle(stages: Stage[], result: 'not-reached' | 'cancelled'): void {
  for (const stage of stages) {
    if (stage.result === 'waiting' || stage.result === 'active') stage.result = result;
  }
}

const unique = (findings: Finding[]): Finding[] =>
  findings.filter((finding, index) => findings.findIndex(other => other.code === finding.code) === index);
