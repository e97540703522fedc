import { html, nothing, type TemplateResult } from 'lit';
import { Download, RefreshCw } from 'lucide';
import { known, t } from '../../i18n/i18n';
import type { SessionParticipant, SessionRecordBody } from '../../protocol/session-record';
import { milliseconds, moment, number, unknown as dash } from '../../shared/format';
import { icon } from '../../shared/icon';
import { problemView } from '../../shared/problem-view';
import { address } from '../../shared/ui';
import { unknownOf } from '../matrix/analysis';
import { readField, readUnknown } from '../nat-report/analysis';
import { unknownView, worded } from '../nat-report/view';
import { startOf } from '../replay/analysis';
import { actorOfEnd, eventRows, nameOf, selectedPairs } from './analysis';
import { recordPath } from './client';
import type { Detail, EventRow, PairEndSeen, SessionRecordState } from './model';

/** The record of one session, on its own page or below the matrix. */
export function sessionRecordView(state: SessionRecordState, retry: () => void): TemplateResult {
  switch (state.kind) {
    case 'loading':
      return html`<p class="empty" role="status" data-testid="session" data-state="loading">
        ${t('session.loading')}
      </p>`;
    case 'problem':
      return problem(state, retry);
    case 'there':
      return recordView(state.record);
    default:
      return state satisfies never;
  }
}

function problem(
  { id, problem: what }: Extract<SessionRecordState, { kind: 'problem' }>,
  retry: () => void,
): TemplateResult {
  const gone = what.status === 404;
  return html`<div data-testid="session" data-state=${gone ? 'gone' : 'problem'}>
    ${
      gone
        ? html`<p class="problem" role="status">
            <strong>${t('session.gone', { id })}</strong> ${t('session.goneNext')}
          </p>`
        : html`${problemView(t('session.unreachable'), what)}
            <button type="button" class="quiet" @click=${retry}>
              ${icon(RefreshCw, 14)}<span>${t('session.retry')}</span>
            </button>`
    }
  </div>`;
}

function recordView(record: SessionRecordBody): TemplateResult {
  return html`<div class="session" data-testid="session" data-state="there">
    <dl class="nat">
      <div>
        <dt>${t('session.id')}</dt>
        <dd>${address(record.id)}</dd>
      </div>
      <div>
        <dt>${t('session.startedAt')}</dt>
        <dd class="number" data-fact="session.started-at">${moment(record.startedAt) ?? dash}</dd>
      </div>
      <div>
        <dt>${t('session.endedAt')}</dt>
        <dd class="number" data-fact="session.ended-at">${moment(record.endedAt) ?? t('session.running')}</dd>
      </div>
      <div>
        <dt></dt>
        <dd>
          <a class="quiet save" href=${recordPath(record.id)} download="session-${record.id}.json"
            >${icon(Download, 14)}<span>${t('session.download')}</span></a
          >
        </dd>
      </div>
    </dl>
    <h3>${t('session.participants')}</h3>
    ${participants(record)}
    <h3>${t('session.pair')}</h3>
    ${pairs(record)}
    <h3>
      ${t('session.events')}
      <span class="count number" data-fact="session.events">${record.events?.length ?? 0}</span>
    </h3>
    ${eventsTable(record)}
  </div>`;
}

/** The ends of a session: role, name, network and what is known of its NAT. */
export function participants({ participants: list = [] }: SessionRecordBody): TemplateResult {
  if (list.length === 0) return html`<p class="empty">${t('session.noParticipants')}</p>`;
  return html`<ul class="participants">
    ${list.map(participant => participantView(participant))}
  </ul>`;
}

function participantView({ role, name, peerId, network, nat }: SessionParticipant): TemplateResult {
  const word = `session.role.${role}`;
  const actor = role === 'browser' ? 'browser' : 'peer';
  const unknown = unknownOf(nat);
  const report = unknown ? undefined : (nat as Exclude<typeof nat, { unknown: string }> | undefined);
  const told = unknown && readUnknown(unknown);
  return html`<li data-role=${role ?? 'unknown'}>
    <p>
      <i class="actor-dot" data-actor=${actor}></i
      ><strong>${known(word) ? t(word) : (role ?? t('common.unknown'))}</strong> ${name ?? nothing}
      <span class="mono muted">${peerId}</span>
    </p>
    <dl class="facts">
      <div>
        <dt>${t('session.network')}</dt>
        <dd>${network ?? html`<span class="muted">${t('session.noNetwork')}</span>`}</dd>
      </div>
      ${
        report
          ? (['mapping', 'filtering'] as const).map(field => {
              const value = readField(field, report[field]);
              return html`<div>
                <dt>${t(`nat.${field}`)}</dt>
                <dd>${value.known ? worded(value.value) : unknownView(value)}</dd>
              </div>`;
            })
          : html`<div>
              <dt>${t('nat.nat')}</dt>
              <dd>
                ${told && !told.known ? unknownView(told) : html`<span class="muted">${t('networks.noReport')}</span>`}
              </dd>
            </div>`
      }
    </dl>
  </li>`;
}

