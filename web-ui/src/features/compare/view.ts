import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { ArrowLeft, ArrowLeftRight, Equal, GitFork, TriangleAlert } from 'lucide';
import { currentLanguage, known, t } from '../../i18n/i18n';
import { milliseconds, moment, number, unknown as dash } from '../../shared/format';
import { icon } from '../../shared/icon';
import { problemView } from '../../shared/problem-view';
import { card } from '../../shared/ui';
import { compare, comparePath, stageTimes } from './analysis';
import type { CompareState, ComparedSession, Line, StageTime, Step } from './model';
import { wordsOf } from './words';

type There = Extract<ComparedSession, { kind: 'there' }>;

/** Two sessions beside each other: their verdicts, their stages, and where they first part. */
export function compareView(state: CompareState, showAll: (all: boolean) => void): TemplateResult {
  const { a, b } = state;
  return html`<div class="page-head">
      <p><a class="link" href="/sessions">${icon(ArrowLeft, 14)} ${t('compare.back')}</a></p>
      <h1 tabindex="-1">${t('compare.title')}</h1>
      <p class="hint">${t('compare.hint')}</p>
    </div>
    <div data-testid="compare" data-state=${stateOf(state)} class="compare">
      <div class="compared">
        ${head(a, t('compare.left'))} ${head(b, t('compare.right'))}
        <a class="quiet save" href=${comparePath(b.id, a.id)}
          >${icon(ArrowLeftRight, 14)}<span>${t('compare.swap')}</span></a
        >
      </div>
      ${
        a.kind === 'there' && b.kind === 'there'
          ? html`${guard([a, b, state.all, currentLanguage()], () => compared(a, b, state.all, showAll))}`
          : a.kind === 'loading' || b.kind === 'loading'
            ? html`<p class="empty" role="status">${t('compare.loading')}</p>`
            : nothing
      }
    </div>`;
}

function stateOf({ a, b }: CompareState): string {
  if (a.kind === 'problem' || b.kind === 'problem') return 'problem';
  return a.kind === 'there' && b.kind === 'there' ? 'there' : 'loading';
}

function head(session: ComparedSession, side: string): TemplateResult {
  return html`<section class="card" data-session=${session.id} aria-label=${side}>
    <p class="muted">${side}</p>
    ${
      session.kind === 'problem'
        ? session.problem.status === 404
          ? html`<p class="problem" role="status">
              <strong>${t('session.gone', { id: session.id })}</strong> ${t('session.goneNext')}
            </p>`
          : problemView(t('session.unreachable'), session.problem)
        : html`<p>
              <a class="link" href="/sessions/${encodeURIComponent(session.id)}"
                >${session.kind === 'there' ? (moment(session.record.startedAt) ?? session.id) : session.id}</a
              >
            </p>
            ${session.kind === 'there' ? verdictOf(session) : nothing}`
    }
  </section>`;
}

function verdictOf({ verdict }: There): TemplateResult {
  if (!verdict) return html`<p class="muted">${t('sessions.noVerdict')}</p>`;
  return html`<p class="verdict-sentence" data-code=${verdict.code} data-tone=${verdict.tone}>
    ${verdict.sentence[currentLanguage()]}
  </p>`;
}

function compared(a: There, b: There, all: boolean, showAll: (all: boolean) => void): TemplateResult {
  const { lines, first, differences } = compare(a.record, b.record);
  const shown = lines.filter((line, index) => all || line.kind !== 'same' || index === first);
  return html`${firstView(first === undefined ? undefined : lines[first])} ${stagesView(a, b)}
  ${card(
    'compare-steps',
    t('compare.steps'),
    t('compare.differences', { count: differences }),
    html`<label class="tick"
        ><input
          type="checkbox"
          data-testid="compare-all"
          .checked=${all}
          @change=${(event: Event) => showAll((event.target as HTMLInputElement).checked)}
        /><span>${t('compare.all')}</span></label
      >
      ${
        shown.length === 0
          ? html`<p class="empty">${t('compare.none')}</p>`
          : html`<ol class="compare-lines" data-testid="compare-lines">
              ${shown.map(line => lineView(line, first !== undefined && line === lines[first]))}
            </ol>`
      }`,
  )}`;
}

