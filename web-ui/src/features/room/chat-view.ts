import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { Send } from 'lucide';
import { currentLanguage, known, t } from '../../i18n/i18n';
import { icon } from '../../shared/icon';
import type { RoomActions } from './actions';
import { longestLine, type ChatLine } from './chat';
import type { RoomState } from './model';
import { nameOf } from './names-view';

/** What people write, in order, each line with the way it took and what became of it. */
export function chatView(room: RoomState, actions: RoomActions): TemplateResult {
  const { chat, draft, people } = room;
  const alone = !people.some(({ role }) => role === 'participant');
  const submit = (event: Event): void => {
    event.preventDefault();
    actions.say();
  };
  return html`<section class="chat" aria-labelledby="chat-title" @focusin=${() => actions.looked()}>
    <h3 id="chat-title">
      ${t('roomChat.title')}
      ${
        chat.unread > 0
          ? html`<span class="chat-unread" data-testid="chat-unread"
              >${t('roomChat.unread', { count: chat.unread })}</span
            >`
          : nothing
      }
    </h3>
    <ol class="chat-log" data-testid="chat-log" role="log" tabindex="0" aria-label=${t('roomChat.title')}>
      ${
        chat.lines.length === 0
          ? html`<li class="empty">${t('roomChat.empty')}</li>`
          : repeat(
              chat.lines,
              ({ from, id }) => `${from} ${id}`,
              line => lineView(line),
            )
      }
    </ol>
    <form class="chat-form" @submit=${submit}>
      <input
        type="text"
        data-testid="chat-input"
        autocomplete="off"
        maxlength=${longestLine}
        aria-label=${t('roomChat.write')}
        placeholder=${t('roomChat.write')}
        .value=${live(draft)}
        @input=${(event: InputEvent) => actions.type('draft', (event.target as HTMLInputElement).value)}
      />
      <button type="submit" class="secondary" data-testid="chat-send" ?disabled=${draft.trim() === ''}>
        ${icon(Send, 16)}<span class="visually-hidden">${t('roomChat.send')}</span>
      </button>
    </form>
    <p class="hint">${alone ? t('roomChat.nobody') : t('roomChat.hint')}</p>
  </section>`;
}

function lineView(line: ChatLine): TemplateResult {
  const name = line.own ? t('room.you') : nameOf({ id: line.from, name: line.name, role: 'participant' });
  return html`<li
    class="chat-line"
    data-id=${line.id}
    data-from=${line.from}
    data-own=${line.own}
    data-state=${line.state}
    data-way=${line.way}
  >
    <p class="chat-head">
      <strong>${name}</strong>
      <time>${clock(line.at)}</time>
      ${line.only === undefined || line.own ? nothing : html`<span>${t('roomChat.private')}</span>`}
    </p>
    <p class="chat-text">${line.text}</p>
    <p class="chat-foot">
      <span>${t(`roomChat.way.${line.way}`)}</span>
      ${line.own ? html`<span>${t(`roomChat.state.${line.state}`)}${why(line.problem)}</span>` : nothing}
    </p>
  </li>`;
}

function why(problem: string | undefined): string {
  const key = `problem.${problem}.title`;
  if (problem === undefined) return '';
  return `: ${known(key) ? t(key) : problem}`;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clock(at: number): string {
  const language = currentLanguage();
  let format = clocks.get(language);
  if (!format) clocks.set(language, (format = new Intl.DateTimeFormat(language, { timeStyle: 'short' })));
  return format.format(new Date(at));
}
