import type { NatReportBody } from '../../protocol/rest';
import type { RequestProblem } from '../../shared/http';

export interface NatState {
  loading: boolean;
  report: NatReportBody | undefined;
  problem: RequestProblem | undefined;
}
