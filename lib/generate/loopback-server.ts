import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { InputError } from '../errors.ts';
import type { OpenStandIn } from '../model/stand-in.ts';
import { wordsOf } from '../printable.ts';

/** Answers one request. When it fails, the connection is closed. */
export type AnswerRequest = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Starts an HTTP server on the loopback interface.
 *
 * @param options.port Default: 0, any port that is free.
 * @throws InputError when the port is taken.
 */
export async function openLoopback(
  answer: AnswerRequest,
  { port = 0 }: { readonly port?: number } = {},
): Promise<OpenStandIn> {
  const server = createServer((request, response) => {
    // A client that goes away in the middle of its request or of an answer.
    answer(request, response).catch(() => response.destroy());
  });
  const origin = `http://127.0.0.1:${await listening(server, port)}`;
  return { origin, close: () => closed(server) };
}

/**
 * The body of a request, as text.
 *
 * @param options.most characters; a longer one closes the connection
 */
export async function bodyOf(
  request: IncomingMessage,
  { most }: { readonly most: number },
): Promise<string> {
  let body = '';
  request.setEncoding('utf8');
  for await (const piece of request) {
    body += piece;
    if (body.length > most) throw new Error('a body that is too long');
  }
  return body;
}

/** The port on which a server listens. */
async function listening(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(taken(port, cause)));
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

function taken(port: number, cause: unknown): InputError {
  return new InputError(
    {
      expected: `to listen on port ${port} of 127.0.0.1`,
      got: wordsOf(cause),
      advice: 'Choose another port, or end what listens there.',
    },
    { cause },
  );
}

async function closed(server: Server): Promise<void> {
  const end = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await end;
}
