import { html, nothing, svg, type TemplateResult } from 'lit';
import { t } from '../../i18n/i18n';
import { bitrate, milliseconds, number, percent, unknown } from '../../shared/format';
import { card } from '../../shared/ui';
import type { CallRecord } from '../call/model';
import type { QualitySample } from './model';

/** How good the picture is, in numbers of the last second, with their course over the last minute. */
export function qualityView(call: CallRecord | undefined): TemplateResult {
  const samples = call?.quality ?? [];
  const now = samples.at(-1);
  const fps =
    now?.framesPerSecond === undefined
      ? unknown
      : t('quality.fpsUnit', { value: number(now.framesPerSecond) });
  const size = now?.width && now.height ? `${now.width} × ${now.height}` : unknown;
  return card(
    'quality',
    t('quality.title'),
    call ? t('quality.hint') : t('quality.empty'),
    html`
      <dl class="quality">
        ${figure('quality.bitrate', t('quality.bitrate'), bitrate(now?.bitrate), samples, sample => sample.bitrate)}
        ${figure('quality.frames', t('quality.fps'), fps, samples, sample => sample.framesPerSecond)}
        ${figure('quality.round-trip', t('quality.rtt'), milliseconds(now?.roundTripTime), samples, sample => sample.roundTripTime)}
        ${figure('quality.loss', t('quality.loss'), percent(now?.loss), samples, sample => sample.loss)}
        ${figure('quality.jitter', t('quality.jitter'), milliseconds(now?.jitter), samples, sample => sample.jitter)}
        ${figure('quality.picture', t('quality.picture'), now?.codec ? `${size} ${now.codec}` : size)}
      </dl>
    `,
  );
}

function figure(
  fact: string,
  name: string,
  value: string,
  samples: readonly QualitySample[] = [],
  read?: (sample: QualitySample) => number | undefined,
): TemplateResult {
  return html`<div class="figure">
    <dt>${name}</dt>
    <dd class="number" data-fact=${fact}>${value}</dd>
    ${read ? html`<dd class="trend" aria-hidden="true">${trend(samples.map(read))}</dd>` : nothing}
  </div>`;
}

/** The course of a value; a gap where it was not known. */
function trend(values: readonly (number | undefined)[]): TemplateResult | typeof nothing {
  const most = Math.max(...values.map(value => value ?? 0), 1e-9);
  const step = 100 / 59;
  const offset = 60 - values.length;
  let path = '';
  let pen = 'M';
  values.forEach((value, index) => {
    if (value === undefined) {
      pen = 'M';
      return;
    }
    path += `${pen}${((index + offset) * step).toFixed(1)} ${(23 - (value / most) * 21).toFixed(1)}`;
    pen = 'L';
  });
  return html`<svg viewBox="0 0 100 24" preserveAspectRatio="none" class="trend-line">
    ${svg`<path d=${path || 'M0 23'} />`}
  </svg>`;
}
