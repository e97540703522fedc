import { message, type Message } from '../../i18n/i18n';
import type { Bounds } from './alignment';
import type { GlassDelay, GlassFigures, GlassStats, GlassView, UnknownWhy } from './model';

/** What is said of the picture in one sentence. */
export function glassSentence({ supported, figures }: GlassView): Message {
  if (!supported) return message('glass.unsupported');
  if (figures.frozenFor !== undefined) return message('glass.frozen');
  return figures.delay.kind === 'unknown' ? whyUnknown(figures.delay.why) : basisOf(figures.delay.value);
}

function whyUnknown(why: UnknownWhy): Message {
  switch (why) {
    case 'no-frame':
      return message('glass.noFrame');
    case 'no-stamp':
      return message('glass.noStamp');
    case 'damaged':
      return message('glass.damaged');
    case 'too-small':
      return message('glass.tooSmall');
    case 'refused':
      return message('glass.refused');
    case 'no-clock':
      return message('glass.noClock');
    default:
      return why satisfies never;
  }
}

function basisOf({ basis }: GlassDelay): Message {
  switch (basis) {
    case 'told':
      return message('glass.told');
    case 'same-machine':
      return message('glass.sameMachine');
    case 'causality':
      return message('glass.causality');
    default:
      return basis satisfies never;
  }
}

/** The middle of bounds and the half width, or both ends where the middle would say more than is known. */
export type ShownBounds =
  { kind: 'about'; value: number; error: number } | { kind: 'between'; bounds: Bounds };

export function shownBounds({ least, most }: Bounds, basis: GlassDelay['basis']): ShownBounds {
  return basis === 'causality'
    ? { kind: 'between', bounds: { least, most } }
    : { kind: 'about', value: (least + most) / 2, error: (most - least) / 2 };
}

/** Frames the pixels miss and this browser neither dropped nor replaced: they were lost before. Undefined: not known. */
export function lostBefore(
  figures: GlassFigures,
  { framesDropped, notShown }: Pick<GlassStats, 'framesDropped' | 'notShown'>,
): number | undefined {
  if (figures.frames.kind === 'unknown' || framesDropped === undefined || notShown === undefined)
    return undefined;
  return Math.max(0, figures.frames.value.lost - framesDropped - notShown);
}
