import type { ProblemBody } from '../protocol/rest';

/** Why a request brought no result: refused by the service, or not answered at all. */
export interface RequestProblem {
  /** Slug of the problem type, for example `room-full`; `unreachable` if no service answered. */
  code: string;
  status?: number;
  detail?: string;
  /** When the service asked us to come back, in seconds. */
  retryAfterSeconds?: number;
}

export type Result<T> = { ok: true; value: T } | { ok: false; problem: RequestProblem };

/** A JSON request on this origin. Never throws: a problem is an ordinary result. */
export async function requestJson<T>(path: string, init: RequestInit = {}): Promise<Result<T>> {
  let response: Response;
  try {
    response = await fetch(path, {
      cache: 'no-store',
      signal: AbortSignal.timeout(20_000),
      ...init,
      headers: { accept: 'application/json', ...(init.body ? { 'content-type': 'application/json' } : {}) },
    });
  } catch {
    return { ok: false, problem: { code: 'unreachable' } };
  }
  let body: unknown;
  try {
    body = response.status === 204 ? undefined : await response.json();
  } catch {
    body = undefined;
  }
  if (response.ok && (body !== undefined || response.status === 204)) return { ok: true, value: body as T };
  return { ok: false, problem: problemOf(response.status, body, response.headers.get('retry-after')) };
}

export function problemOf(status: number, body: unknown, retryAfter: string | null): RequestProblem {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as ProblemBody;
  const slug = typeof problem.type === 'string' ? problem.type.split(/[#/]/).pop() : undefined;
  const result: RequestProblem = {
    code: slug && slug !== 'about:blank' ? slug : status >= 500 ? 'unreachable' : 'unexpected-answer',
    status,
  };
  if (typeof problem.detail === 'string') result.detail = problem.detail;
  const seconds = Number(retryAfter);
  if (retryAfter !== null && Number.isFinite(seconds)) result.retryAfterSeconds = seconds;
  return result;
}
