import { html, nothing, type TemplateResult } from 'lit';
import {
  Check,
  Circle,
  CircleDashed,
  CircleDot,
  CircleHelp,
  Copy,
  Download,
  Minus,
  TriangleAlert,
  X,
} from 'lucide';
import { t } from '../../i18n/i18n';
import { milliseconds } from '../../shared/format';
import { icon } from '../../shared/icon';
import { card } from '../../shared/ui';
import { asJson, asMarkdown, asText } from './export';
import { stageNames, type Stage, type TurnRun, type UrlCheck } from './model';
import { findingWords, problemWords, stageFacts, summarise, vantageWord, type Words } from './words';

/** The outcome: one sentence, the table, the findings with what to do. */
export function turnResultView(run: TurnRun | undefined): TemplateResult {
  const content = run
    ? html`${summaryView(run)} ${problemsView(run)} ${tableView(run)} ${findingsView(run)}`
    : html`<p class="empty-title">${t('turn.empty')}</p>
        <p class="empty">${t('turn.emptyHint')}</p>`;
  return card(
    'turn-result',
    t('turn.results'),
    t('turn.hint'),
    html`<div data-testid="turn-result" data-state=${run?.state ?? 'idle'}>${content}</div>
      <details class="meaning">
        <summary>${t('turn.limits')}</summary>
        <ul class="plain">
          ${(['times', 'one', 'permission', 'refused', 'limit'] as const).map(
            name => html`<li>${t(`turn.limitsList.${name}`)}</li>`,
          )}
        </ul>
      </details>`,
    run && run.state !== 'running' ? exportButtons(run) : nothing,
  );
}

function summaryView(run: TurnRun): TemplateResult {
  const { tone, text, differing } = summarise(run);
  return html`<div class="turn-summary" data-tone=${tone} data-testid="turn-summary" role="status">
    <p><strong>${text}</strong></p>
    ${differing.map(url => html`<p>${t('turn.differ', { url })}</p>`)}
    ${
      run.state === 'running'
        ? nothing
        : html`<p class="hint number" data-fact="turn.took">
            ${t('turn.tookAt', { time: new Date(run.startedAt).toLocaleTimeString(), took: milliseconds(run.took) })}
            ${run.vantage ? t('turn.serverAt', { vantage: run.vantage }) : nothing}
          </p>`
    }
  </div>`;
}

/** Why the service could not look: said once, however many URLs it concerns. */
function problemsView(run: TurnRun): TemplateResult[] {
  const problems = new Map(
    run.checks.flatMap(({ problem }) => (problem ? [[problem.code, problem] as const] : [])),
  );
  return [...problems.values()].map(problem => {
    const { title, next, said } = problemWords(problem);
    return html`<div class="missing" role="status" data-problem=${problem.code}>
      <p><strong>${title}</strong> ${next}</p>
      ${said ? html`<p class="detail">${t('turn.saysService')}: <q lang="en">${said}</q></p>` : nothing}
    </div>`;
  });
}

