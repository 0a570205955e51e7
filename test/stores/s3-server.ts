import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import { type S3StoreOptions, s3Store } from '../../lib/stores/s3-store.ts';
import type { Store } from '../../lib/stores/store.ts';

/** What a test looks at in a request. */
export interface Asked {
  readonly method: string;
  /** `/lake/some/key`, decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** What is answered: an answer of HTTP, no answer at all, or the end of the connection. */
export type Answer =
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
      /** How much of the body is sent before the connection ends. Default: all, and it stays. */
      readonly breakAfter?: number;
    }
  | 'silence'
  | 'reset';

/** A server that answers as S3 would, and remembers what it was asked. */
export interface S3Server {
  readonly endpoint: string;
  readonly asked: readonly Asked[];
  /** A store that talks to it, in bucket `lake`. */
  readonly store: (options?: Partial<S3StoreOptions>) => Store;
}

/** Settings of a store in a test: nothing comes from the machine, and no silence is long. */
export const QUICK = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'the-secret-key' },
  idleTimeoutMs: 300,
};

/** Starts a server on this machine, for the time of a test. */
export async function s3Server(
  answer: (asked: Asked, number: number) => Answer | Promise<Answer>,
): Promise<S3Server> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const url = new URL(request.url ?? '/', 'http://s3');
    const { method = '', headers } = request;
    const path = decodeURIComponent(url.pathname);
    const now = { method, path, query: url.searchParams, headers, body: Buffer.concat(chunks) };
    asked.push(now);
    reply(request, response, await answer(now, asked.length));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  const endpoint = `http://127.0.0.1:${address.port}`;
  return {
    endpoint,
    asked,
    store: (options = {}) =>
      s3Store({
        bucket: 'lake',
        pathStyle: true,
        ...options,
        client: { ...QUICK, endpoint, ...options.client },
      }),
  };
}

/** An error as S3 writes it. */
export function s3Refusal(
  status: number,
  code: string,
  { headers = {}, message = `${code}.`, more = '' } = {},
): Answer {
  const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message>${more}<RequestId>R1</RequestId></Error>`;
  return { status, headers: { 'content-type': 'application/xml', ...headers }, body };
}

function reply(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  if (answer === 'silence') return;
  if (answer === 'reset') {
    request.socket.resetAndDestroy();
    return;
  }
  const { status, headers = {}, body = '', breakAfter } = answer;
  response.writeHead(status, { 'content-length': String(Buffer.byteLength(body)), ...headers });
  if (request.method === 'HEAD') response.end();
  else if (breakAfter === undefined) response.end(body);
  else response.write(body.slice(0, breakAfter), () => request.socket.destroy());
}
