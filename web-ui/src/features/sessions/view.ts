import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import {
  CircleAlert,
  CircleCheck,
  CircleQuestionMark,
  FileInput,
  GitCompareArrows,
  Info,
  LoaderCircle,
  RefreshCw,
  Trash2,
  TriangleAlert,
} from 'lucide';
import { known, t } from '../../i18n/i18n';
import type { SessionSummary, SummaryParticipant } from '../../protocol/sessions';
import { moment, number, unknown as dash } from '../../shared/format';
import { icon } from '../../shared/icon';
import { problemView } from '../../shared/problem-view';
import { comparePath } from '../compare/analysis';
import { lengthOf, pathOfVerdict } from './analysis';
import type { SessionsState } from './model';

export interface SessionsActions {
  retry(): void;
  pick(id: string): void;
  askForget(id: string | undefined): void;
  forget(id: string): void;
}

const symbols = {
  quiet: Info,
  busy: LoaderCircle,
  good: CircleCheck,
  warn: TriangleAlert,
  bad: CircleAlert,
  unknown: CircleQuestionMark,
};

/** The records the service keeps, newest first. */
export function sessionsView(state: SessionsState, actions: SessionsActions): TemplateResult {
  const { list, problem } = state;
  return html`<section
    class="card"
    data-testid="sessions"
    data-state=${list ? 'there' : problem ? 'problem' : 'loading'}
    data-count=${list?.length ?? 0}
    aria-labelledby="sessions-title"
  >
    <h2 id="sessions-title" class="visually-hidden">${t('sessions.list')}</h2>
    ${
      problem
        ? html`${problemView(list ? t('sessions.stale') : t('sessions.unreachable'), problem)}
            <button type="button" class="quiet" @click=${() => actions.retry()}>
              ${icon(RefreshCw, 14)}<span>${t('session.retry')}</span>
            </button>`
        : nothing
    }
    ${state.forgetProblem ? problemView(t('sessions.forgetFailed'), state.forgetProblem) : nothing}
    ${
      list === undefined
        ? problem
          ? nothing
          : html`<p class="empty" role="status">${t('sessions.loading')}</p>`
        : list.length === 0
          ? html`<p class="empty">${t('sessions.empty')}</p>`
          : table(state, list, actions)
    }
  </section>`;
}

function table(
  state: SessionsState,
  list: readonly SessionSummary[],
  actions: SessionsActions,
): TemplateResult {
  return html`${comparison(state.picked)}
    <table class="sessions-table">
      <thead>
        <tr>
          <th scope="col">${t('sessions.choose')}</th>
          <th scope="col">${t('sessions.started')}</th>
          <th scope="col">${t('sessions.verdict')}</th>
          <th scope="col">${t('sessions.path')}</th>
          <th scope="col">${t('sessions.between')}</th>
          <th scope="col" class="number">${t('sessions.length')}</th>
          <th scope="col" class="number">${t('sessions.events')}</th>
          <th scope="col"><span class="visually-hidden">${t('sessions.actions')}</span></th>
        </tr>
      </thead>
      <tbody>
        ${repeat(
          list,
          ({ id }) => id,
          session => row(session, state, actions),
        )}
      </tbody>
    </table>`;
}

/** The link stays where it is, so that choosing moves nothing. */
function comparison(picked: readonly string[]): TemplateResult {
  const [a, b] = picked;
  return html`<div class="sessions-compare" role="status">
    ${
      a !== undefined && b !== undefined
        ? html`<a class="quiet save" href=${comparePath(a, b)} data-testid="compare-picked"
            >${icon(GitCompareArrows, 14)}<span>${t('sessions.compare')}</span></a
          >`
        : html`<span class="hint"
            >${picked.length === 0 ? t('sessions.chosenNone') : t('sessions.chosen', { count: picked.length })}</span
          >`
    }
  </div>`;
}

