import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { known, t, type Message } from '../../i18n/i18n';
import { card } from '../../shared/ui';
import { layout, mostLines } from './layout';
import type { AddressLine, PlacedNode, Point, TopologyModel, TopologyNode, TopologyRoute } from './model';

/** The parts of this call and the ways between them, from measured addresses only; the same as a table. */
export function topologyView(model: TopologyModel | undefined): TemplateResult {
  return card(
    'topology-card',
    t('topology.title'),
    t('topology.hint'),
    html`<div data-testid="topology" data-routes=${model?.routes.length ?? 0}>
      ${model ? drawn(model) : html`<p class="empty">${t('topology.empty')}</p>`}
    </div>`,
  );
}

function drawn(model: TopologyModel): TemplateResult {
  return html`${legend()}
    <div class="scroll" tabindex="0" role="region" aria-label=${t('topology.picture')}>${picture(model)}</div>
    <ul class="topology-nat">
      <li>${say(model.nat.browser)}</li>
      <li>${say(model.nat.peer)}</li>
    </ul>
    ${table(model)}`;
}

/** A value of a NAT report stands in a text by its wire word; here it becomes a word of the language. */
function say({ key, params }: Message): string {
  const value = `nat.value.${params?.['value']}`;
  return t(key, known(value) ? { ...params, value: t(value) } : params);
}

const actorOf = (node: TopologyNode): string =>
  ({ browser: 'browser', 'browser-nat': 'nat', server: 'turn', 'peer-nat': 'nat', peer: 'peer' })[node.kind];

const titleOf = (node: TopologyNode): string => t(`topology.kind.${node.kind}`);

const addressOf = ({ address }: AddressLine): string => address ?? t('candidates.hidden');

function lineOf(line: AddressLine): string {
  const type = line.type === 'mapped' ? t('topology.mapped') : line.type;
  const tcp = line.protocol === 'tcp' ? ' tcp' : '';
  const relay = line.relayProtocol ? ` (${line.relayProtocol.toUpperCase()})` : '';
  return `${type}${tcp} ${addressOf(line)}${relay}`;
}

function picture(model: TopologyModel): TemplateResult {
  const { width, height, nodes, routes, asks } = layout(model);
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
        svg`<g class="ask" data-what=${ask.what}><title>${t(`topology.ask.${ask.what}`)}</title><path d=${path(points)} /></g>`,
    )}
    ${[...routes]
      .reverse()
      .map(
        ({ route, legs }) =>
          svg`<g class="way" data-state=${route.state} data-route=${route.id}><title>${routeWords(route)}</title>${legs.map(
            leg => svg`<path data-turn=${leg.turn} d=${path(leg.points)} />`,
          )}</g>`,
      )}
    ${nodes.map(nodeView)}
  </svg>`;
}

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

const nameOf = ({ kind, name = '' }: TopologyNode): string =>
  kind === 'peer-nat' ? t('topology.network', { name }) : name;

const widthOf = { address: 6.7, hidden: 6.2, name: 6.6, note: 6.5 } as Record<string, number>;

/** A text that would not fit (a long IPv6 address) is made narrower; others keep their own width. */
const fit = (text: string, kind: string, most: number): number | typeof nothing =>
  text.length * (widthOf[kind] ?? 7) > most ? most : nothing;

/** Long notes stand below the picture and in the table; in a box a few words are enough. */
type Short =
  | 'natHidden'
  | 'natMaybe'
  | 'natFromSrflx'
  | 'natFromPrflx'
  | 'serverNothing'
  | 'serverErrors'
  | 'mapping'
  | 'filtering';

function shortOf({ key }: Message): Short {
  return key.slice('topology.'.length) as Short;
}

function routeWords(route: TopologyRoute): string {
  return `${t(`topology.route.${route.id}`)}: ${t(`topology.state.${route.state}`)}, ${t('topology.pairs', { count: route.pairs })}`;
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

function table({ nodes, routes }: TopologyModel): TemplateResult {
  const titleOfId = (id: string): string => {
    const node = nodes.find(candidate => candidate.id === id);
    return node ? titleOf(node) : id;
  };
  return html`<details class="events">
    <summary>${t('topology.table')}</summary>
    <div class="scroll" tabindex="0" role="region" aria-label=${t('topology.table')}>
      <table>
        <thead>
          <tr>
            <th scope="col">${t('topology.part')}</th>
            <th scope="col">${t('topology.addresses')}</th>
            <th scope="col">${t('timeline.source')}</th>
          </tr>
        </thead>
        <tbody>
          ${nodes.map(
            node =>
              html`<tr data-kind=${node.kind}>
                <th scope="row">${titleOf(node)} ${node.name ? nameOf(node) : nothing}</th>
                <td>
                  <ul>
                    ${node.addresses.map(line => html`<li class="mono">${lineOf(line)}</li>`)}
                    ${node.notes.map(note => html`<li>${say(note)}</li>`)}
                    ${node.addresses.length + node.notes.length === 0 ? html`<li class="muted">${t('common.unknown')}</li>` : nothing}
                  </ul>
                </td>
                <td><span class="tag" data-source=${node.source}>${t(`common.${node.source}`)}</span></td>
              </tr>`,
          )}
        </tbody>
      </table>
      <table data-testid="topology-routes">
        <thead>
          <tr>
            <th scope="col">${t('topology.way')}</th>
            <th scope="col">${t('candidates.state')}</th>
            <th scope="col" class="number">${t('candidates.pairs')}</th>
          </tr>
        </thead>
        <tbody>
          ${routes.map(
            route =>
              html`<tr data-route=${route.id} data-state=${route.state}>
                <td>
                  ${t(`topology.route.${route.id}`)}
                  <span class="muted"
                    >${['browser', ...route.legs.map(({ to }) => to)].map(titleOfId).join(' → ')}</span
                  >
                </td>
                <td>${t(`topology.state.${route.state}`)}</td>
                <td class="number">${route.pairs}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}
