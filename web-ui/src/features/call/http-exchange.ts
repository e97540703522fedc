import { message } from '../../i18n/i18n';
import type { NatReportBody, SessionAnswerBody, SessionBody } from '../../protocol/rest';
import { requestJson, type Result } from '../../shared/http';
import { pageNow } from '../../shared/units';
import { withoutSecrets, type ExchangeEvents } from './exchange';
import type { CallRecord } from './model';
import { addRaw, derived, isOver, mark, measured } from './record';

/** One offer, one answer over one HTTP request; all candidates are inside the descriptions. */
export class HttpExchange {
  private sessionId: string | undefined;
  private closed = false;

  constructor(
    private readonly record: CallRecord,
    private readonly events: ExchangeEvents,
    private readonly turnUser: string | undefined,
    private readonly onNat: (report: NatReportBody) => void,
  ) {}

  async begin(offerSdp: string): Promise<void> {
    const { record } = this;
    const { peer, source } = record.settings;
    const body = {
      type: 'offer',
      sdp: offerSdp,
      ...(source ? { source } : {}),
      ...(peer === 'auto' ? {} : { mediaPeer: peer }),
      ...(this.turnUser === undefined ? {} : { turnUser: this.turnUser }),
    };
    mark(record, 'offerSent');
    measured(record, 'browser', message('event.offerPosted'), message('basis.sent'));
    this.note('sent', 'offer', { ...body, sdp: withoutSecrets(offerSdp) });
    this.events.changed();
    const result = await requestJson<SessionAnswerBody>('/api/sessions', {
      method: 'POST',
      body: JSON.stringify(body),
    });
    if (result.ok) this.sessionId = result.value.sessionId;
    if (this.closed || isOver(record)) return this.hangUp();
    this.answered(result);
  }

  /** Asks whether the session still lives; `unknown` if nobody answers. */
  async sessionState(): Promise<
    { state: 'active' | 'unknown' } | { state: 'ended'; reason: string | undefined }
  > {
    if (!this.sessionId) return { state: 'unknown' };
    const result = await requestJson<SessionBody>(`/api/sessions/${encodeURIComponent(this.sessionId)}`);
    if (result.ok) {
      return result.value.state === 'ended' || result.value.endedAt
        ? { state: 'ended', reason: result.value.reason ?? undefined }
        : { state: 'active' };
    }
    return result.problem.status === 404 ? { state: 'ended', reason: undefined } : { state: 'unknown' };
  }

  close(_failed: boolean): void {
    this.closed = true;
    this.hangUp();
  }

  private answered(result: Result<SessionAnswerBody>): void {
    const { record } = this;
    if (!result.ok) {
      measured(
        record,
        'signaling',
        message('event.refused', { code: result.problem.code }),
        message('basis.received'),
      );
      this.events.failed({ why: 'refused', problem: result.problem });
      return;
    }
    const { nat, ...answer } = result.value;
    mark(record, 'joined');
    mark(record, 'answerReceived');
    record.remote = {
      sessionId: answer.sessionId,
      ...(answer.mediaPeer ? { mediaPeer: answer.mediaPeer } : {}),
      ...(answer.source ? { source: answer.source } : {}),
    };
    derived(record, 'peer', message('event.peerAnswered'), message('basis.answer'));
    measured(record, 'signaling', message('event.answerReceived'), message('basis.received'));
    this.note('received', 'answer', { ...answer, sdp: withoutSecrets(answer.sdp) });
    if (nat) this.onNat(nat);
    this.events.answer(answer.sdp);
  }

  private hangUp(): void {
    if (!this.sessionId) return;
    const path = `/api/sessions/${encodeURIComponent(this.sessionId)}`;
    this.sessionId = undefined;
    // keepalive lets it leave even while the page is being closed.
    void requestJson(path, { method: 'DELETE', keepalive: true });
  }

  private note(direction: 'sent' | 'received', type: string, value: object): void {
    addRaw(this.record, { at: pageNow(), direction, type, via: 'http', value });
  }
}
