import type { Page } from './page';
import { followsItself, routeOf } from './routes';
import type { Store } from './store';

/**
 * Moves between pages without loading them anew, so a call goes on. Links are real links; this only follows the
 * plain clicks on them. The state has the route; the views show it.
 */
export class Router {
  private shown: Page | undefined;
  private focusHeading = false;

  constructor(
    private readonly store: Store,
    private readonly pages: readonly Page[],
  ) {}

  get page(): Page {
    return this.shown!;
  }

  start(): void {
    addEventListener('popstate', () => this.show());
    document.addEventListener('click', event => this.onClick(event));
    this.show();
  }

  /** To another page, as if its link had been followed. */
  go(path: string): void {
    const before = this.store.state.route.path;
    history.pushState(null, '', path);
    this.show();
    // The same page with another query.
    if (this.store.state.route.path === before) this.page.enter?.(before);
    scrollTo({ top: 0, behavior: 'instant' });
  }

  /** After each rendering: a navigation moves the focus to the heading of the page, as loading a page would. */
  rendered(): void {
    if (!this.focusHeading) return;
    this.focusHeading = false;
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
  }

  private show(): void {
    const before = this.store.state.route;
    const route = routeOf(this.pages, location.pathname);
    const same = this.shown !== undefined && before.path === route.path;
    if (same) return;
    const page = this.pages.find(({ name }) => name === route.page)!;
    if (this.shown && this.shown !== page) this.shown.leave?.();
    this.focusHeading = this.shown !== undefined;
    this.shown = page;
    this.store.update(state => (state.route = route));
    page.enter?.(route.path);
  }

  private onClick(event: MouseEvent): void {
    const link = event
      .composedPath()
      .find(
        (node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement && node.hasAttribute('href'),
      );
    if (!link) return;
    const sameDocument = link.pathname === location.pathname && link.search === location.search;
    const follows = followsItself(
      {
        button: event.button,
        modified: event.ctrlKey || event.metaKey || event.shiftKey || event.altKey,
        alreadyHandled: event.defaultPrevented,
        target: link.target,
        download: link.hasAttribute('download'),
        sameOrigin: link.origin === location.origin,
        sameDocument: sameDocument && link.hash !== '',
        path: link.pathname,
      },
      this.pages,
    );
    if (!follows) return;
    event.preventDefault();
    if (!sameDocument) this.go(link.pathname + link.search + link.hash);
  }
}
