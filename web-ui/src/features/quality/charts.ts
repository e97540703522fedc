/** How many samples, one a second, a chart shows. */
export const shownSamples = 60;

/** The course of a value in the unit square of a chart: SVG path, and the value its upper edge stands for. */
export interface Course {
  path: string;
  top: number;
}

export interface ChartSize {
  width: number;
  height: number;
}

/**
 * A line through the last minute; a gap where a value was not known. The scale begins at zero and ends at a round number, so
 * that small movements do not look large.
 *
 * @param least the scale ends no lower than this
 */
export function course(values: readonly (number | undefined)[], size: ChartSize, least = 0): Course {
  const shown = values.slice(-shownSamples);
  const top = roundUp(Math.max(least, ...shown.map(value => value ?? 0)));
  const step = size.width / (shownSamples - 1);
  const offset = shownSamples - shown.length;
  let path = '';
  let pen = 'M';
  shown.forEach((value, index) => {
    if (value === undefined) {
      pen = 'M';
      return;
    }
    const y = size.height - 1 - (value / top) * (size.height - 2);
    path += `${pen}${((index + offset) * step).toFixed(1)} ${y.toFixed(1)}`;
    pen = 'L';
  });
  return { path, top };
}

const steps = [1, 2, 2.5, 5, 10] as const;

/** The next round number: 1, 2, 2.5 or 5 times a power of ten; 1 if there is nothing to show. */
export function roundUp(value: number): number {
  if (!(value > 0)) return 1;
  const magnitude = 10 ** Math.floor(Math.log10(value));
  const factor = steps.find(step => step * magnitude >= value * 0.999_999) ?? 10;
  return factor * magnitude;
}

export interface Span<T> {
  from: number;
  to: number;
  value: T;
}

/** Neighbours of equal value as one span, in units of samples from the left edge; unknown ones leave a gap. */
export function spans<T>(values: readonly (T | undefined)[]): Span<T>[] {
  const shown = values.slice(-shownSamples);
  const offset = shownSamples - shown.length;
  const result: Span<T>[] = [];
  shown.forEach((value, index) => {
    if (value === undefined) return;
    const at = index + offset;
    const last = result.at(-1);
    if (last && last.to === at && last.value === value) last.to = at + 1;
    else result.push({ from: at, to: at + 1, value });
  });
  return result;
}

/** Least, middle and most of what was known, for those who do not see the line. */
export function summary(
  values: readonly (number | undefined)[],
): { least: number; most: number; last: number } | undefined {
  const known = values.slice(-shownSamples).filter(value => value !== undefined);
  if (known.length === 0) return undefined;
  return { least: Math.min(...known), most: Math.max(...known), last: known.at(-1)! };
}