function tableView(run: TurnRun): TemplateResult {
  const urls = [...new Set(run.checks.map(({ url }) => url))];
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('turn.table')}>
    <table class="turn-checks" data-testid="turn-checks">
      <thead>
        <tr>
          <th scope="col">${t('turn.url')}</th>
          <th scope="col">${t('turn.seenFrom')}</th>
          ${stageNames.map(
            name =>
              html`<th scope="col" title=${t(`turn.stageAbout.${name}`)}>${t(`turn.stage.${name}`)}</th>`,
          )}
        </tr>
      </thead>
      ${urls.map(url => urlView(run.checks.filter(check => check.url === url)))}
    </table>
  </div>`;
}

function urlView(checks: readonly UrlCheck[]): TemplateResult {
  return html`<tbody>
    ${checks.map((check, index) => rowView(check, index === 0 ? checks.length : 0))}
  </tbody>`;
}

function rowView(check: UrlCheck, span: number): TemplateResult {
  const told = check.stages.some(({ result }) => result === 'passed' || result === 'failed');
  return html`<tr
    data-url=${check.url}
    data-transport=${check.transport}
    data-vantage=${check.vantage}
    data-state=${check.state}
    data-passed=${check.passed ?? nothing}
  >
    ${
      span === 0
        ? nothing
        : html`<th scope="rowgroup" rowspan=${span} class="turn-url">
            <span class="mono">${check.url}</span>
            <span class="tag">${check.transport.toUpperCase()}</span>
          </th>`
    }
    <th scope="row" class="turn-vantage">
      ${vantageWord(check)}
      ${check.asked ? html`<small>${t('turn.asked', { url: check.asked })}</small>` : nothing}
      ${check.state === 'unavailable' ? html`<small>${t('turn.unavailable')}</small>` : nothing}
    </th>
    ${
      check.problem && !told
        ? html`<td colspan="4" class="muted" data-problem=${check.problem.code}>
            ${problemWords(check.problem).title}
          </td>`
        : check.stages.map(stageView)
    }
  </tr>`;
}

const symbols = {
  waiting: Circle,
  active: CircleDot,
  passed: Check,
  failed: X,
  unknown: CircleHelp,
  'not-reached': CircleDashed,
  skipped: Minus,
  cancelled: Minus,
};

function stageView(stage: Stage): TemplateResult {
  const facts = stageFacts(stage);
  return html`<td
    class="turn-stage"
    data-stage=${stage.stage}
    data-result=${stage.result}
    data-label=${t(`turn.stage.${stage.stage}`)}
  >
    <span class="turn-outcome">
      ${icon(symbols[stage.result], 14)}<span>${t(`turn.result.${stage.result}`)}</span>
      ${stage.ms === undefined ? nothing : html`<span class="number turn-time" data-fact="turn.stage-time">${milliseconds(stage.ms)}</span>`}
    </span>
    ${stage.code === undefined ? nothing : html`<small class="number" data-fact="turn.code">${t('turn.code', { code: stage.code })}</small>`}
    ${
      facts.length === 0
        ? nothing
        : html`<dl class="turn-facts">
            ${facts.map(
              ({ label, value, mono }) =>
                html`<div>
                  <dt>${label}</dt>
                  <dd class=${mono ? 'mono' : 'number'}>${value}</dd>
                </div>`,
            )}
          </dl>`
    }
  </td>`;
}

function findingsView(run: TurnRun): TemplateResult | typeof nothing {
  const checks = run.checks.filter(check => check.findings.length > 0);
  if (checks.length === 0) return nothing;
  return html`<h3>${t('turn.findings')}</h3>
    <ul class="turn-findings">
      ${checks.flatMap(check =>
        check.findings.map(finding => {
          const { text, next, good } = findingWords(finding, check.vantage);
          // A check that passed may still have something worth knowing.
          const tone = good ? 'good' : check.passed ? 'note' : 'bad';
          return html`<li
            data-code=${finding.code}
            data-vantage=${check.vantage}
            data-url=${check.url}
            data-tone=${tone}
          >
            <p class="turn-finding-of"><span class="mono">${check.url}</span> · ${vantageWord(check)}</p>
            <p>${icon(toneSymbols[tone], 14)} <strong>${worded(text)}</strong></p>
            ${next ? html`<p class="turn-next">${worded(next)}</p>` : nothing}
          </li>`;
        }),
      )}
    </ul>`;
}

const toneSymbols = { good: Check, note: TriangleAlert, bad: X };

const worded = ({ text, foreign }: Words): TemplateResult =>
  foreign ? html`<span lang="en">${text}</span>` : html`${text}`;

function exportButtons(run: TurnRun): TemplateResult {
  const copy = (text: () => string) => (event: Event) => void copied(event, text());
  return html`<div class="turn-export">
    <button
      type="button"
      class="quiet"
      data-testid="turn-copy-markdown"
      @click=${copy(() => asMarkdown(run))}
    >
      ${icon(Copy, 14)}<span>${t('turn.copyMarkdown')}</span
      ><span class="copied-note">${t('common.copied')}</span>
    </button>
    <button type="button" class="quiet" data-testid="turn-copy-text" @click=${copy(() => asText(run))}>
      ${icon(Copy, 14)}<span>${t('turn.copyText')}</span
      ><span class="copied-note">${t('common.copied')}</span>
    </button>
    <button type="button" class="quiet" data-testid="turn-download" @click=${() => download(run)}>
      ${icon(Download, 14)}<span>${t('turn.download')}</span>
    </button>
  </div>`;
}

async function copied(event: Event, text: string): Promise<void> {
  const button = event.currentTarget as HTMLElement;
  try {
    await navigator.clipboard.writeText(text);
    button.classList.add('copied');
    button.addEventListener('blur', () => button.classList.remove('copied'), { once: true });
    button.addEventListener('pointerleave', () => button.classList.remove('copied'), { once: true });
  } catch {
    // No clipboard on insecure pages; the download has the same.
  }
}

function download(run: TurnRun): void {
  const url = URL.createObjectURL(new Blob([asJson(run)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `turn-check-${new Date(run.startedAt).toISOString().slice(0, 19).replaceAll(':', '')}.json`;
  link.click();
  URL.revokeObjectURL(url);
}
