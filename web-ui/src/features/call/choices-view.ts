import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Actions } from '../../app/actions';
import type { AppState } from '../../app/state';
import { t } from '../../i18n/i18n';
import { sourcesOf } from '../sources/analysis';
import { sourceLabel } from '../sources/words';
import { isOver } from './record';

/** How the next call is made: four native selects. */
export function choicesView(state: AppState, actions: Actions): TemplateResult {
  const { settings, lab, call } = state;
  const peers = lab.mediaPeers ?? [];
  const running = call !== undefined && !isOver(call);
  return html`<fieldset class="choices card">
    <legend class="visually-hidden">${t('choices.label')}</legend>
    ${select('peer', t('choices.peer'), settings.peer, peerOptions(peers, settings.peer), value => actions.choose('peer', value))}
    ${select('source', t('choices.source'), settings.source, sourceOptions(state), value => actions.choose('source', value))}
    ${select(
      'ice-policy',
      t('choices.policy'),
      settings.icePolicy,
      [
        ['all', t('choices.policyAll')],
        ['relay', t('choices.policyRelay')],
      ],
      value => actions.choose('icePolicy', value === 'relay' ? 'relay' : 'all'),
    )}
    ${select(
      'signaling-mode',
      t('choices.signaling'),
      settings.signalingMode,
      [
        ['websocket', t('choices.signalingWebsocket')],
        ['http', t('choices.signalingHttp')],
      ],
      value => actions.choose('signalingMode', value === 'http' ? 'http' : 'websocket'),
    )}
    ${running ? html`<p class="hint">${t('choices.nextCall')}</p>` : nothing}
  </fieldset>`;
}

type Options = [value: string, label: string][];

/** A native select with its label above it. */
export function select(
  testId: string,
  label: string,
  value: string,
  options: Options,
  choose: (value: string) => void,
): TemplateResult {
  return html`<label class="field">
    <span>${label}</span>
    <select
      data-testid=${testId}
      .value=${live(value)}
      @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}
    >
      ${options.map(
        ([option, text]) => html`<option value=${option} ?selected=${option === value}>${text}</option>`,
      )}
    </select>
  </label>`;
}

/** A choice that is no longer there stays visible until another is made. */
function peerOptions(peers: { id: string; name?: string }[], chosen: string): Options {
  const options: Options = [
    ['auto', t('choices.peerAuto')],
    ...peers.map<[string, string]>(peer => [peer.id, peer.name ?? peer.id]),
  ];
  return options.some(([value]) => value === chosen) ? options : [...options, [chosen, chosen]];
}

function sourceOptions({ lab, settings }: AppState): Options {
  const options = sourcesOf(lab.mediaPeers).map<[string, string]>(({ id, label }) => [
    id,
    sourceLabel(id, label),
  ]);
  const { source } = settings;
  return options.some(([id]) => id === source) ? options : [...options, [source, sourceLabel(source)]];
}
