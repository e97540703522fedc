import { svg, type SVGTemplateResult } from 'lit';
import { t } from '../../i18n/i18n';
import { number } from '../../shared/format';
import { ms } from '../../shared/units';
import { ticks } from '../timeline/analysis';
import { actors } from '../timeline/model';
import type { Moment, Track } from './model';

export const stripWidth = 860;
export const left = 92;
export const right = 14;
const lane = 22;
const top = 6;
export const stripHeight = top + actors.length * lane + 24;

/** Shapes of the actors, so that the colour is not needed to tell them apart; the same as in the timeline. */
const shapes = {
  browser: 'M-4 0A4 4 0 1 0 4 0A4 4 0 1 0 -4 0Z',
  signaling: 'M0 -5L5 0L0 5L-5 0Z',
  stun: 'M0 -5L5 4L-5 4Z',
  turn: 'M-4 -4H4V4H-4Z',
  peer: 'M0 -5L5 -1.2L3 4.5H-3L-5 -1.2Z',
};

/** The part of the session that is drawn, in milliseconds after its start. */
export interface Axis {
  begin: number;
  end: number;
}

function xOf(at: number, { begin, end }: Axis): number {
  const within = Math.min(Math.max(at, begin), end) - begin;
  return left + (within / (end - begin || 1)) * (stripWidth - left - right);
}

/** Every event of a session, one row per part, up to `end`. Marks on one pixel are drawn once. */
export function strip({ moments }: Track, axis: Axis): SVGTemplateResult {
  const bottom = top + actors.length * lane;
  return svg`${ticks(ms(Math.max(axis.end, 1))).map(
    at =>
      svg`<g class="tick-mark"><line x1=${xOf(at, axis)} x2=${xOf(at, axis)} y1=${top} y2=${bottom} /><text x=${xOf(at, axis)} y=${bottom + 16} text-anchor="middle">${tickWord(at, axis.end)}</text></g>`,
  )}
  ${actors.map((actor, index) => {
    const y = top + index * lane + lane / 2;
    return svg`<g class="lane" data-actor=${actor}>
      <text x="0" y=${y + 4}>${t(`timeline.${actor}`)}</text>
      <line x1=${left} x2=${stripWidth - right} y1=${y} y2=${y} />
      ${marks(moments, actor, axis).map(
        ({ x, from, to }) =>
          svg`<g class="event" data-source="measured">${to - from > 2 ? svg`<line class="error" x1=${from} x2=${to} y1=${y} y2=${y} />` : undefined}<path d=${shapes[actor]} transform="translate(${x} ${y})" /></g>`,
      )}
    </g>`;
  })}`;
}

/** Seconds where milliseconds would not fit. */
const tickWord = (at: number, end: number): string =>
  end >= 10_000
    ? `${number(at / 1000, end < 50_000 && at % 1000 !== 0 ? 1 : 0)} s`
    : number(at, at % 1 === 0 ? 0 : 1);

function marks(
  moments: readonly Moment[],
  actor: Moment['actor'],
  axis: Axis,
): { x: number; from: number; to: number }[] {
  const drawn = new Map<number, { x: number; from: number; to: number }>();
  for (const moment of moments) {
    if (moment.actor !== actor || moment.at < axis.begin || moment.at > axis.end) continue;
    const x = Math.round(xOf(moment.at, axis) * 2) / 2;
    const [from, to] = [xOf(moment.at - moment.error, axis), xOf(moment.at + moment.error, axis)];
    const there = drawn.get(x);
    if (there) Object.assign(there, { from: Math.min(there.from, from), to: Math.max(there.to, to) });
    else drawn.set(x, { x, from, to });
  }
  return [...drawn.values()];
}

/** Where the replay stands, and the part that is still to come. */
export function cursor(position: number | undefined, axis: Axis): SVGTemplateResult {
  const x = xOf(position ?? axis.end, axis);
  const bottom = top + actors.length * lane;
  return svg`<rect class="to-come" x=${x} y=${top} width=${Math.max(0, stripWidth - right - x)} height=${bottom - top} />
    <line class="cursor" x1=${x} x2=${x} y1=${top - 4} y2=${bottom + 4} />`;
}
