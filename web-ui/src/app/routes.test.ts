import { describe, expect, it } from 'vitest';
import type { PageName } from './page';
import { followsItself, normalPath, routeOf, type LinkClick } from './routes';

const page = (name: PageName, claims: (path: string) => boolean) => ({ name, matches: claims });
const pages = [
  page('call', path => path === '/'),
  page('networks', path => path === '/networks'),
  page('session', path => /^\/sessions\/[^/]+$/.test(path)),
];

describe('routes', () => {
  it.each([
    ['/', 'call'],
    ['/index.html', 'call'],
    ['/networks', 'networks'],
    ['/networks/', 'networks'],
    ['/sessions/a1', 'session'],
    ['/sessions', 'noSuchPage'],
    ['/networks/x', 'noSuchPage'],
  ])('%s is the page %s', (path, name) => {
    expect(routeOf(pages, path).page).toBe(name);
  });

  it('knows one spelling of each path', () => {
    expect(normalPath('/networks//')).toBe('/networks');
    expect(normalPath('/')).toBe('/');
  });
});

describe('a click on a link', () => {
  const plain: LinkClick = {
    button: 0,
    modified: false,
    alreadyHandled: false,
    target: '',
    download: false,
    sameOrigin: true,
    sameDocument: false,
    path: '/networks',
  };

  it('is followed by the page itself', () => {
    expect(followsItself(plain, pages)).toBe(true);
  });

  it.each<[string, Partial<LinkClick>]>([
    ['the middle button', { button: 1 }],
    ['Ctrl, Shift or Cmd', { modified: true }],
    ['a link that opens another tab', { target: '_blank' }],
    ['a download', { download: true }],
    ['another origin', { sameOrigin: false }],
    ['a place on the same page', { sameDocument: true }],
    ['a path of an API', { path: '/api/matrix' }],
    ['a click somebody handled', { alreadyHandled: true }],
  ])('stays with the browser: %s', (_, more) => {
    expect(followsItself({ ...plain, ...more }, pages)).toBe(false);
  });
});
