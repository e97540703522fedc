import { html, type TemplateResult } from 'lit';
import type { Actions } from '../app/actions';
import type { Page } from '../app/page';
import type { AppState } from '../app/state';
import type { Store } from '../app/store';
import { browserNatView } from '../features/browser-nat/view';
import { choicesView } from '../features/call/choices-view';
import { isOver } from '../features/call/record';
import { peerAskedFor, peerIdOf } from '../features/call/peer-choice';
import { stagesView } from '../features/call/stages-view';
import { callView } from '../features/call/view';
import { candidatesView } from '../features/candidates/view';
import { glassView } from '../features/glass/view';
import { guideOf } from '../features/guide/analysis';
import { guideView } from '../features/guide/view';
import { natView } from '../features/nat-report/view';
import type { NetworksClient } from '../features/networks/client';
import { natOfPeer, networkOfPeer } from '../features/networks/analysis';
import type { PathFinding } from '../features/path/model';
import { pathOf } from '../features/path/path-of';
import { pathView } from '../features/path/view';
import { phasesView } from '../features/phases/view';
import { qualityView } from '../features/quality/view';
import { rawMessagesView } from '../features/raw-messages/view';
import { recordingView, type Recordable } from '../features/recording/view';
import { sequenceView } from '../features/sequence/view';
import { sourcesOf } from '../features/sources/analysis';
import { sourcesView } from '../features/sources/view';
import { timelineView } from '../features/timeline/view';
import { judge } from '../features/verdict/analysis';
import type { Verdict } from '../features/verdict/model';
import { verdictView } from '../features/verdict/view';
import { topologyBasis, topologyOfCall } from '../features/topology/topology-of';
import { topologyView } from '../features/topology/view';
import { t } from '../i18n/i18n';
import { card } from '../shared/ui';
import { part } from '../shared/part';
import { whenSeen } from '../shared/when-seen';

/** Does it connect, which way, and why? The live part at the left, the evidence at the right. */
export function callPage(store: Store, networks: NetworksClient, video: HTMLVideoElement): Page {
  return {
    name: 'call',
    navigation: { path: '/' },
    layout: 'split',
    skipTo: '#stages',
    matches: path => path === '/',
    view: (state, actions) => view(store, networks, video, actions, state),
    enter: () => {
      choosePeer(store);
      // Which network the peer is in, and what lies before it.
      void networks.load();
    },
  };
}

/** A link may choose the media peer of the next call. It does so once: the address is clean afterwards. */
function choosePeer(store: Store): void {
  const peer = peerAskedFor(location.search);
  if (peer === undefined) return;
  store.update(({ settings, lab }) => (settings.peer = peerIdOf(peer, lab.mediaPeers)));
  history.replaceState(null, '', location.pathname);
}

/**
 * Events of the session come often, and few parts of the page show something of it; the others are drawn anew when
 * something else changed.
 */
function view(
  store: Store,
  networks: NetworksClient,
  video: HTMLVideoElement,
  actions: Actions,
  state: AppState,
): TemplateResult {
  const { call, live, link } = state;
  const { revision } = store;
  return html`<h1 class="visually-hidden" tabindex="-1">${t('pages.call.title')}</h1>
    <div class="live">
      ${part([revision], () => callView(state, video, actions))}
      ${part([revision, live?.id, live?.verdict], () => verdictView(verdictOf(state)))}
      ${part([revision], () => choicesView(state, actions))}
      ${part([revision], () => sourcesOfCall(state, actions))}
    </div>
    <div class="evidence">
      ${part([revision], () => setUpViews(state, actions))} ${sequence(store, state)}
      ${whenSeen([revision], topologyBasis(state), () => topologyView(topologyOfCall(state)))}
      ${part(
        [revision],
        () =>
          html`${qualityView(call, call?.sending, state.settings.sendingPreset, {
              preset: name => actions.choose('sendingPreset', name),
            })}
            ${glassView(call?.glass)} ${recordingView(state.recordings, recordable(state), actions.recording)}
            ${timelineView(call, link.clock)} ${candidatesView(call)}
            <div class="nat-pair">
              ${peerNatView(state, networks, actions)}
              ${browserNatView(state.browserNat, () => actions.measureBrowserNat())}
            </div>
            ${rawMessagesView(call)}`,
      )}
    </div>`;
}

/** What the media peer shows, or would in the next call. */
function sourcesOfCall({ call, lab, settings, sources }: AppState, actions: Actions): TemplateResult {
  const running = call !== undefined && !isOver(call) && call.remote.peerId !== undefined;
  const mediaPeer =
    (running ? call.remote.mediaPeer : undefined) ?? (settings.peer === 'auto' ? undefined : settings.peer);
  const { source } = settings;
  return card(
    'sources',
    t('sources.title'),
    t(running ? 'sources.hintRunning' : 'sources.hint'),
    sourcesView(
      {
        ...sources,
        sources: sourcesOf(lab.mediaPeers, mediaPeer),
        owner: mediaPeer ?? lab.mediaPeers?.[0]?.id,
        shown: (running ? call.shown : undefined) ?? { source: (running && call.remote.source) || source },
        running,
      },
      actions,
    ),
  );
}

/** The picture of the peer while there is one, and the own camera. */
const recordable = ({ call, camera }: AppState): Recordable[] => [
  ...(call?.phase === 'playing' ? [{ key: 'remote', label: t('recording.remote') }] : []),
  ...(camera.kind === 'on' ? [{ key: 'own', label: t('recording.own') }] : []),
];

const pathOfCall = (state: AppState): PathFinding | undefined =>
  state.call && pathOf(state.call, natOfPeer(state));

const verdictOf = (state: AppState): Verdict =>
  judge({
    call: state.call,
    path: pathOfCall(state),
    lab: state.lab.status,
    signalingUp: state.link.state.kind === 'open',
    served: state.live?.verdict && { sessionId: state.live.id, verdict: state.live.verdict },
  });

/** How far the call came, what to look at next, and the way the media takes. */
function setUpViews(state: AppState, actions: Actions): TemplateResult {
  const { call, settings } = state;
  const path = pathOfCall(state);
  return html`${stagesView(call)}
  ${guideView(guideOf(call, path), settings.guide === 'shown', shown => actions.choose('guide', shown ? 'shown' : 'hidden'))}
  ${pathView(call, path)}`;
}

/** What the session of this call told so far, on the lab clock. */
function sequence(store: Store, { call, live, sequence: ui }: AppState): TemplateResult {
  const id = call?.remote.sessionId;
  const followed = id !== undefined && live?.id === id ? live : undefined;
  const source = {
    record: followed?.record,
    live: followed !== undefined && followed.stream !== 'ended',
    waiting: followed && t(followed.stream === 'lost' ? 'sequence.lost' : 'sequence.loading'),
  };
  return html`${phasesView(followed?.record, followed?.verdict)}
  ${sequenceView(source, ui, how => store.update(state => how(state.sequence)))}`;
}

/** The report of the network the peer is in; before a call, and in a lab with one network, that of the lab's probe. */
function peerNatView(state: AppState, networks: NetworksClient, actions: Actions): TemplateResult {
  const network = networkOfPeer(state);
  if (!network) return natView({ ...state.nat, report: natOfPeer(state) }, () => actions.measureNat());
  const loading = state.networks.probes[network.name]?.running === true;
  const report = natOfPeer(state);
  return natView({ loading, report, problem: undefined }, () => void networks.measure(network.name));
}
