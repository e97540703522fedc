import { createParser } from 'eventsource-parser';
import type { TurnCheckRequest, TurnReportBody, TurnStageEvent } from '../../protocol/turn-check';
import { problemOf, type RequestProblem } from '../../shared/http';

export interface ServerListener {
  onStage(event: TurnStageEvent): void;
  onReport(report: TurnReportBody): void;
}

/**
 * Asks the service for a check and passes on what it tells while it runs. Answers a problem, or nothing once the
 * report has come. Never throws; a cancelled request is `cancelled`.
 */
export async function checkByService(
  request: TurnCheckRequest,
  listener: ServerListener,
  signal: AbortSignal,
): Promise<RequestProblem | undefined> {
  let response: Response;
  try {
    response = await fetch('/api/turn/checks', {
      method: 'POST',
      cache: 'no-store',
      headers: { accept: 'text/event-stream, application/json;q=0.5', 'content-type': 'application/json' },
      body: JSON.stringify(request),
      signal,
    });
  } catch {
    return { code: signal.aborted ? 'cancelled' : 'unreachable' };
  }
  try {
    const type = response.headers.get('content-type') ?? '';
    if (response.ok && type.startsWith('text/event-stream') && response.body) {
      return await readEvents(response.body, listener);
    }
    const body: unknown = await response.json().catch(() => undefined);
    if (response.ok && isReport(body)) {
      listener.onReport(body);
      return undefined;
    }
    if (response.status === 404 || response.status === 405)
      return { code: 'not-offered', status: response.status };
    return problemOf(response.status, body, response.headers.get('retry-after'));
  } catch {
    return { code: signal.aborted ? 'cancelled' : 'interrupted' };
  }
}

/** Until the report has come; a stream that ends without one was interrupted. */
export async function readEvents(
  stream: ReadableStream<Uint8Array>,
  { onStage, onReport }: ServerListener,
): Promise<RequestProblem | undefined> {
  let reported = false;
  let refused: RequestProblem | undefined;
  const parser = createParser({
    onEvent: ({ event, data }) => {
      const body = parsed(data);
      if (event === 'stage' && isStage(body)) onStage(body);
      else if (event === 'report' && isReport(body)) {
        reported = true;
        onReport(body);
      } else if (event === 'problem') {
        refused = problemOf(500, body, null);
      }
    },
  });
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  for (let part = await reader.read(); !part.done && !reported; part = await reader.read()) {
    parser.feed(decoder.decode(part.value, { stream: true }));
  }
  void reader.cancel().catch(() => undefined);
  return reported ? undefined : (refused ?? { code: 'interrupted' });
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

const isObject = (body: unknown): body is Record<string, unknown> =>
  typeof body === 'object' && body !== null;
const isReport = (body: unknown): body is TurnReportBody => isObject(body) && Array.isArray(body['checks']);
const isStage = (body: unknown): body is TurnStageEvent & Record<string, unknown> =>
  isObject(body) && typeof body['url'] === 'string' && body['stage'] !== undefined;
