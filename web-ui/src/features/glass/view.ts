import { html, nothing, type TemplateResult } from 'lit';
import { say, t } from '../../i18n/i18n';
import { milliseconds, number, unknown } from '../../shared/format';
import { card } from '../../shared/ui';
import type { GlassDelay, GlassFigures, GlassStats, GlassView } from './model';
import { glassSentence, lostBefore, shownBounds, type ShownBounds } from './words';

/** What the pixels tell of the way from glass to glass, beside what getStats says of the same. */
export function glassView(glass: GlassView | undefined): TemplateResult {
  const delay = glass?.figures.delay;
  return card(
    'glass',
    t('glass.title'),
    t('glass.hint'),
    html`<div
      data-testid="glass"
      data-state=${stateOf(glass)}
      data-basis=${delay?.kind === 'known' ? delay.value.basis : 'none'}
    >
      ${glass ? measured(glass) : html`<p class="empty">${t('glass.empty')}</p>`}
    </div>`,
  );
}

function stateOf(glass: GlassView | undefined): string {
  if (!glass) return 'none';
  if (!glass.supported) return 'unsupported';
  const { delay } = glass.figures;
  return delay.kind === 'known' ? 'known' : delay.why;
}

function measured(glass: GlassView): TemplateResult {
  const { figures, stats } = glass;
  const frames = figures.frames.kind === 'known' ? figures.frames.value : undefined;
  return html`<div class="scroll" tabindex="0" role="group" aria-label=${t('glass.title')}>
      <table class="glass">
        <thead>
          <tr>
            <td></td>
            <th>${t('glass.fromPixels')}</th>
            <th>${t('glass.fromStats')}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">${t('glass.delay')}<small>${t('glass.delayAbout')}</small></th>
            <td class="number" data-fact="glass.delay">${delayText(figures)}</td>
            <td class="muted">${t('glass.notInStats')}</td>
          </tr>
          <tr>
            <th scope="row">${t('glass.inBrowser')}<small>${t('glass.inBrowserAbout')}</small></th>
            <td class="number" data-fact="glass.in-browser">${inBrowserText(figures)}</td>
            <td class="number" data-fact="glass.stats-processing">
              ${t('glass.processing', {
                processing: milliseconds(stats?.processing),
                buffer: milliseconds(stats?.jitterBuffer),
              })}
            </td>
          </tr>
          <tr>
            <th scope="row">${t('glass.lost')}<small>${t('glass.lostAbout')}</small></th>
            <td class="number" data-fact="glass.lost">
              ${frames ? t('glass.of', { count: number(frames.lost), all: number(frames.lost + frames.shown) }) : unknown}
            </td>
            <td class="number" data-fact="glass.stats-dropped">${droppedText(figures, stats)}</td>
          </tr>
          <tr>
            <th scope="row">${t('glass.repeated')}<small>${t('glass.repeatedAbout')}</small></th>
            <td class="number" data-fact="glass.repeated">${frames ? number(frames.repeated) : unknown}</td>
            <td class="muted">${t('glass.notInStats')}</td>
          </tr>
          <tr>
            <th scope="row">${t('glass.freezes')}<small>${t('glass.freezesAbout')}</small></th>
            <td class="number" data-fact="glass.freezes">
              ${freezeText(figures.freezes.count, figures.freezes.total)}
            </td>
            <td class="number" data-fact="glass.stats-freezes">
              ${stats?.freezeCount === undefined ? unknown : freezeText(stats.freezeCount, stats.freezesTotal)}
            </td>
          </tr>
        </tbody>
      </table>
    </div>
    <p class="note">${say(glassSentence(glass))}</p>
    ${readingNote(glass)}`;
}

function delayText({ delay }: GlassFigures): string {
  if (delay.kind === 'unknown') return unknown;
  const { p50, p99, basis }: GlassDelay = delay.value;
  return t('glass.spread', {
    p50: boundsText(shownBounds(p50, basis)),
    p99: boundsText(shownBounds(p99, basis)),
  });
}

function boundsText(shown: ShownBounds): string {
  switch (shown.kind) {
    case 'about':
      return `${milliseconds(shown.value)} ± ${number(shown.error, 1)}`;
    case 'between':
      return t('glass.between', {
        least: number(shown.bounds.least),
        most: milliseconds(Math.ceil(shown.bounds.most)),
      });
    default:
      return shown satisfies never;
  }
}

const inBrowserText = ({ inBrowser }: GlassFigures): string =>
  inBrowser
    ? t('glass.spread', { p50: milliseconds(inBrowser.p50), p99: milliseconds(inBrowser.p99) })
    : unknown;

/** Where the frames went that were never shown. */
function droppedText(figures: GlassFigures, stats: GlassStats | undefined): string {
  if (stats?.framesDropped === undefined) return unknown;
  const parts = [t('glass.dropped', { frames: number(stats.framesDropped) })];
  if (stats.notShown) parts.push(t('glass.notShown', { frames: number(stats.notShown) }));
  const before = lostBefore(figures, stats);
  if (before) parts.push(t('glass.lostBefore', { frames: number(before) }));
  return parts.join('; ');
}

const freezeText = (count: number, total: number | undefined): string =>
  count === 0 ? number(0) : t('glass.freezeTotal', { freezes: number(count), total: milliseconds(total) });

function readingNote({ figures, pace, cost }: GlassView): TemplateResult | typeof nothing {
  if (figures.frames.kind === 'unknown' || cost === undefined) return nothing;
  const { read, shown, unreadable } = figures.frames.value;
  const failed = Object.values(unreadable).reduce((sum, count) => sum + count, 0);
  return html`<p class="hint number" data-fact="glass.reading">
    ${t('glass.reading', { read: number(read), shown: number(shown), failed: number(failed) })}
    ${t(`glass.pace.${pace}`)} ${t('glass.cost', { cost: number(cost, 1) })}
  </p>`;
}