function pairs(record: SessionRecordBody): TemplateResult {
  const reported = selectedPairs(record);
  if (reported.length === 0) return html`<p class="empty">${t('session.noPair')}</p>`;
  return html`<ul class="plain">
    ${reported.map(
      pair =>
        html`<li>
          <span class="muted">${t('session.pairOf', { name: nameOf(record, pair.peerId) })}:</span>
          ${pairEnd(t('session.own'), pair.local)} <span aria-hidden="true">↔</span>
          ${pairEnd(t('session.other'), pair.remote)} ${pair.protocol ?? nothing}
          ${pair.relayProtocol ? html`<span class="tag">${t('cell.relayOver', { protocol: pair.relayProtocol.toUpperCase() })}</span>` : nothing}
        </li>`,
    )}
  </ul>`;
}

const pairEnd = (which: string, end: PairEndSeen): TemplateResult =>
  html`<span class="visually-hidden">${which}</span>
    <span class="type" data-type=${end.type ?? ''}>${end.type ?? '?'}</span>
    ${
      end.address === undefined
        ? html`<span class="hidden-address">${t('session.hidden')}</span>`
        : html`<span class="mono">${end.address}</span>`
    }`;

/** Rows the table begins with; drawing thousands would make a replay jerk. */
export const fewRows = 100;

/** Every event of a record; with `most` the latest of them only. */
export function eventsTable(
  record: SessionRecordBody,
  most = Infinity,
  start = startOf(record.events ?? []),
): TemplateResult {
  const rows = eventRows(record, start, most);
  if (rows.length === 0) return html`<p class="empty">${t('session.noEvents')}</p>`;
  const first = moment(start);
  return html`${first ? html`<p class="hint number" data-fact="session.first-at">${t('session.first', { at: first })}</p>` : nothing}
    <div class="scroll" tabindex="0" role="region" aria-label=${t('session.events')}>
      <table class="session-events" data-testid="session-events">
        <thead>
          <tr>
            <th scope="col" class="number">${t('session.time')}</th>
            <th scope="col">${t('session.measuredBy')}</th>
            <th scope="col">${t('session.fromTo')}</th>
            <th scope="col">${t('session.type')}</th>
            <th scope="col">${t('session.details')}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(row => eventView(row, record))}
        </tbody>
      </table>
    </div>`;
}

function eventView(row: EventRow, record: SessionRecordBody): TemplateResult {
  const type = `session.eventType.${row.type}`;
  const observer = row.where === 'unknown' ? t('common.unknown') : t(`timeline.${row.where}`);
  const ends = [row.from, row.to].filter(id => id !== undefined).map(id => endName(record, id));
  return html`<tr data-n=${row.n} data-type=${row.type} data-source=${row.source} data-actor=${row.where}>
    <td class="number" data-fact="session.time">
      ${milliseconds(row.after)}${row.uncertainty === undefined ? nothing : html` ± ${number(row.uncertainty, 1)}`}
    </td>
    <td>
      <i class="actor-dot" data-actor=${row.where}></i>${observer}
      ${row.source === 'measured' ? nothing : html`<span class="tag" data-source=${row.source}>${t(`common.${row.source}`)}</span>`}
    </td>
    <td>${ends.join(' → ') || dash}</td>
    <td>${known(type) ? t(type) : row.type}</td>
    <td class="details">${row.details.map(detailView)}</td>
  </tr>`;
}

function endName(record: SessionRecordBody, id: string): string {
  const actor = actorOfEnd(id);
  return actor ? t(`timeline.${actor}`) : nameOf(record, id);
}

function detailView(detail: Detail): TemplateResult {
  switch (detail.kind) {
    case 'wire':
      return html`<span class="mono">${detail.text}</span> `;
    case 'bytes':
      return html`<span class="number" data-fact="session.bytes"
        >${t('session.bytes', { count: number(detail.count) })}</span
      > `;
    case 'forwarded-after':
      return html`<span class="number muted" data-fact="session.forwarded-after"
        >${t('session.forwardedAfter', { time: milliseconds(detail.ms) })}</span
      > `;
    case 'hidden':
      return html`<span class="hidden-address">${t('session.hidden')}</span> `;
    default:
      return detail satisfies never;
  }
}
