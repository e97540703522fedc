import { html, nothing, type TemplateResult } from 'lit';
import { known, t } from '../../i18n/i18n';
import { bitrate, unknown } from '../../shared/format';
import { bitsPerSecond } from '../../shared/units';
import type { DataActions, NameOf } from './actions';
import type { DataState, PeerLink } from './model';
import type { ChannelFigures } from './statistics';
import { size } from './view-words';

/** Whether each page can be reached directly, in words; what it counts per channel is asked for only while open. */
export function channelsView(
  { links, channels }: Pick<DataState, 'links' | 'channels'>,
  nameOf: NameOf,
  actions: DataActions,
): TemplateResult {
  return html`<details
    class="card channels"
    data-testid="channels"
    @toggle=${(event: Event) => actions.watchChannels((event.currentTarget as HTMLDetailsElement).open)}
  >
    <summary>${t('channels.title')}</summary>
    <p class="hint">${t('channels.hint')}</p>
    <ul class="plain">
      ${Object.entries(links).map(([peer, link]) => linkView(peer, link, nameOf))}
    </ul>
    ${channels && channels.length > 0 ? table(channels, nameOf) : html`<p class="empty">${t('channels.empty')}</p>`}
  </details>`;
}

/** The state of the channels to one peer, for its tile or for a list. */
export function linkView(peer: string, { phase, malformed }: PeerLink, nameOf: NameOf): TemplateResult {
  return html`<li data-testid="data-link" data-peer=${peer} data-state=${phase}>
    ${nameOf(peer)}: ${t(`dataLink.${phase}`)}
    ${
      malformed > 0
        ? html`<span class="number" data-fact="channel.malformed"
            >${t('dataLink.malformed', { count: malformed })}</span
          >`
        : nothing
    }
  </li>`;
}

function table(channels: readonly ChannelFigures[], nameOf: NameOf): TemplateResult {
  return html`<div class="scroll">
    <table data-testid="channels-table">
      <thead>
        <tr>
          <th scope="col">${t('channels.peer')}</th>
          <th scope="col">${t('channels.channel')}</th>
          <th scope="col">${t('channels.state')}</th>
          <th scope="col" class="number">${t('channels.sent')}</th>
          <th scope="col" class="number">${t('channels.received')}</th>
          <th scope="col" class="number">${t('channels.sending')}</th>
          <th scope="col" class="number">${t('channels.receiving')}</th>
          <th scope="col" class="number">${t('channels.waiting')}</th>
        </tr>
      </thead>
      <tbody>
        ${channels.map(channel => channelRow(channel, nameOf))}
      </tbody>
    </table>
  </div>`;
}

function channelRow(channel: ChannelFigures, nameOf: NameOf): TemplateResult {
  const name = `channels.name.${channel.label}`;
  const rate = (value: number | undefined): string =>
    bitrate(value === undefined ? undefined : bitsPerSecond(value));
  return html`<tr data-peer=${channel.peer} data-channel=${channel.label}>
    <th scope="row">${nameOf(channel.peer)}</th>
    <td>${known(name) ? t(name) : channel.label}</td>
    <td><code>${channel.state}</code></td>
    <td class="number" data-fact="channel.sent">${total(channel.messagesSent, channel.bytesSent)}</td>
    <td class="number" data-fact="channel.received">
      ${total(channel.messagesReceived, channel.bytesReceived)}
    </td>
    <td class="number" data-fact="channel.sending">${rate(channel.sending)}</td>
    <td class="number" data-fact="channel.receiving">${rate(channel.receiving)}</td>
    <td class="number" data-fact="channel.buffered">
      ${channel.buffered === undefined ? unknown : size(channel.buffered)}
    </td>
  </tr>`;
}

function total(messages: number | undefined, bytes: number | undefined): string {
  if (messages === undefined || bytes === undefined) return unknown;
  return t('channels.messages', { count: messages, bytes: size(bytes) });
}
