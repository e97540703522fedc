import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { say, t } from '../../i18n/i18n';
import { milliseconds, number } from '../../shared/format';
import { ms, type Milliseconds } from '../../shared/units';
import { card } from '../../shared/ui';
import type { CallRecord } from '../call/model';
import type { ClockSample } from '../signaling/clock-sync';
import { axisEnd, placeEvents, ticks } from './analysis';
import { actors, type Actor, type PlacedEvent } from './model';

const width = 860;
const left = 92;
const right = 30;
const lane = 34;
const top = 10;
const height = top + actors.length * lane + 26;

/** All events on one axis, one row per part, with the error of converted times; the same as a table. */
export function timelineView(call: CallRecord | undefined, clock: ClockSample | undefined): TemplateResult {
  const { placed, unplaced } = call
    ? placeEvents(call.events, call.startedAt, clock)
    : { placed: [], unplaced: 0 };
  const firstFrame = call?.marks.firstFrame;
  const end = axisEnd(placed, call && firstFrame !== undefined ? ms(firstFrame - call.startedAt) : undefined);
  const later = placed.filter(event => event.at > end).length;
  return card(
    'timeline-card',
    t('timeline.title'),
    t('timeline.hint'),
    html`
      <div data-testid="timeline">
        ${legend()}
        ${
          placed.length === 0
            ? html`<p class="empty">${t('timeline.empty')}</p>`
            : html`<div class="scroll" tabindex="0" role="region" aria-label=${t('timeline.picture')}>
                ${drawing(placed, end)}
              </div>`
        }
        <p class="hint">
          ${clockWords(clock, unplaced)} ${later > 0 ? t('timeline.later', { count: later }) : nothing}
        </p>
        ${placed.length === 0 ? nothing : table(placed)}
      </div>
    `,
  );
}

function legend(): TemplateResult {
  return html`<ul class="legend" aria-label=${t('timeline.legend')}>
    <li><i class="line" data-source="measured"></i>${t('common.measured')}</li>
    <li><i class="line" data-source="derived"></i>${t('common.derived')}</li>
  </ul>`;
}

function clockWords(clock: ClockSample | undefined, unplaced: number): string {
  if (clock)
    return t('timeline.clock', {
      rtt: milliseconds(clock.roundTrip),
      error: milliseconds(clock.roundTrip / 2),
    });
  return unplaced > 0 ? t('timeline.noClock', { count: unplaced }) : t('timeline.noClockHttp');
}

function drawing(events: readonly PlacedEvent[], end: Milliseconds): TemplateResult {
  const x = (at: number): number => left + (Math.min(Math.max(at, 0), end) / end) * (width - left - right);
  const bottom = top + actors.length * lane;
  return html`<svg
    class="timeline"
    viewBox="0 0 ${width} ${height}"
    role="img"
    aria-label=${t('timeline.picture')}
  >
    ${ticks(end).map(
      at =>
        svg`<g class="tick-mark"><line x1=${x(at)} x2=${x(at)} y1=${top} y2=${bottom} /><text x=${x(at)} y=${bottom + 18} text-anchor="middle">${number(at, at % 1 === 0 ? 0 : 1)}</text></g>`,
    )}
    ${actors.map((actor, index) => {
      const y = top + index * lane + lane / 2;
      return svg`<g class="lane" data-actor=${actor}>
        <text x="0" y=${y + 4}>${t(`timeline.${actor}`)}</text>
        <line x1=${left} x2=${width - right} y1=${y} y2=${y} />
        ${events.filter(event => event.actor === actor && event.at <= end).map(event => dot(event, x, y))}
      </g>`;
    })}
  </svg>`;
}

/** One shape per part, so that the colour is not needed to tell them apart. */
const shapes: Record<Actor, string> = {
  browser: 'M-5 0A5 5 0 1 0 5 0A5 5 0 1 0 -5 0Z',
  signaling: 'M0 -6L6 0L0 6L-6 0Z',
  stun: 'M0 -6L6 5L-6 5Z',
  turn: 'M-5 -5H5V5H-5Z',
  peer: 'M0 -6L6 -1.5L3.7 5.5H-3.7L-6 -1.5Z',
};

function dot(event: PlacedEvent, x: (at: number) => number, y: number): SVGTemplateResult {
  const error = event.error ?? 0;
  const from = x(event.at - error - (event.earlierBy ?? 0));
  const to = x(event.at + error);
  return svg`<g class="event" data-source=${event.source}>
    <title>${`${time(event)}  ${say(event.what)} (${t(`common.${event.source}`)}: ${say(event.basis)})`}</title>
    ${to - from > 1 ? svg`<line class="error" x1=${from} x2=${to} y1=${y} y2=${y} />` : nothing}
    <path d=${shapes[event.actor]} transform="translate(${x(event.at).toFixed(1)} ${y})" />
  </g>`;
}

function time(event: PlacedEvent): string {
  const at = milliseconds(event.at);
  if (event.error !== undefined) return `${at} ± ${number(event.error, 1)}`;
  return event.earlierBy === undefined ? at : `≤ ${at}`;
}

function table(events: readonly PlacedEvent[]): TemplateResult {
  return html`<details class="events" open>
    <summary>
      ${t('timeline.table')} <span class="count number" data-fact="timeline.events">${events.length}</span>
    </summary>
    <div class="scroll" tabindex="0" role="region" aria-label=${t('timeline.table')}>
      <table>
        <thead>
          <tr>
            <th scope="col" class="number">${t('timeline.time')}</th>
            <th scope="col">${t('timeline.who')}</th>
            <th scope="col">${t('timeline.what')}</th>
            <th scope="col">${t('timeline.source')}</th>
          </tr>
        </thead>
        <tbody>
          ${events.map(
            event =>
              html`<tr data-actor=${event.actor} data-source=${event.source}>
                <td class="number" data-fact="timeline.time">${time(event)}</td>
                <td><i class="actor-dot" data-actor=${event.actor}></i>${t(`timeline.${event.actor}`)}</td>
                <td>${say(event.what)}</td>
                <td>
                  <span class="tag" data-source=${event.source}>${t(`common.${event.source}`)}</span>
                  <span class="muted">${say(event.basis)}</span>
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}
