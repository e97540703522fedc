import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { live } from 'lit/directives/live.js';
import { ChevronFirst, ChevronLast, Pause, Play, StepBack, StepForward, type IconNode } from 'lucide';
import { currentLanguage, known, t } from '../../i18n/i18n';
import { milliseconds, number } from '../../shared/format';
import { icon } from '../../shared/icon';
import { countUntil, hasSetup, isSpeed, spanEnd } from './analysis';
import type { ReplayActions } from './controller';
import { actionOf } from './keys';
import { speeds, type ReplayState, type Span, type Track } from './model';
import { cursor, strip, stripHeight, stripWidth } from './strip';

const calm = matchMedia('(prefers-reduced-motion: reduce)');

/** With reduced motion nothing moves between two events. */
const atEvent = ({ position }: ReplayState, track: Track): number | undefined =>
  track.moments[countUntil(track, position) - 1]?.at ?? position;

/** Buttons, scrubber and timeline of a session; what is shown elsewhere is what had happened by then. */
export function replayView(state: ReplayState, track: Track, actions: ReplayActions): TemplateResult {
  const end = hasSetup(track) ? spanEnd(track, state) : track.end;
  const place = state.playing && calm.matches ? atEvent(state, track) : state.position;
  const position = Math.min(place ?? end, end);
  const words = placeWords(state, track);
  return html`<section
    class="card replay"
    data-testid="replay"
    data-playing=${state.playing}
    data-shown=${countUntil(track, state.position)}
    data-total=${track.moments.length}
    aria-labelledby="replay-title"
    @keydown=${(event: KeyboardEvent) => onKey(event, actions)}
  >
    <header class="card-head">
      <div>
        <h2 id="replay-title">${t('replay.title')}</h2>
        <p class="hint">${t('replay.hint')}</p>
      </div>
    </header>
    <div class="replay-bar">
      <div class="buttons">
        ${button('first', t('replay.first'), ChevronFirst, actions.first.bind(actions))}
        ${button('previous', t('replay.previous'), StepBack, actions.previous.bind(actions))}
        ${button('toggle', state.playing ? t('replay.pause') : t('replay.play'), state.playing ? Pause : Play, actions.toggle.bind(actions))}
        ${button('next', t('replay.next'), StepForward, actions.next.bind(actions))}
        ${button('last', t('replay.last'), ChevronLast, actions.last.bind(actions))}
      </div>
      <label class="field"
        ><span>${t('replay.speed')}</span>
        <select data-testid="replay-speed" @change=${(event: Event) => onSpeed(event, actions)}>
          ${speeds.map(
            speed =>
              html`<option value=${speed} ?selected=${speed === state.speed}>
                ${number(speed, speed === 0.25 ? 2 : speed < 1 ? 1 : 0)}×
              </option>`,
          )}
        </select></label
      >
      ${hasSetup(track) ? spans(state.span, actions) : nothing}
      <p class="replay-place number" data-fact="replay.place" data-testid="replay-place">${words}</p>
    </div>
    <div class="replay-strip">
      <svg class="timeline" viewBox="0 0 ${stripWidth} ${stripHeight}" aria-hidden="true">
        ${guard([track, end, currentLanguage()], () => strip(track, { begin: track.begin, end }))}
        ${cursor(place, { begin: track.begin, end })}
      </svg>
      <input
        type="range"
        data-testid="replay-scrubber"
        min=${track.begin}
        max=${Math.max(end, track.begin + 0.001)}
        step="any"
        .value=${live(String(position))}
        aria-label=${t('replay.scrubber')}
        aria-valuetext=${words}
        @input=${(event: Event) => actions.seek(Number((event.target as HTMLInputElement).value))}
      />
    </div>
    <p class="hint">${t('replay.keys')}</p>
  </section>`;
}

function button(name: string, words: string, node: IconNode, act: () => void): TemplateResult {
  return html`<button
    type="button"
    class="quiet"
    data-testid="replay-${name}"
    title=${words}
    aria-label=${words}
    @click=${act}
  >
    ${icon(node, 16)}
  </button>`;
}

function spans(chosen: Span, actions: ReplayActions): TemplateResult {
  return html`<fieldset class="spans">
    <legend class="visually-hidden">${t('replay.span')}</legend>
    ${(['setup', 'whole'] as const).map(
      span =>
        html`<label
          ><input
            type="radio"
            name="replay-span"
            value=${span}
            .checked=${live(span === chosen)}
            @change=${() => actions.span(span)}
          />${span === 'setup' ? t('replay.setup') : t('replay.whole')}</label
        >`,
    )}
  </fieldset>`;
}

/** Time with its error, and which event that is. */
function placeWords({ position }: ReplayState, track: Track): string {
  const total = track.moments.length;
  const shown = countUntil(track, position);
  const last = track.moments[shown - 1];
  if (!last) return t('replay.nothing', { total: number(total) });
  const time = position === undefined ? last.at : position;
  const word = `session.eventType.${last.type}`;
  return t('replay.place', {
    time: milliseconds(time),
    error: number(last.error, 1),
    shown: number(shown),
    total: number(total),
    event: known(word) ? t(word) : last.type,
  });
}

function onSpeed(event: Event, actions: ReplayActions): void {
  const speed = Number((event.target as HTMLSelectElement).value);
  if (isSpeed(speed)) actions.speed(speed);
}

function onKey(event: KeyboardEvent, actions: ReplayActions): void {
  const target = event.target as HTMLElement;
  const action = actionOf(event.key, {
    tag: target.tagName,
    type: target instanceof HTMLInputElement ? target.type : undefined,
    modified: event.ctrlKey || event.metaKey || event.altKey,
  });
  if (!action || action === 'seek' || action === 'speed' || action === 'span') return;
  event.preventDefault();
  actions[action]();
}
