import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { t } from '../../i18n/i18n';
import type { NameOf, Person } from './actions';

export interface RecipientChoice {
  /** Undefined: everybody. */
  chosen: string | undefined;
  people: readonly Person[];
  nameOf: NameOf;
  choose(peer: string | undefined): void;
}

/**
 * To whom something goes. Who was chosen stays chosen when it leaves: what was meant for one person must not go to
 * everybody because of that.
 */
export const recipientView = (
  testId: string,
  { chosen, people, nameOf, choose }: RecipientChoice,
): TemplateResult => {
  const gone = chosen !== undefined && people.every(({ peer }) => peer !== chosen);
  const options = [
    { peer: '', name: t('recipient.all') },
    ...people,
    ...(gone ? [{ peer: chosen, name: t('recipient.gone', { name: nameOf(chosen) }) }] : []),
  ];
  const onChange = (event: Event): void => choose((event.target as HTMLSelectElement).value || undefined);
  return html`<select
    data-testid=${testId}
    data-gone=${gone}
    .value=${live(chosen ?? '')}
    @change=${onChange}
  >
    ${repeat(
      options,
      ({ peer }) => peer,
      ({ peer, name }) => html`<option value=${peer} ?selected=${peer === (chosen ?? '')}>${name}</option>`,
    )}
  </select>`;
};