function row(
  session: SessionSummary,
  { picked, forgetting }: SessionsState,
  actions: SessionsActions,
): TemplateResult {
  const { id, verdict } = session;
  const at = moment(session.startedAt) ?? id;
  const path = pathOfVerdict(verdict);
  return html`<tr
    data-session=${id}
    data-code=${verdict?.code ?? ''}
    data-tone=${verdict?.tone ?? 'unknown'}
    data-imported=${session.imported}
  >
    <td class="session-pick">
      <input
        type="checkbox"
        aria-label=${t('sessions.pick', { at })}
        .checked=${picked.includes(id)}
        @change=${() => actions.pick(id)}
      />
    </td>
    <td class="number session-start" data-fact="session.started-at">
      <a class="link" href="/sessions/${encodeURIComponent(id)}" aria-label=${t('sessions.open', { at })}
        >${at}</a
      >
      ${session.imported ? html`<span class="tag">${icon(FileInput, 12)} ${t('sessions.imported')}</span>` : nothing}
    </td>
    <td class="session-verdict">
      <span class="verdict-icon" aria-hidden="true">${icon(symbols[verdict?.tone ?? 'unknown'], 16)}</span>
      ${verdict ? words(verdict.code) : html`<span class="muted">${t('sessions.noVerdict')}</span>`}
    </td>
    <td data-label=${t('sessions.path')}>
      ${path ? t(`path.${path}`) : html`<span class="muted">${t('sessions.noPath')}</span>`}
    </td>
    <td data-label=${t('sessions.between')}>${between(session.participants)}</td>
    <td class="number" data-fact="sessions.length" data-label=${t('sessions.length')}>${length(session)}</td>
    <td class="number" data-fact="session.events" data-label=${t('sessions.events')}>
      ${number(session.events)}
    </td>
    <td class="session-actions">
      ${
        forgetting === id
          ? confirmation(id, actions)
          : html`<button
              type="button"
              class="quiet"
              data-testid="forget"
              title=${t('sessions.forgetThis', { at })}
              aria-label=${t('sessions.forgetThis', { at })}
              @click=${() => actions.askForget(id)}
            >
              ${icon(Trash2, 14)}
            </button>`
      }
    </td>
  </tr>`;
}

function confirmation(id: string, actions: SessionsActions): TemplateResult {
  return html`<div class="session-sure" role="group" aria-label=${t('sessions.forgetSure')}>
    <span>${t('sessions.forgetSure')}</span>
    <button type="button" class="quiet danger" data-testid="forget-yes" @click=${() => actions.forget(id)}>
      ${t('sessions.forgetYes')}
    </button>
    <button type="button" class="quiet" @click=${() => actions.askForget(undefined)}>
      ${t('sessions.forgetNo')}
    </button>
  </div>`;
}

function words(code: string): string {
  const key = `shortVerdict.${code}`;
  return known(key) ? t(key) : code;
}

function between(ends: readonly SummaryParticipant[]): TemplateResult {
  if (ends.length === 0) return html`<span class="muted">${dash}</span>`;
  return html`${ends.map((end, index) => {
    const role = `session.role.${end.role}`;
    const name = end.name ?? (known(role) ? t(role) : (end.role ?? end.peerId));
    return html`${index > 0 ? html` <span aria-hidden="true">↔</span> ` : nothing}<span class="session-end"
        ><i class="actor-dot" data-actor=${end.role === 'browser' ? 'browser' : 'peer'}></i>${name}${
          end.network ? html` <span class="muted">(${end.network})</span>` : nothing
        }</span
      >`;
  })}`;
}

function length(session: SessionSummary): string {
  const ms = lengthOf(session);
  if (ms === undefined) return session.endedAt === undefined ? t('sessions.runs') : dash;
  if (ms < 60_000) return `${number(ms / 1000, 1)} s`;
  return `${number(Math.floor(ms / 60_000))} min ${number(Math.round((ms % 60_000) / 1000))} s`;
}
