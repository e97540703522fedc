import { html, nothing, svg, type TemplateResult } from 'lit';
import { t } from '../../i18n/i18n';
import { course, shownSamples, spans, summary } from './charts';
import type { Limitation } from './model';

const size = { width: 118, height: 34 };

/** One figure: its name, its value now, and its course over the last minute. */
export interface Figure {
  /** Its entry in `docs/facts.md`. */
  fact: string;
  name: string;
  /** As it is now, with unit. */
  now: string;
  values: readonly (number | undefined)[];
  /** Words for a value on the scale. */
  words: (value: number) => string;
  /** The scale ends no lower than this. */
  least?: number;
}

export function figureView({ fact, name, now, values, words, least }: Figure): TemplateResult {
  const { path, top } = course(values, size, least);
  const told = summary(values);
  const label =
    told === undefined
      ? t('quality.chart.empty', { name })
      : t('quality.chart.label', { name, least: words(told.least), most: words(told.most) });
  return html`<div class="figure">
    <dt>${name}</dt>
    <dd class="number" data-fact=${fact}>${now}</dd>
    <dd class="chart">
      <svg
        viewBox="0 0 ${size.width} ${size.height}"
        preserveAspectRatio="none"
        class="chart-line"
        role="img"
        aria-label=${label}
      >
        ${svg`<line class="chart-edge" x1="0" x2=${size.width} y1="1" y2="1" />`}
        ${path ? svg`<path d=${path} />` : nothing}
      </svg>
      <small class="chart-top number" data-fact="quality.scale" aria-hidden="true"
        >${told === undefined ? nothing : words(top)}</small
      >
    </dd>
  </div>`;
}

/** What limited the encoder, second by second, as a strip: colour and the words under it. */
export function limitationStrip(values: readonly (Limitation | undefined)[]): TemplateResult {
  const now = values.findLast(value => value !== undefined);
  const parts = spans(values);
  return html`<div class="figure limitation">
    <dt>${t('quality.limitation')}</dt>
    <dd data-testid="limitation" data-limitation=${now ?? 'unknown'}>
      ${now ? t(`quality.limitedBy.${now}`) : t('common.unknown')}
    </dd>
    <dd class="chart" aria-hidden="true">
      <svg viewBox="0 0 ${shownSamples} 8" preserveAspectRatio="none" class="limitation-strip">
        ${parts.map(
          ({ from, to, value }) =>
            svg`<rect x=${from} y="0" width=${to - from} height="8" data-limitation=${value} />`,
        )}
      </svg>
    </dd>
  </div>`;
}
