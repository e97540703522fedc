import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Paths that the page knows; `nginx/lab.conf.template` has the same. */
const pages = /^\/((networks|turn|(room|sessions)(\/[^/]+)?)\/?)?$/;
const programs = /^\/(api|internal|assets)(\/|$)/;

/** What nothing answers: for a person the page that says so, for a program a problem (RFC 9457); both with status 404. */
export function notFound(proxied: readonly string[], headers: Record<string, string>): Plugin {
  const services = proxied.map(pattern => new RegExp(pattern));
  return {
    name: 'not-found',
    configurePreviewServer(server) {
      const dist = join(server.config.root, server.config.build.outDir);
      server.middlewares.use((request, response, next) => {
        const path = decoded((request.url ?? '/').replace(/[?#].*$/, ''));
        const known = services.some(service => service.test(path)) || pages.test(path);
        if (known || (!path.includes('..') && path !== '/' && existsSync(join(dist, path)))) return next();
        const program = programs.test(path);
        response.writeHead(404, {
          ...headers,
          'Cache-Control': 'no-cache',
          'Content-Type': program ? 'application/problem+json' : 'text/html',
        });
        response.end(program ? JSON.stringify(problem) : readFileSync(join(dist, 'index.html')));
      });
    },
  };
}

const problem = {
  type: '/docs/problems.md#not-found',
  title: 'There is nothing here',
  status: 404,
  detail: 'No page and no API has this path.',
};

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
