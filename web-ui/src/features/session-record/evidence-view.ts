import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { currentLanguage, t } from '../../i18n/i18n';
import type { SessionRecord } from '../../protocol/session-record';
import { moment, number, unknown as dash } from '../../shared/format';
import { address, card } from '../../shared/ui';
import { ms } from '../../shared/units';
import { candidatesView } from '../candidates/view';
import { countUntil, until } from '../replay/analysis';
import type { ReplayActions } from '../replay/controller';
import { replayView } from '../replay/view';
import { topologyOfSession } from '../topology/topology-of';
import { topologyView } from '../topology/view';
import { recordedCall } from './call-facts';
import type { Diagram } from './diagram';
import type { EvidenceState, Recorded, VerdictState } from './model';
import { hasPseudonyms } from './analysis';
import { sessionVerdictView } from './verdict-view';
import { eventsTable, fewRows, participants } from './view';

export interface EvidenceActions {
  replay: ReplayActions;
  showEvent(n: number): void;
  showAllRows(): void;
}

/** Everything there is to see of one record at one moment: a function of the events until then. */
export function evidenceView(
  all: Recorded,
  verdict: VerdictState,
  state: EvidenceState,
  actions: EvidenceActions,
  diagram: Diagram | undefined,
): TemplateResult {
  const { track } = all;
  const { position } = state.replay;
  const shown = countUntil(track, position);
  const part = partOf(all, position, shown);
  return html`${sessionVerdictView(verdict)}
  ${track.moments.length > 0 ? replayView(state.replay, track, actions.replay) : nothing}
  ${diagram ? diagram.view(part, !all.body.endedAt) : nothing}
  ${guard([all, shown, state.allRows, currentLanguage()], () =>
    evidence(all, part, position, state.allRows, actions),
  )}`;
}

let last: { all: Recorded; shown: number; part: SessionRecord } | undefined;

/** What had happened by then: the same object as long as nothing is added to it. */
function partOf(all: Recorded, position: number | undefined, shown: number): SessionRecord {
  if (last?.all !== all || last.shown !== shown) last = { all, shown, part: until(all.record, position) };
  return last.part;
}

function evidence(
  { body, track }: Recorded,
  part: SessionRecord,
  position: number | undefined,
  allRows: boolean,
  actions: EvidenceActions,
): TemplateResult {
  const call = recordedCall(part, track.start);
  return html`<div class="session-topology">${topologyView(topologyOfSession(part))}</div>
    ${candidatesView({
      candidates: call.candidates,
      candidateErrors: call.candidateErrors,
      pairs: call.pairs,
      ...(call.selectedPairId !== undefined && { selectedPairId: call.selectedPairId }),
      startedAt: ms(0),
      ...(part.participants[0]?.role === 'media-peer' && { calledBy: 'media-peer' }),
    })}
    ${table(until(body, position), part.events.length, track, allRows, actions)}`;
}

function table(
  body: Recorded['body'],
  shown: number,
  track: Recorded['track'],
  allRows: boolean,
  actions: EvidenceActions,
): TemplateResult {
  const earlier = shown - fewRows;
  return card(
    'session-table',
    t('session.diagram'),
    t('session.diagramHint'),
    html`${eventsTable(body, allRows ? Infinity : fewRows, track.start)}
    ${
      !allRows && earlier > 0
        ? html`<button type="button" class="quiet" @click=${() => actions.showAllRows()}>
            ${t('session.showAll', { count: earlier })}
          </button>`
        : nothing
    }`,
    html`<span class="count number" data-fact="replay.shown"
      >${number(shown)} / ${number(track.moments.length)}</span
    >`,
  );
}

/** Who, when, and what the record itself lacks. */
export function recordHead({ body, record }: Recorded): TemplateResult {
  return html`<div class="session-head" data-testid="session" data-state="there">
    <dl class="nat">
      <div>
        <dt>${t('session.id')}</dt>
        <dd>${address(body.id)}</dd>
      </div>
      <div>
        <dt>${t('session.startedAt')}</dt>
        <dd class="number" data-fact="session.started-at">${moment(body.startedAt) ?? dash}</dd>
      </div>
      <div>
        <dt>${t('session.endedAt')}</dt>
        <dd class="number" data-fact="session.ended-at">${moment(body.endedAt) ?? t('session.running')}</dd>
      </div>
      ${
        hasPseudonyms(body)
          ? html`<div>
              <dt></dt>
              <dd><span class="tag">${t('session.pseudonyms')}</span></dd>
            </div>`
          : nothing
      }
    </dl>
    ${participants(body)}
    ${record.dropped > 0 ? html`<p class="problem">${t('session.dropped', { count: record.dropped })}</p>` : nothing}
    ${
      record.unreadable > 0
        ? html`<p class="problem">${t('session.unreadable', { count: record.unreadable })}</p>`
        : nothing
    }
  </div>`;
}
