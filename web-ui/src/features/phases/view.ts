import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../../i18n/i18n';
import type { SessionRecord } from '../../protocol/session-record';
import { unknown as dash } from '../../shared/format';
import { part } from '../../shared/part';
import { card } from '../../shared/ui';
import { clock, duration, errorText } from '../sequence/words';
import type { SessionVerdict } from '../../protocol/session-verdict';
import { phasesOf } from './analysis';
import type { Phase } from './model';

/** The phases as bars on one axis, with their numbers; a table, so that it can be read without the bars. */
export function phasesView(record: SessionRecord | undefined, verdict?: SessionVerdict): TemplateResult {
  const phases = record && record.events.length > 0 ? phasesOf(record, verdict) : undefined;
  return html`${part([phases], () => phasesCard(phases))}`;
}

const phasesCard = (phases: readonly Phase[] | undefined): TemplateResult =>
  card(
    'phases-card',
    t('phases.title'),
    t('phases.hint'),
    html`<div data-testid="phases">
      ${phases ? table(phases) : html`<p class="empty">${t('phases.empty')}</p>`}
    </div>`,
  );

function table(phases: readonly Phase[]): TemplateResult {
  const times = phases.flatMap(({ begin, end }) => [begin, end]).filter(at => at !== undefined);
  const from = Math.min(0, ...times);
  const until = Math.max(from + 1, ...times);
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('phases.picture')}>
    <table class="phases">
      <thead>
        <tr>
          <th scope="col">${t('phases.phase')}</th>
          <th scope="col" class="phase-axis"><span class="visually-hidden">${t('phases.picture')}</span></th>
          <th scope="col" class="number">${t('phases.begin')}</th>
          <th scope="col" class="number">${t('phases.end')}</th>
          <th scope="col" class="number">${t('phases.took')}</th>
          <th scope="col">${t('phases.source')}</th>
        </tr>
      </thead>
      <tbody>
        ${phases.map(phase => line(phase, from, until))}
      </tbody>
    </table>
  </div>`;
}

function line(phase: Phase, from: number, until: number): TemplateResult {
  const { name, status, begin, end, error, source, events } = phase;
  const took = begin === undefined || end === undefined ? undefined : end - begin;
  const told =
    status === 'done' || status === 'failed'
      ? nothing
      : t(status === 'running' ? 'phases.running' : 'phases.notReached');
  return html`<tr data-phase=${name} data-status=${status}>
    <th scope="row">${t(`phases.${name}`)}</th>
    <td class="phase-axis">${bar(phase, from, until)}</td>
    <td class="number" data-fact="phase.begin">${begin === undefined ? dash : clock(begin)}</td>
    <td class="number" data-fact="phase.end">
      ${end === undefined ? told : clock(end)}
      ${status === 'failed' ? html`<strong>${t('sequence.flag.failed')}</strong>` : nothing}
    </td>
    <td class="number" data-fact="phase.took">${took === undefined ? dash : tookText(took, error)}</td>
    <td class="muted">
      ${source === 'verdict' ? t('phases.verdict') : events.length > 0 ? t('phases.events', { numbers: events.join(', ') }) : dash}
    </td>
  </tr>`;
}

/** One that seems to end before it began lasted no longer than the error of both times. */
function tookText(took: number, error: number): TemplateResult | string {
  if (took < 0) return `≤ ${duration(Math.max(0, took + error))}`;
  return error > 0 ? html`${duration(took)} <span class="muted">${errorText(error)}</span>` : duration(took);
}

function bar(
  { name, status, begin, end }: Phase,
  from: number,
  until: number,
): TemplateResult | typeof nothing {
  const left = begin ?? end;
  if (left === undefined) return nothing;
  const share = (at: number): number => ((at - from) / (until - from)) * 100;
  const right = end ?? (status === 'running' ? until : left);
  const width = Math.max(0.6, share(Math.max(left, right)) - share(left));
  return html`<i
    class="phase-bar"
    data-phase=${name}
    style="left: ${Math.min(99.4, share(left)).toFixed(2)}%; width: ${width.toFixed(2)}%"
  ></i>`;
}
