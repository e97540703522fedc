import { defineConfig } from 'vitest/config';
import type { ProxyOptions } from 'vite';
import { notFound } from './vite.not-found';

/**
 * The preview server is the web server of the bare mode (`./lab up` without Docker). It proxies exactly the
 * paths that nginx proxies in Compose, so the browser sees one origin in both.
 */
const signaling = process.env['SIGNALING_ORIGIN'] ?? 'http://127.0.0.1:8081';
const natProbe = process.env['NAT_PROBE_ORIGIN'] ?? 'http://127.0.0.1:8083';
const port = Number(process.env['WEB_UI_PORT'] ?? '8080');
const host = process.env['WEB_UI_HOST'] ?? '127.0.0.1';

function to(target: string, ws = false): ProxyOptions {
  return { target, ws, xfwd: true, changeOrigin: false };
}

const proxy: Record<string, ProxyOptions> = {
  '^/ws$': to(signaling, true),
  '^/api/sessions(/|$)': to(signaling),
  '^/api/diagnoses$': to(signaling),
  '^/api/ice-servers$': to(signaling),
  '^/api/media-peers(/|$)': to(signaling),
  '^/api/status$': to(signaling),
  '^/api/networks(/|$)': to(signaling),
  '^/api/matrix(/|$)': to(signaling),
  '^/api/nat(/|$)': to(natProbe),
  '^/api/turn(/|$)': to(natProbe),
};

const headers = {
  'Content-Security-Policy':
    "default-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data:; media-src 'self' blob:; " +
    "style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

export default defineConfig({
  plugins: [notFound(Object.keys(proxy), headers)],
  server: { port, strictPort: true, host, proxy },
  preview: { port, strictPort: true, host, proxy, headers },
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  // No test claims to be quick; a slow machine takes its time.
  test: { include: ['src/**/*.test.ts'], environment: 'node', css: true, testTimeout: 60_000 },
});
