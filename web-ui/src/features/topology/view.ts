import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { Download } from 'lucide';
import { t } from '../../i18n/i18n';
import { bitrate, milliseconds } from '../../shared/format';
import { icon } from '../../shared/icon';
import { saveFile } from '../../shared/save-file';
import { standaloneSvg } from '../../shared/standalone-svg';
import { card } from '../../shared/ui';
import { layout, mostLines } from './layout';
import type { PlacedNode, Point, TopologyModel, TopologyNode } from './model';
import { tablesView } from './tables-view';
import { answerWords, lineOf, nameOf, routeWords, say, titleOf } from './words';

/** The parts of this call and the ways between them, from measured addresses only; the same as a table. */
export function topologyView(model: TopologyModel | undefined, id = 'topology-card'): TemplateResult {
  return card(
    id,
    t('topology.title'),
    t('topology.hint'),
    html`<div data-testid="topology" data-routes=${model?.routes.length ?? 0}>
      ${model ? drawn(model) : html`<p class="empty">${t('topology.empty')}</p>`}
    </div>`,
  );
}

function drawn(model: TopologyModel): TemplateResult {
  return html`${legend()}
    <div class="scroll" tabindex="0" role="region" aria-label=${t('topology.picture')}>
      ${topologyPicture(model)}
    </div>
    <ul class="topology-nat">
      <li>${say(model.nat.browser)}</li>
      <li>${say(model.nat.peer)}</li>
    </ul>
    ${model.missing.map(end => html`<p class="hint" data-missing=${end}>${t(`topology.missing.${end}`)}</p>`)}
    <p>
      <button type="button" class="quiet" data-testid="topology-save" @click=${save}>
        ${icon(Download, 14)}<span>${t('topology.save')}</span>
      </button>
    </p>
    ${tablesView(model)}`;
}

/** The picture that is shown, with its colours as they are now, in one file. */
function save(event: Event): void {
  const picture = (event.currentTarget as Element).closest('[data-testid="topology"]')?.querySelector('svg');
  if (picture) saveFile('topology.svg', 'image/svg+xml', standaloneSvg(picture));
}

const actorOf = (node: TopologyNode): string =>
  node.role ??
  { browser: 'browser', 'browser-nat': 'nat', server: 'turn', 'peer-nat': 'nat', peer: 'peer' }[node.kind];

/** The picture alone. */
export function topologyPicture(model: TopologyModel): TemplateResult {
  const { width, height, nodes, routes, asks } = layout(model);
  const figures = [
    model.live.bitrate === undefined ? [] : bitrate(model.live.bitrate),
    model.live.roundTrip === undefined ? [] : milliseconds(model.live.roundTrip),
  ]
    .flat()
    .join(' · ');
  const path = (points: readonly Point[]): string =>
    points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
  return html`<svg
    class="topology"
    viewBox="0 0 ${width} ${height}"
    role="img"
    aria-label=${t('topology.picture')}
  >
    ${asks.map(
      ({ ask, points }) =>
        svg`<g class="ask" data-what=${ask.what} data-source=${ask.source} data-state=${ask.state}><title>${askWords(ask)}</title><path d=${path(points)} /></g>`,
    )}
    ${[...routes]
      .reverse()
      .map(
        ({ route, legs }) =>
          svg`<g class="way" data-state=${route.state} data-route=${route.id}><title>${`${routeWords(route)}, ${answerWords(route.answers)}`}</title>${legs.map(
            leg => svg`<path data-turn=${leg.turn} d=${path(leg.points)} />`,
          )}</g>`,
      )}
    ${nodes.map(nodeView)}
    ${routes.map(({ label }) => (label && figures ? labelView(label, figures) : nothing))}
  </svg>`;
}

/** Above the line, on a ground of its own: it may cross another one. */
const labelView = ({ x, y }: Point, text: string): SVGTemplateResult =>
  svg`<text class="figures" data-testid="topology-live" data-fact="topology.live" x=${x} y=${y - 9} text-anchor="middle">${text}</text>`;

const askWords = ({ what, source, state }: TopologyModel['asks'][number]): string =>
  `${t(`topology.ask.${what}`)}: ${t(`topology.askState.${state}`)} (${t(`common.${source}`)})`;

function nodeView({ node, x, y, width, height }: PlacedNode): SVGTemplateResult {
  const shown = node.addresses.slice(0, mostLines);
  const more = node.addresses.length - shown.length;
  const texts: { text: string; kind: string }[] = [
    ...(node.name ? [{ text: nameOf(node), kind: 'name' }] : []),
    ...(shown.length === 0 ? [{ text: t('topology.noAddress'), kind: 'note' }] : []),
    ...shown.map(line => ({ text: lineOf(line), kind: line.address === undefined ? 'hidden' : 'address' })),
    ...(more > 0 ? [{ text: t('topology.more', { count: more }), kind: 'note' }] : []),
    ...node.notes.map(note => ({
      text: say({ ...note, key: `topology.short.${shortOf(note)}` }),
      kind: 'note',
    })),
  ];
  return svg`<g class="part-box" data-actor=${actorOf(node)} data-kind=${node.kind} data-source=${node.source} transform="translate(${x} ${y})">
    <rect width=${width} height=${height} rx="7" />
    <rect class="bar" width=${width} height="4" rx="2" />
    <text class="title" x="12" y="25">${titleOf(node)}</text>
    ${texts.map(
      ({ text, kind }, index) =>
        svg`<text class=${kind} x="12" y=${44 + index * 17} textLength=${fit(text, kind, width - 24)} lengthAdjust="spacingAndGlyphs">${text}</text>`,
    )}
  </g>`;
}

const widthOf = { address: 6.7, hidden: 6.2, name: 6.6, note: 6.5 } as Record<string, number>;

/** A text that would not fit (a long IPv6 address) is made narrower; others keep their own width. */
const fit = (text: string, kind: string, most: number): number | typeof nothing =>
  text.length * (widthOf[kind] ?? 7) > most ? most : nothing;

/** Long notes stand below the picture and in the table; in a box a few words are enough. */
type Short =
  | 'oneOrMore'
  | 'innerNat'
  | 'outerNat'
  | 'vpn'
  | 'natHidden'
  | 'natMaybe'
  | 'natFromSrflx'
  | 'natFromPrflx'
  | 'serverNothing'
  | 'serverErrors'
  | 'mapping'
  | 'filtering';

function shortOf({ key }: TopologyNode['notes'][number]): Short {
  return key.slice('topology.'.length) as Short;
}

function legend(): TemplateResult {
  return html`<ul class="legend topology-legend" aria-label=${t('timeline.legend')}>
    <li><i class="line" data-line="media"></i>${t('topology.legendMedia')}</li>
    <li><i class="line" data-line="turn"></i>${t('topology.legendTurn')}</li>
    <li><i class="line" data-line="other"></i>${t('topology.legendOther')}</li>
    <li><i class="line" data-line="ask"></i>${t('topology.legendAsk')}</li>
    <li><i class="frame" data-source="measured"></i>${t('common.measured')}</li>
    <li><i class="frame" data-source="derived"></i>${t('common.derived')}</li>
    <li><i class="frame" data-source="unknown"></i>${t('common.unknown')}</li>
  </ul>`;
}
