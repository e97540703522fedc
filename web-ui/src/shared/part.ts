import type { DirectiveResult } from 'lit/directive.js';
import { guard } from 'lit/directives/guard.js';
import { currentLanguage } from '../i18n/i18n';

/**
 * A part of a page that is drawn anew only if something it is drawn from is another value or object than the last time,
 * or the language is another one. Only what is replaced, never changed in place, may be among the inputs.
 */
export const part = (inputs: readonly unknown[], draw: () => unknown): DirectiveResult =>
  guard([currentLanguage(), ...inputs], draw);
