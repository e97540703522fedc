import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { RefreshCw, Send } from 'lucide';
import { t } from '../../i18n/i18n';
import { icon } from '../../shared/icon';
import { card } from '../../shared/ui';
import type { DataActions, NameOf, Person } from './actions';
import { recipientView } from './people-view';
import type { ChatMessage, ChatState, Delivery, OwnMessage } from './chat';
import { mostChatLength } from './frames';
import { duration } from './view-words';

/** What was written in the room, with the mark of each own message and the way each one took. */
export function chatView(
  state: ChatState,
  people: readonly Person[],
  to: string | undefined,
  nameOf: NameOf,
  actions: DataActions,
): TemplateResult {
  const dropped = Object.entries(state.dropped);
  return card(
    'chat',
    t('chat.title'),
    t('chat.hint'),
    html`<div
        class="chat-log"
        data-testid="chat-log"
        role="log"
        aria-live="polite"
        aria-label=${t('chat.log')}
        tabindex="0"
      >
        <ol>
          ${repeat(
            state.messages,
            message => (message.author === 'me' ? message.id : `${message.from} ${message.id}`),
            message => messageView(message, nameOf, actions),
          )}
        </ol>
      </div>
      ${
        state.messages.length === 0
          ? html`<p class="empty">${t(people.length === 0 ? 'chat.alone' : 'chat.empty')}</p>`
          : nothing
      }
      ${dropped.map(
        ([peer, count]) =>
          html`<p class="note warn" data-testid="chat-dropped" data-peer=${peer}>
            ${t('chat.dropped', { name: nameOf(peer), count })}
          </p>`,
      )}
      ${form(
        recipientView('chat-to', {
          chosen: to,
          people,
          nameOf,
          choose: peer => actions.address('chat', peer),
        }),
        actions,
      )}`,
  );
}

function form(recipient: TemplateResult, actions: DataActions): TemplateResult {
  return html`<form class="chat-form" @submit=${(event: SubmitEvent) => onSubmit(event, actions)}>
    <label class="chat-to"><span>${t('chat.to')}</span>${recipient}</label>
    <textarea
      name="text"
      rows="1"
      data-testid="chat-input"
      maxlength=${mostChatLength}
      aria-label=${t('chat.label')}
      placeholder=${t('chat.placeholder')}
      enterkeyhint="send"
      @keydown=${onKey}
    ></textarea>
    <button type="submit" class="primary" data-testid="chat-send">
      ${icon(Send, 16)}<span>${t('chat.send')}</span>
    </button>
  </form>`;
}

function onSubmit(event: SubmitEvent, actions: DataActions): void {
  event.preventDefault();
  const form = event.currentTarget as HTMLFormElement;
  const input = form.elements.namedItem('text') as HTMLTextAreaElement;
  if (input.value.trim() === '') return;
  actions.write(input.value);
  input.value = '';
  input.focus();
}

/** Enter sends, as everywhere; with Shift it begins a line. Not while an input method composes a character. */
function onKey(event: KeyboardEvent): void {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  (event.currentTarget as HTMLTextAreaElement).form?.requestSubmit();
}

function messageView(message: ChatMessage, nameOf: NameOf, actions: DataActions): TemplateResult {
  if (message.author === 'me') return ownView(message, nameOf, actions);
  const notes = [
    ...(message.private ? [t('chat.privateFrom')] : []),
    ...(message.via === 'signaling' ? [t('chat.bySignaling')] : []),
  ];
  return html`<li
    data-testid="chat-message"
    data-author="peer"
    data-peer=${message.from}
    data-via=${message.via}
  >
    <p class="chat-who"><strong>${nameOf(message.from)}</strong> <small>${notes.join(', ')}</small></p>
    <p class="chat-text">${message.text}</p>
  </li>`;
}

type Mark = 'sending' | 'delivered' | 'signaling' | 'failed' | 'left' | 'nobody';

/** One mark for all recipients: the least that is true of each of them. */
export function markOf({ deliveries, signaling }: OwnMessage): Mark {
  const kinds = new Set(Object.values(deliveries).map(({ kind }) => kind));
  if (kinds.size === 0) return 'nobody';
  if (kinds.has('signaling')) {
    if (signaling.kind === 'failed') return 'failed';
    return 'signaling';
  }
  if (kinds.has('sending')) return 'sending';
  return kinds.has('left') ? 'left' : 'delivered';
}

function ownView(message: OwnMessage, nameOf: NameOf, actions: DataActions): TemplateResult {
  const mark = markOf(message);
  const { signaling } = message;
  const each = Object.entries(message.deliveries)
    .map(([peer, delivery]) => deliveryWords(nameOf(peer), delivery, message))
    .join('\n');
  return html`<li
    data-testid="chat-message"
    data-author="me"
    data-mark=${mark}
    data-signaling=${signaling.kind}
    data-id=${message.id}
  >
    <p class="chat-who">
      <strong>${t('chat.me')}</strong>
      ${message.to === undefined ? nothing : html`<small>${t('chat.privateTo', { name: nameOf(message.to) })}</small>`}
      <small class="chat-mark" data-mark=${mark} data-fact="chat.delivery" title=${each}
        >${t(`chat.mark.${mark}`)}<span class="visually-hidden">${each}</span></small
      >
    </p>
    <p class="chat-text">${message.text}</p>
    ${
      mark === 'failed' && signaling.kind === 'failed'
        ? html`<p class="problem" data-problem=${signaling.code}>
            ${failureWords(signaling.code)}
            <button
              type="button"
              class="quiet"
              data-testid="chat-retry"
              @click=${() => actions.retry(message.id)}
            >
              ${icon(RefreshCw, 14)}<span>${t('chat.retry')}</span>
            </button>
          </p>`
        : nothing
    }
  </li>`;
}

const failureWords = (code: string): string =>
  code === 'unanswered' || code === 'unreachable'
    ? t(`chat.failedWhy.${code}`)
    : t('chat.failedWhy.other', { code });

function deliveryWords(name: string, delivery: Delivery, { signaling }: OwnMessage): string {
  switch (delivery.kind) {
    case 'sending':
      return t('chat.delivery.sending', { name });
    case 'delivered':
      return t('chat.delivery.delivered', { name, took: duration(delivery.took) });
    case 'left':
      return t('chat.delivery.left', { name });
    case 'signaling':
      switch (signaling.kind) {
        case 'taken':
          return t('chat.delivery.taken', { name });
        case 'failed':
          return t('chat.delivery.failed', { name });
        case 'none':
        case 'sent':
          return t('chat.delivery.waiting', { name });
        default:
          return signaling satisfies never;
      }
    default:
      return delivery satisfies never;
  }
}
