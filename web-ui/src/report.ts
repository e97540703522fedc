import { html, render, type TemplateResult } from 'lit';
import { select } from './features/call/choices-view';
import { ReplayController } from './features/replay/controller';
import { initialReplay } from './features/replay/model';
import { eventIn, positionIn } from './features/replay/analysis';
import { readReport, type ReadReport } from './features/report/read';
import { sessionDiagram } from './features/sequence/diagram';
import { initialSequenceUi, type SequenceUi } from './features/sequence/model';
import { evidenceView, recordHead, type EvidenceActions } from './features/session-record/evidence-view';
import type { EvidenceState } from './features/session-record/model';
import { preferredLanguage, t, useLanguage, type Language } from './i18n/i18n';

/** The script of a report: one recorded session, complete in its file. */
const root = document.getElementById('report')!;
const report = readReport(document.getElementById('session-data')?.textContent ?? '');
const state: EvidenceState & { language: Language; sequence: SequenceUi } = {
  language: preferredLanguage(navigator.languages),
  replay: initialReplay(positionIn(location.hash)),
  allRows: false,
  sequence: initialSequenceUi(),
};

let waiting = false;

/** Once per frame, however much has changed. */
function changed(): void {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    draw();
  });
}

const replay = new ReplayController({
  state: () => state.replay,
  track: () => report?.all.track,
  update: next => {
    state.replay = next;
    changed();
  },
});

const actions: EvidenceActions = {
  replay,
  showEvent: n => {
    const moment = report?.all.track.moments.find(candidate => candidate.n === n);
    if (moment) replay.seek(moment.at);
    document.querySelector<HTMLElement>('[data-testid=replay-scrubber]')?.focus();
  },
  showAllRows: () => {
    state.allRows = true;
    changed();
  },
};

const diagram = sessionDiagram({
  ui: () => state.sequence,
  change: how => {
    how(state.sequence);
    changed();
  },
  verdict: () =>
    report?.verdict.kind === 'there' && state.replay.position === undefined
      ? report.verdict.verdict
      : undefined,
  theme: () => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'),
});

function draw(): void {
  useLanguage(state.language);
  document.documentElement.lang = state.language;
  document.title = `${t('pages.session.title')} · ${t('app.name')}`;
  render(view(report), root);
}

function view(shown: ReadReport | undefined): TemplateResult {
  return html`<header class="top">
      <div class="brand">
        <span><strong>${t('app.name')}</strong><small>${t('report.hint')}</small></span>
      </div>
      <div class="top-choices">
        ${select(
          'language',
          t('language.label'),
          state.language,
          [
            ['en', t('language.en')],
            ['nl', t('language.nl')],
          ],
          value => {
            state.language = value === 'nl' ? 'nl' : 'en';
            changed();
          },
        )}
      </div>
    </header>
    <main id="content" class="single" data-testid="report" data-state=${shown ? 'there' : 'broken'}>
      ${shown ? session(shown) : html`<p class="problem">${t('report.broken')}</p>`}
    </main>`;
}

function session({ all, verdict, addresses }: ReadReport): TemplateResult {
  return html`<div class="page-head">
      <h1>${t('pages.session.title')}</h1>
      <p class="hint">${addresses === 'real' ? t('report.real') : t('report.pseudonyms')}</p>
    </div>
    <section class="card">${recordHead(all)}</section>
    ${evidenceView(all, verdict, state, actions, diagram)}`;
}

draw();
addEventListener('hashchange', () => {
  const event = eventIn(location.hash);
  const position = positionIn(location.hash);
  if (event !== undefined) actions.showEvent(event);
  else if (position !== undefined) replay.seek(position);
});
