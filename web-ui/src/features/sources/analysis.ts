import type { ShownSource } from '../../protocol/messages';
import type { MediaPeerBody } from '../../protocol/rest';
import type { MediaSource, Shown, SourceChange } from './model';

export const sizes = ['320x180', '640x360', '1280x720', '1920x1080'] as const;
export const rates = [5, 10, 15, 25, 30, 60] as const;

/**
 * What the media peers can show, each source once; the pattern first. One that somebody can show is no problem because
 * somebody else can not.
 *
 * @param peer only what this one can show, by its id or name
 */
export function sourcesOf(
  mediaPeers: readonly MediaPeerBody[] | undefined,
  peer?: string | undefined,
): MediaSource[] {
  const asked = mediaPeers?.filter(({ id, name }) => peer === undefined || id === peer || name === peer);
  const all = asked?.length ? asked : (mediaPeers ?? []);
  const found = new Map<string, MediaSource>([['pattern', { id: 'pattern', kind: 'pattern' }]]);
  for (const source of all.flatMap(({ sources }) => sources ?? [])) {
    const before = found.get(source.id);
    if (!before || before.problem !== undefined || before.kind === 'pattern') found.set(source.id, source);
  }
  return [...found.values()];
}

export const has = (sources: readonly MediaSource[], kind: MediaSource['kind']): boolean =>
  sources.some(source => source.kind === kind);

/** The size as the select names it; empty for that of the source itself. */
export const sizeName = ({ width, height }: Pick<Shown, 'width' | 'height'>): string =>
  width && height ? `${width}x${height}` : '';

/** Width and height of such a name. */
export function sizeOf(name: string): readonly [number, number] | undefined {
  const [width, height] = name.split('x').map(Number);
  return width && height ? [width, height] : undefined;
}

/** What is shown, with one thing changed. A file goes on where it is when it is asked for again without a position. */
export function changed(shown: Shown, change: Partial<SourceChange>): SourceChange {
  const size = 'size' in change ? change.size : sizeOf(sizeName(shown));
  const rate = 'rate' in change ? change.rate : (shown.framesPerSecond ?? undefined);
  const whole = rate === undefined ? undefined : Math.min(60, Math.max(1, Math.round(rate)));
  return { source: shown.source, ...change, size, rate: whole };
}

/** From the words of the WebSocket. */
export const shownOf = ({ source, width, height, frames_per_second }: ShownSource): Shown => ({
  source,
  width,
  height,
  framesPerSecond: frames_per_second,
});

/** As the REST API and, with other words, the WebSocket take it. */
export const bodyOf = ({ source, size, rate, positionMs, loop }: SourceChange): Record<string, unknown> => ({
  source,
  ...(size ? { width: size[0], height: size[1] } : {}),
  ...(rate ? { framesPerSecond: rate } : {}),
  ...(positionMs === undefined ? {} : { positionMs: Math.round(positionMs) }),
  ...(loop === undefined ? {} : { loop }),
});
