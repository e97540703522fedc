import type { Page, PageName, Route } from './page';

/** A path as pages know it: no slash at the end, and the file name of the start page is the start page. */
export function normalPath(path: string): string {
  const bare = path.replace(/\/+$/, '') || '/';
  return bare === '/index.html' ? '/' : bare;
}

/** The page of a path; `noSuchPage` if no page claims it. */
export function routeOf(pages: readonly Pick<Page, 'name' | 'matches'>[], pathname: string): Route {
  const path = normalPath(pathname);
  const page: PageName = pages.find(candidate => candidate.matches(path))?.name ?? 'noSuchPage';
  return { page, path };
}

/** What a click on a link carries, as far as it decides who follows the link. */
export interface LinkClick {
  button: number;
  modified: boolean;
  alreadyHandled: boolean;
  target: string;
  download: boolean;
  sameOrigin: boolean;
  /** Differs from the present address only after the `#`. */
  sameDocument: boolean;
  path: string;
}

/** Whether the page itself follows the link. Other clicks (new tab, download, an API) stay with the browser. */
export const followsItself = (click: LinkClick, pages: readonly Pick<Page, 'name' | 'matches'>[]): boolean =>
  click.button === 0 &&
  !click.modified &&
  !click.alreadyHandled &&
  (click.target === '' || click.target === '_self') &&
  !click.download &&
  click.sameOrigin &&
  !click.sameDocument &&
  routeOf(pages, click.path).page !== 'noSuchPage';
