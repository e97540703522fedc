import type { CellBody, MatrixBody } from '../../../protocol/networks';

/** A cell that has not run, with what a test is about put over it. */
export const cell = (from: string, to: string, more: Partial<CellBody> = {}): CellBody => ({
  from,
  to,
  fromPeer: 'media-peer',
  state: 'waiting',
  forecast: null,
  forecastReasons: [],
  outcome: null,
  agree: null,
  connected: null,
  msToConnect: null,
  msToFirstFrame: null,
  session: null,
  local: null,
  remote: null,
  ...more,
});

export const ran = (from: string, to: string, more: Partial<CellBody> = {}): CellBody =>
  cell(from, to, {
    state: 'done',
    forecast: 'stun',
    outcome: 'stun',
    agree: true,
    connected: true,
    msToConnect: 212.4,
    msToFirstFrame: 301.5,
    session: `s-${from}-${to}`,
    ...more,
  });

export const matrixOf = (cells: CellBody[], more: Partial<MatrixBody> = {}): MatrixBody => ({
  state: 'running',
  run: 1,
  startedAt: '2026-11-21T05:00:00Z',
  networks: ['alpha', 'beta'],
  done: cells.filter(({ state }) => state === 'done').length,
  total: cells.length,
  cells,
  ...more,
});
