import type { Dispatcher } from 'undici';

export interface Exchange {
  url: URL;
  /** application/x-www-form-urlencoded */
  form: string;
  /** Milliseconds for the whole exchange: connecting, writing, the whole answer. */
  timeoutMs: number;
  /** Asked at the last moment, on the connected socket and before the first byte; false keeps the request back. */
  mayWrite: () => boolean;
}

export interface HttpAnswer {
  status: number;
  retryAfter: string | undefined;
  text: string;
  /** Wall clock, ms since epoch: just before the first byte went out, and when the answer was whole. */
  writtenAt: number;
  receivedAt: number;
}

/** No (whole) answer. `written` is false only when not one byte of the request left this process. */
export class NoAnswer extends Error {
  constructor(
    readonly written: boolean,
    readonly reason: string,
    readonly keptBack = false,
  ) {
    super(reason);
  }
}

const MAX_ANSWER_BYTES = 32 * 1024 * 1024;

/** One POST. Redirects are not followed: `dispatch` follows none. */
export function exchange(dispatcher: Dispatcher, { url, form, timeoutMs, mayWrite }: Exchange): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let writtenAt: number | undefined;
    let head: Pick<HttpAnswer, 'status' | 'retryAfter'> | undefined;
    let failure: NoAnswer | undefined;
    const chunks: Buffer[] = [];
    let size = 0;

    const fail = (reason: string, keptBack = false): void => {
      failure ??= new NoAnswer(writtenAt !== undefined, reason, keptBack);
      controller?.abort(failure);
      clearTimeout(timer);
      reject(failure);
    };
    const timer = setTimeout(() => fail(`no answer within ${timeoutMs} ms`), timeoutMs);

    dispatcher.dispatch(
      {
        origin: url.origin,
        path: url.pathname + url.search,
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body: form,
      },
      {
        onRequestStart(started) {
          controller = started;
          if (failure) started.abort(failure);
          else if (mayWrite()) writtenAt = Date.now();
          else fail('kept back', true);
        },
        onResponseStart(_controller, status, headers) {
          const header = (name: string): string | undefined => {
            const value = headers[name];
            return Array.isArray(value) ? value[0] : value;
          };
          head = { status, retryAfter: header('retry-after') };
        },
        onResponseData(_controller, chunk) {
          size += chunk.length;
          if (size > MAX_ANSWER_BYTES) fail(`the answer is larger than ${MAX_ANSWER_BYTES} bytes`);
          else chunks.push(chunk);
        },
        onResponseEnd() {
          clearTimeout(timer);
          if (!head || writtenAt === undefined) return fail('the answer had no head');
          resolve({ ...head, text: Buffer.concat(chunks).toString('utf8'), writtenAt, receivedAt: Date.now() });
        },
        onResponseError(_controller, error) {
          fail(describe(error));
        },
      },
    );
  });
}

/** An error's code and message; undici's and Node's name hosts and ports, never headers or bodies. */
function describe(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return code && !error.message.includes(code) ? `${error.message} (${code})` : error.message;
}
