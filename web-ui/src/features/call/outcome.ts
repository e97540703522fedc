import type { ClientMessage } from '../../protocol/messages';
import type { PathKind } from '../path/model';
import { failedStage, firstOpenStage } from './analysis';
import type { CallRecord } from './model';
import { isOver } from './record';

/**
 * What the page tells the lab about a call, once: how far it came and which way it took. Undefined while that is
 * open, and for calls the visitor stopped before they worked: they neither passed nor failed.
 */
export function outcomeOf(
  record: CallRecord,
  path: PathKind | undefined,
): Extract<ClientMessage, { type: 'outcome' }> | undefined {
  const { firstFrame } = record.marks;
  if (firstFrame !== undefined) {
    // The selected pair is read a moment after the frame; without it the outcome would be half.
    if (path === undefined) return undefined;
    return {
      type: 'outcome',
      stage: 'first-frame',
      result: 'passed',
      ...(path === 'unknown' ? {} : { path }),
      ms_to_first_frame: Math.round((firstFrame - record.startedAt) * 10) / 10,
    };
  }
  if (!isOver(record) || record.end?.why === 'stopped-here') return undefined;
  const stage = failedStage(record) ?? firstOpenStage(record) ?? 'first-frame';
  return { type: 'outcome', stage, result: 'failed' };
}
