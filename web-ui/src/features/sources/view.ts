import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import { AudioLines, Camera, Film, TvMinimal, Volume2 } from 'lucide';
import { t } from '../../i18n/i18n';
import { number } from '../../shared/format';
import { icon } from '../../shared/icon';
import { problemView } from '../../shared/problem-view';
import { ms } from '../../shared/units';
import { select } from '../call/choices-view';
import { duration } from '../recording/analysis';
import { changed, has, rates, sizeName, sizeOf, sizes } from './analysis';
import type { MediaSource, Shown, SourceChange, SourcesState } from './model';
import { sourceLabel } from './words';

export interface SourcesInputs extends SourcesState {
  readonly sources: readonly MediaSource[];
  /** Media peer whose small pictures are shown: its own id or that of its seat in a room. */
  readonly owner: string | undefined;
  /** What the visitor sees now, or would with the next call. */
  readonly shown: Shown;
  /** It can be changed at once: a media peer shows it to this page. */
  readonly running: boolean;
}

export interface SourcesActions {
  show(change: SourceChange): void;
}

/** Everything a media peer can show, with what is known of each; one press shows it. */
export function sourcesView(inputs: SourcesInputs, actions: SourcesActions): TemplateResult {
  const { sources, shown, asking, problem, running } = inputs;
  const now = sources.find(({ id }) => id === shown.source);
  return html`<div
    class="sources"
    data-testid="sources"
    data-shown=${shown.source}
    data-asking=${asking ?? ''}
  >
    <ul class="source-list" aria-label=${t('sources.list')}>
      ${repeat(
        sources,
        ({ id }) => id,
        source => sourceTile(source, inputs, actions),
      )}
    </ul>
    ${has(sources, 'file') ? nothing : html`<p class="hint">${t('sources.noFiles')}</p>`}
    ${has(sources, 'camera') ? nothing : html`<p class="hint">${t('sources.noCameras')}</p>`}
    ${problem ? problemView(t('sources.refused'), problem) : nothing}
    ${running ? manner(shown, actions) : nothing}
    ${running && now?.kind === 'file' ? keyed(now.id, playing(now, shown, actions)) : nothing}
  </div>`;
}

function sourceTile(
  source: MediaSource,
  { owner, shown, asking }: SourcesInputs,
  actions: SourcesActions,
): TemplateResult {
  const { id, kind, durationMs, width, height, framesPerSecond, hasAudio, problem } = source;
  return html`<li>
    <button
      type="button"
      class="source-tile"
      data-testid="source-tile"
      data-source=${id}
      aria-pressed=${shown.source === id}
      aria-busy=${asking === id}
      ?disabled=${problem !== undefined}
      @click=${() => actions.show({ source: id })}
    >
      <span class="source-picture" aria-hidden="true">
        ${
          source.thumbnail && owner !== undefined
            ? html`<img src=${thumbnailPath(owner, id)} alt="" loading="lazy" />`
            : icon(icons[kind ?? 'pattern'], 24)
        }
      </span>
      <span class="source-name">${sourceLabel(id, source.label)}</span>
      <span class="source-facts">
        ${
          durationMs === undefined
            ? nothing
            : html`<span class="number" data-fact="source.length">${duration(ms(durationMs))}</span>`
        }
        ${
          width && height
            ? html`<span class="number" data-fact="source.size">${width} × ${height}</span>`
            : nothing
        }
        ${
          framesPerSecond
            ? html`<span class="number" data-fact="source.rate">${rateText(framesPerSecond)}</span>`
            : nothing
        }
        ${
          hasAudio
            ? html`<span title=${t('sources.hasAudio')}
                >${icon(Volume2, 14)}<span class="visually-hidden">${t('sources.hasAudio')}</span></span
              >`
            : nothing
        }
      </span>
    </button>
    ${
      problem === undefined
        ? nothing
        : html`<p class="hint" data-testid="source-problem">
            ${t('sources.notShowable')} <q lang="en">${problem}</q>
          </p>`
    }
  </li>`;
}

/** 29.97 is not 30. */
const rateText = (rate: number): string =>
  t('sources.perSecond', { rate: number(rate, Number.isInteger(rate) ? 0 : 2) });

const icons = { pattern: TvMinimal, file: Film, camera: Camera, tone: AudioLines } as const;

const thumbnailPath = (owner: string, source: string): string =>
  `/api/media-peers/${encodeURIComponent(owner)}/sources/${encodeURIComponent(source)}/thumbnail`;

/** Size and rate. */
function manner(shown: Shown, actions: SourcesActions): TemplateResult {
  const size = sizeName(shown);
  const rate = shown.framesPerSecond ?? undefined;
  const named = rate === undefined ? '' : String(rate);
  const known = (list: readonly string[], value: string): string[] =>
    value === '' || list.includes(value) ? [...list] : [value, ...list];
  return html`<div class="source-manner">
    ${select(
      'source-size',
      t('sources.size'),
      size,
      [
        ['', t('sources.asItIs')],
        ...known(sizes, size).map<[string, string]>(name => [name, name.replace('x', ' × ')]),
      ],
      name => actions.show(changed(shown, { size: sizeOf(name) })),
    )}
    ${select(
      'source-rate',
      t('sources.rate'),
      named,
      [
        ['', t('sources.asItIs')],
        ...known(rates.map(String), named).map<[string, string]>(name => [name, rateText(Number(name))]),
      ],
      name => actions.show(changed(shown, { rate: name === '' ? undefined : Number(name) })),
    )}
  </div>`;
}

/** Where a file goes on, and whether it begins anew at its end. */
function playing({ durationMs }: MediaSource, shown: Shown, actions: SourcesActions): TemplateResult {
  return html`<div class="source-manner">
    ${
      durationMs === undefined
        ? nothing
        : html`<label class="field"
            ><span>${t('sources.goTo')}</span
            ><input
              type="range"
              min="0"
              max=${durationMs}
              step="100"
              data-testid="source-position"
              @change=${(event: Event) =>
                actions.show(
                  changed(shown, { positionMs: Number((event.target as HTMLInputElement).value) }),
                )}
          /></label>`
    }
    <label class="check"
      ><input
        type="checkbox"
        checked
        data-testid="source-loop"
        @change=${(event: Event) =>
          actions.show(changed(shown, { loop: (event.target as HTMLInputElement).checked }))}
      /><span>${t('sources.loop')}</span></label
    >
    <button
      type="button"
      class="quiet"
      data-testid="source-again"
      @click=${() => actions.show(changed(shown, { positionMs: 0 }))}
    >
      ${t('sources.again')}
    </button>
  </div>`;
}
