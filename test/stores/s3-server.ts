import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import { type S3StoreOptions, s3Store } from '../../lib/stores/s3-store.ts';
import type { Store } from '../../lib/stores/store.ts';

/** The parts of a request that tests look at. */
export interface Asked {
  readonly method: string;
  /** `/lake/some/key`, decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** A response, no response at all, or the end of the connection. */
export type Answer =
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string | Buffer;
      /** Bytes of the body that are sent before the connection ends. Default: all, and it stays open. */
      readonly breakAfter?: number;
    }
  | 'silence'
  | 'reset';

/** A server that answers like S3, and remembers its requests. */
export interface S3Server {
  readonly endpoint: string;
  readonly asked: readonly Asked[];
  /** A store that talks to it, in bucket `lake`. */
  readonly store: (options?: Partial<S3StoreOptions>) => Store;
}

/** Settings of a store in a test: nothing comes from the machine, and timeouts are short. */
export const QUICK = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'the-secret-key' },
  idleTimeoutMs: 300,
};

/** Starts a server on this machine for the duration of a test. */
export async function s3Server(
  answer: (asked: Asked, number: number) => Answer | Promise<Answer>,
): Promise<S3Server> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    if (body === undefined) return;
    const url = new URL(request.url ?? '/', 'http://s3');
    const { method = '', headers } = request;
    const path = decodeURIComponent(url.pathname);
    const now = { method, path, query: url.searchParams, headers, body };
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

/** The same answers from a server that refuses a conditional put under a key that it has stored. */
export function conditionally(
  answer: (asked: Asked, number: number) => Answer | Promise<Answer>,
): (asked: Asked, number: number) => Promise<Answer> {
  const taken = new Set<string>();
  return async (asked, number) => {
    const isConditional = asked.headers['if-none-match'] === '*';
    if (isConditional && taken.has(asked.path)) return s3Refusal(412, 'PreconditionFailed');
    const given = await answer(asked, number);
    if (isConditional && typeof given === 'object' && given.status === 200) taken.add(asked.path);
    return given;
  };
}

/** The whole body of a request; `undefined` when the client ends it before. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk);
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks);
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
