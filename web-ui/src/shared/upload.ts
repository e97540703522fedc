import { problemOf, type Result } from './http';

/** Sends a JSON text and tells how much of it has gone; `fetch` does not. Never throws. */
export function uploadJson<T>(
  path: string,
  text: Blob,
  onProgress: (sent: number, total: number) => void,
): Promise<Result<T>> {
  return new Promise(resolve => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.timeout = 60_000;
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('content-type', 'application/json');
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded, total || text.size);
    request.onload = () => {
      const body = parsed(request.responseText);
      if (request.status >= 200 && request.status < 300 && body !== undefined) {
        resolve({ ok: true, value: body as T });
      } else {
        const retryAfter = request.getResponseHeader('retry-after');
        resolve({ ok: false, problem: problemOf(request.status, body, retryAfter) });
      }
    };
    const lost = (): void => resolve({ ok: false, problem: { code: 'unreachable' } });
    request.onerror = lost;
    request.ontimeout = lost;
    request.onabort = lost;
    request.send(text);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
