import type { NatReportBody } from '../../protocol/rest';
import type { CallRecord } from '../call/model';
import { isLoopbackName } from '../../shared/loopback';
import { classifyPath } from './analysis';
import type { PathFinding } from './model';

/** The path of a call from its selected pair; undefined while none is selected. */
export function pathOf(record: CallRecord, nat: NatReportBody | undefined): PathFinding | undefined {
  const pair = record.pairs.find(row => row.id === record.selectedPairId);
  if (!pair?.local || !pair.remote) return undefined;
  const peerNat = nat?.nat === 'none' || nat?.nat === 'present' ? nat.nat : undefined;
  return classifyPath({
    local: pair.local,
    remote: pair.remote,
    announced: record.candidates,
    gathering: record.states.iceGathering !== 'complete',
    sameMachine: isLoopbackName(location.hostname),
    peerType: record.peerEnd?.type,
    peerRelay: record.peerEnd?.relay,
    peerNat,
  });
}
