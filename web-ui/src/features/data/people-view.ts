import { html } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Person } from './actions';

/** People to choose from. Keyed, so that a choice stays with its person when others come and go. */
export const options = (people: readonly Person[]): unknown =>
  repeat(
    people,
    ({ peer }) => peer,
    ({ peer, name }) => html`<option value=${peer}>${name}</option>`,
  );
