import type { TemplateResult } from 'lit';
import type { en } from '../i18n/en';
import type { Actions } from './actions';
import type { AppState } from './state';

/** Pages have their names, titles and navigation words under `pages` in the catalogues. */
export type PageName = keyof (typeof en)['pages'];

/** One page: what it shows for a state, and what it starts and stops while it is looked at. */
export interface Page {
  readonly name: PageName;
  /** Its place in the navigation; pages reached from other pages have none. */
  readonly navigation?: { path: string };
  /** `split`: a live part that stays in view beside the evidence; `single`: one column. */
  readonly layout: 'split' | 'single';
  /** Where the skip link leads; `#content` if nothing better. */
  readonly skipTo?: string;
  /** Whether a path, without query and without a slash at its end, is of this page. */
  matches(path: string): boolean;
  /** The content of `<main>`, with one `<h1 tabindex="-1">`, which gets the focus after a navigation. */
  view(state: AppState, actions: Actions): TemplateResult;
  /** The page comes into view, also at another path of its own. */
  enter?(path: string): void;
  leave?(): void;
}

/** Which page is shown, and at which path. */
export interface Route {
  page: PageName;
  path: string;
}
