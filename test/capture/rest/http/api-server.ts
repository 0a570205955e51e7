import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

/** The parts of a request that tests look at. */
export interface Asked {
  readonly method: string;
  /** With its query: `/v1/search?q=a`. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** An answer, no answer, or the end of the connection. */
export type Reply =
  | {
      /** Default: 200. */
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string | string[]>>;
      readonly body?: string | Uint8Array;
      /** Bytes of the body that are sent before the connection ends. Default: all, and it stays open. */
      readonly cutAfter?: number;
    }
  | 'silence'
  | 'reset'
  | ((response: ServerResponse) => void);

/** A server that answers as a test says. */
export interface ApiServer {
  /** `http://127.0.0.1:40123` */
  readonly origin: string;
  readonly asked: readonly Asked[];
}

/**
 * Starts a server on this machine for the duration of a test.
 *
 * @param reply called with each request, and its number from 1
 */
export async function apiServer(
  reply: (asked: Asked, number: number) => Reply,
): Promise<ApiServer> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const now = { method, path: url, headers, body: Buffer.concat(chunks).toString() };
    asked.push(now);
    send(response, reply(now, asked.length));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return { origin: `http://127.0.0.1:${address.port}`, asked };
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply === 'silence') return;
  if (reply === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  if (typeof reply === 'function') {
    reply(response);
    return;
  }
  const { status = 200, headers = {}, body = '[]', cutAfter } = reply;
  const length = String(Buffer.byteLength(body));
  response.writeHead(status, { 'content-length': length, ...headers });
  if (cutAfter === undefined) response.end(body);
  else response.write(body.slice(0, cutAfter), () => response.destroy());
}
