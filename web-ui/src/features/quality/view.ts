import { html, nothing, type TemplateResult } from 'lit';
import { CircleAlert, CircleCheck, CircleHelp, TriangleAlert } from 'lucide';
import { say, t } from '../../i18n/i18n';
import { bitrate, milliseconds, number, percent, unknown } from '../../shared/format';
import { icon } from '../../shared/icon';
import { card } from '../../shared/ui';
import { bitsPerSecond, ratio } from '../../shared/units';
import { figureView, limitationStrip, type Figure } from './chart-view';
import { judgeReceived, judgeSent } from './judgement';
import type { Grade, Judgement, QualitySample, SendingSample } from './model';
import { presetNames, type PresetName } from './presets';
import type { SenderControlState } from './sender-control';

/** What this browser sends, and how it is held to what path and machine carry. */
export interface SendingQuality {
  samples: readonly SendingSample[];
  control: SenderControlState | undefined;
}

export interface QualityActions {
  preset(name: PresetName): void;
}

/** How good the picture is: in words, and in numbers of the last second with their course over the last minute. */
export function qualityView(
  call: { quality: readonly QualitySample[] } | undefined,
  sending: SendingQuality | undefined,
  preset: PresetName,
  actions: QualityActions,
  pictures = { received: true, sent: true },
): TemplateResult {
  const samples = call?.quality ?? [];
  return card(
    'quality',
    t('quality.title'),
    call ? t('quality.hint') : t('quality.empty'),
    html`
      ${call ? judgementView('received', judgeReceived(samples, pictures.received)) : nothing}
      <dl class="quality" data-testid="quality-received">${receivedFigures(samples).map(figureView)}</dl>
      ${
        sending && sending.samples.length > 0
          ? html`<h3 class="quality-part">${t('quality.sendingTitle')}</h3>
              ${judgementView('sent', judgeSent(sending.samples, pictures.sent))} ${sentFigures(sending)}
              ${controlView(sending.control, preset, actions)}`
          : nothing
      }
    `,
  );
}

const symbols: Record<Grade, typeof CircleCheck> = {
  good: CircleCheck,
  fair: TriangleAlert,
  poor: CircleAlert,
  unknown: CircleHelp,
};

/** The judgement in one word, and its reasons in plain sentences. */
export const judgementView = (of: 'received' | 'sent', { grade, reasons }: Judgement): TemplateResult =>
  html`<div class="judgement" data-testid="judgement-${of}" data-grade=${grade}>
    <p class="judgement-grade">${icon(symbols[grade], 16)}<span>${t(`quality.grade.${grade}`)}</span></p>
    <ul>
      ${reasons.map(reason => html`<li data-reason=${reason.key}>${say(reason)}</li>`)}
    </ul>
  </div>`;

/** Marks of `docs/facts.md`, of the received and of the sent picture. */
const marks = {
  received: {
    bitrate: 'quality.bitrate',
    frames: 'quality.frames',
    roundTrip: 'quality.round-trip',
    loss: 'quality.loss',
    jitter: 'quality.jitter',
    picture: 'quality.picture',
  },
  sent: {
    bitrate: 'quality.sent-bitrate',
    frames: 'quality.sent-frames',
    roundTrip: 'quality.sent-round-trip',
    loss: 'quality.sent-loss',
    jitter: 'quality.sent-jitter',
    picture: 'quality.sent-picture',
  },
} as const;

/** The figures of a received picture, for the card and for the tiles of a room. */
export const receivedFigures = (samples: readonly QualitySample[]): Figure[] =>
  figuresOf(samples, marks.received);

function figuresOf(samples: readonly QualitySample[], mark: (typeof marks)['received' | 'sent']): Figure[] {
  const now = samples.at(-1);
  const fps = (value: number): string => t('quality.fpsUnit', { value: number(value) });
  const picture = now?.width && now.height ? `${now.width} × ${now.height}` : unknown;
  return [
    {
      fact: mark.bitrate,
      name: t('quality.bitrate'),
      now: bitrate(now?.bitrate),
      values: samples.map(sample => sample.bitrate),
      words: value => bitrate(bitsPerSecond(value)),
    },
    {
      fact: mark.frames,
      name: t('quality.fps'),
      now: now?.framesPerSecond === undefined ? unknown : fps(now.framesPerSecond),
      values: samples.map(sample => sample.framesPerSecond),
      words: fps,
      least: 30,
    },
    {
      fact: mark.roundTrip,
      name: t('quality.rtt'),
      now: milliseconds(now?.roundTripTime),
      values: samples.map(sample => sample.roundTripTime),
      words: milliseconds,
      least: 10,
    },
    {
      fact: mark.loss,
      name: t('quality.loss'),
      now: percent(now?.loss),
      values: samples.map(sample => sample.loss),
      words: value => percent(ratio(value)),
      least: 0.05,
    },
    {
      fact: mark.jitter,
      name: t('quality.jitter'),
      now: milliseconds(now?.jitter),
      values: samples.map(sample => sample.jitter),
      words: milliseconds,
      least: 10,
    },
    {
      fact: mark.picture,
      name: t('quality.picture'),
      now: now?.codec ? `${picture} ${now.codec}` : picture,
      values: samples.map(sample => sample.height),
      words: value => t('quality.lines', { value: number(value) }),
    },
  ];
}

const sentFigures = ({ samples }: SendingQuality): TemplateResult =>
  html`<dl class="quality" data-testid="quality-sent">
    ${figuresOf(samples, marks.sent).map(figureView)}
    ${figureView({
      fact: 'quality.available',
      name: t('quality.available'),
      now: bitrate(samples.at(-1)?.available),
      values: samples.map(sample => sample.available),
      words: value => bitrate(bitsPerSecond(value)),
    })}
    ${limitationStrip(samples.map(sample => sample.limitation))}
  </dl>`;

/** The preset, the step that holds now and why, or what the browser said against it. */
export function controlView(
  control: SenderControlState | undefined,
  preset: PresetName,
  actions: QualityActions,
): TemplateResult {
  return html`<div class="sender-control">
    <label>
      <span>${t('quality.preset.label')}</span>
      <select
        data-testid="sending-preset"
        @change=${(event: Event) => {
          const { value } = event.target as HTMLSelectElement;
          actions.preset(presetNames.find(name => name === value) ?? 'balanced');
        }}
      >
        ${presetNames.map(
          name =>
            html`<option value=${name} ?selected=${name === preset}>${t(`quality.preset.${name}`)}</option>`,
        )}
      </select>
    </label>
    ${control ? stepView(control) : nothing}
  </div>`;
}

function stepView({ level, steps, limits, why, refused }: SenderControlState): TemplateResult {
  if (!limits) return html`<p class="hint">${t('quality.auto.off')}</p>`;
  const { maxBitrate, scaleResolutionDownBy, maxFramerate } = limits;
  return html`<p class="sender-step" data-testid="sending-step" data-level=${level}>
      <span class="number" data-fact="quality.step"
        >${t('quality.auto.step', {
          step: level + 1,
          steps,
          bitrate: bitrate(maxBitrate),
          size: number(100 / scaleResolutionDownBy),
          frames: maxFramerate,
        })}</span
      >
      <span role="status">${say(why ?? { key: 'quality.auto.best' })}</span>
    </p>
    ${
      refused
        ? html`<p class="note" role="status">${t('quality.auto.refused')} <q lang="en">${refused}</q></p>`
        : nothing
    }`;
}