/** The first divergence in words. */
function firstView(line: Line | undefined): TemplateResult {
  if (!line) {
    return html`<section class="card compare-first" data-testid="first-divergence" data-kind="same">
      <p class="verdict-sentence">${icon(Equal, 20)}<span>${t('compare.same')}</span></p>
    </section>`;
  }
  return html`<section
    class="card compare-first"
    data-testid="first-divergence"
    data-kind=${line.kind}
    aria-labelledby="first-divergence-title"
  >
    <h2 id="first-divergence-title">${icon(GitFork, 16)} ${t('compare.first')}</h2>
    <p class="verdict-sentence">${t('compare.here', { a: stepWords(line.a), b: stepWords(line.b) })}</p>
  </section>`;
}

function stepWords(step: Step | undefined): string {
  if (!step) return t('compare.nothing');
  const { key, params } = wordsOf(step);
  const role = `compare.role.${params?.['end']}`;
  const words = t(key, known(role) ? { ...params, end: t(role) } : params);
  return words;
}

function lineView(line: Line, isFirst: boolean): TemplateResult {
  const { a, b, kind } = line;
  return html`<li data-kind=${kind} ?data-first=${isFirst}>
    <span class="compare-mark" title=${t(`compare.mark.${kind}`)}
      >${icon(kind === 'same' ? Equal : TriangleAlert, 14)}<span class="visually-hidden"
        >${t(`compare.mark.${kind}`)}</span
      ></span
    >
    ${cell(a, t('compare.left'))}${cell(b, t('compare.right'))}
  </li>`;
}

function cell(step: Step | undefined, side: string): TemplateResult {
  return html`<span class="compare-cell" data-type=${step?.event.type ?? ''}
    ><span class="compare-side muted">${side}</span> ${
      step
        ? html`<span>${stepWords(step)}</span>
            <span class="number at" data-fact="compare.time">${milliseconds(step.at)}</span>`
        : html`<span class="muted">${t('compare.nothing')}</span>`
    }</span
  >`;
}

function stagesView(a: There, b: There): TemplateResult {
  const rows = stageTimes(a.verdict, b.verdict);
  return card(
    'compare-stages',
    t('compare.stages'),
    t('compare.stagesHint'),
    html`<div class="scroll" tabindex="0" role="region" aria-label=${t('compare.stageTimes')}>
      <table data-testid="compare-stages">
        <thead>
          <tr>
            <th scope="col">${t('compare.stage')}</th>
            <th scope="col" class="number">${t('compare.left')}</th>
            <th scope="col" class="number">${t('compare.right')}</th>
            <th scope="col" class="number">${t('compare.difference')}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ stage, a: left, b: right }) =>
              html`<tr data-stage=${stage} data-same=${left?.result === right?.result}>
                <th scope="row">${t(`stages.${stage}`)}</th>
                <td class="number" data-fact="compare.stage">${stageTime(left)}</td>
                <td class="number" data-fact="compare.stage">${stageTime(right)}</td>
                <td class="number" data-fact="compare.difference">${difference(left, right)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`,
  );
}

function stageTime(time: StageTime | undefined): TemplateResult {
  if (!time) return html`<span class="muted">${dash}</span>`;
  const word = `session.stage.${time.result}`;
  if (time.result !== 'passed') return html`${known(word) ? t(word) : time.result}`;
  return html`${milliseconds(time.at)}
  ${time.took === undefined ? nothing : html`<small>${t('session.verdict.took', { time: milliseconds(time.took) })}</small>`}`;
}

/** Of the second against the first: durations where both are known, else the moments. */
function difference(a: StageTime | undefined, b: StageTime | undefined): string {
  if (a?.result !== 'passed' || b?.result !== 'passed') return dash;
  const [x, y] = a.took !== undefined && b.took !== undefined ? [a.took, b.took] : [a.at, b.at];
  if (x === undefined || y === undefined) return dash;
  return `${y > x ? '+' : y < x ? '−' : '±'}${number(Math.abs(y - x), 1)} ms`;
}
