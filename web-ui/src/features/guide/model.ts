import type { Message } from '../../i18n/i18n';
import type { StageName } from '../../protocol/messages';
import type { StageView } from '../call/model';

/** One stage of a call, explained: what it is for, and what was measured of it in this call. */
export interface GuideStep {
  name: StageName;
  status: StageView['status'];
  /** What just happened, in this call's own numbers; empty before it happened. */
  did: Message[];
}

/** The explanation that follows a call; without a call it only says what will come. */
export interface Guide {
  steps: GuideStep[];
  /** The stage that is under way, failed, or was passed last; none before a call. */
  current: StageName | undefined;
}
