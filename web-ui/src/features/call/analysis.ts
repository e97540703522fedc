import { message } from '../../i18n/i18n';
import type { StageName } from '../../protocol/messages';
import { ms } from '../../shared/units';
import type { CallEnd, CallRecord, MarkName, StageView } from './model';

export const stageNames: readonly StageName[] = [
  'signaling',
  'gathering',
  'exchange',
  'checks',
  'nomination',
  'dtls',
  'first-rtp',
  'first-frame',
];

/** The mark that says a stage is passed. */
export const passedBy: Record<StageName, MarkName> = {
  signaling: 'joined',
  gathering: 'gatheringComplete',
  exchange: 'answerApplied',
  checks: 'iceConnected',
  nomination: 'nominated',
  dtls: 'dtlsConnected',
  'first-rtp': 'firstRtp',
  'first-frame': 'firstFrame',
};

/** Which stage a call that ended this way failed in; undefined if it did not fail. */
export function failedStage(record: CallRecord): StageName | undefined {
  const { end } = record;
  if (!end || end.why === 'stopped-here' || record.marks.firstFrame !== undefined) return undefined;
  return stageOfEnd(end, record);
}

function stageOfEnd(end: CallEnd, record: CallRecord): StageName | undefined {
  switch (end.why) {
    case 'stopped-here':
      return undefined;
    case 'signaling-unreachable':
      return 'signaling';
    case 'refused':
      return record.marks.joined === undefined && end.problem.code === 'unreachable'
        ? 'signaling'
        : 'exchange';
    case 'no-relay-candidates':
      return 'gathering';
    case 'no-answer':
    case 'bad-answer':
      return 'exchange';
    case 'ice-failed':
      return 'checks';
    case 'dtls-failed':
      return 'dtls';
    case 'peer-left':
    case 'session-ended':
    case 'frames-stalled':
      return firstOpenStage(record);
    default:
      return end satisfies never;
  }
}

/** The stage after the last that was passed. Gathering does not count: it may end long after the first frame. */
export function firstOpenStage(record: CallRecord): StageName | undefined {
  const inOrder = stageNames.filter(name => name !== 'gathering');
  const lastPassed = inOrder.findLastIndex(name => record.marks[passedBy[name]] !== undefined);
  return inOrder[lastPassed + 1];
}

/** The eight stages with the moment that decided each. */
export function assessStages(record: CallRecord): StageView[] {
  const failed = failedStage(record);
  const running = record.phase === 'starting' || record.phase === 'connecting';
  const open = firstOpenStage(record);
  return stageNames.map(name => {
    const mark = passedBy[name];
    const at = record.marks[mark];
    const view: StageView = { name, status: 'not-reached' };
    if (failed === name) {
      view.status = 'failed';
    } else if (at !== undefined) {
      view.status = 'done';
      view.at = ms(Math.max(0, at - record.startedAt));
      const earlierBy = record.sampled[mark];
      if (earlierBy !== undefined) view.earlierBy = earlierBy;
    } else if (name === 'gathering' && record.marks.firstLocalCandidate !== undefined) {
      view.status = record.phase === 'playing' || running ? 'active' : 'done';
      view.note = message('stages.gatheringOpen', {
        count: record.candidates.filter(row => row.side === 'local').length,
      });
    } else if (isUnobservable(name, record)) {
      view.status = 'not-observable';
    } else if (running) {
      view.status = name === open || name === 'gathering' ? 'active' : 'waiting';
    }
    return view;
  });
}

/** A later stage was passed, so this one was too; only its moment was not seen. */
function isUnobservable(name: StageName, record: CallRecord): boolean {
  if (name === 'gathering') return false;
  const index = stageNames.indexOf(name);
  return stageNames
    .slice(index + 1)
    .some(later => later !== 'gathering' && record.marks[passedBy[later]] !== undefined);
}
