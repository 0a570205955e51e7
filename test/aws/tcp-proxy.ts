import { connect, createServer, type Socket } from 'node:net';

/** What can happen to a connection. */
export const faults = [
  'reset at connect',
  'reset in the request',
  'request stalls',
  // The request was carried out, and the client gets no answer.
  'reset before the answer',
  'answer stalls',
  'answer cut in its head',
  'answer cut in its body',
] as const;

/** One of {@link faults}. */
export type Fault = (typeof faults)[number];

/** The fault of one connection, which other requests may have used before. */
export interface Trouble {
  readonly fault: Fault;
  /** Bytes of requests that pass first. */
  readonly after: number;
  /** The share of the answer, its head or its body that passes first: from 0 to below 1. */
  readonly share: number;
}

/** A proxy on this machine that forwards bytes to a target, and breaks connections. */
export interface TcpProxy {
  /** `http://127.0.0.1:12345` */
  readonly endpoint: string;
  /** How often each fault happened. A connection may end before its fault. */
  readonly happened: Readonly<Record<Fault, number>>;
  /** From now on, no further connection breaks. */
  readonly calmDown: () => void;
  readonly stop: () => Promise<void>;
}

const HEAD_END = '\r\n\r\n';

/**
 * Starts a proxy that breaks connections.
 *
 * @param target `http://127.0.0.1:4566`
 * @param troubleOf the fault of a connection, by its number from 0. Default: none.
 * @param options.port Default: any free one
 */
export async function startTcpProxy(
  target: string,
  troubleOf: (connection: number) => Trouble | undefined = () => undefined,
  { port: ownPort = 0 }: { readonly port?: number } = {},
): Promise<TcpProxy> {
  const { hostname, port } = new URL(target);
  const happened = Object.fromEntries(faults.map((fault) => [fault, 0])) as Record<Fault, number>;
  const clients = new Set<Socket>();
  let connections = 0;
  let calm = false;

  const proxy = createServer((client) => {
    const own = troubleOf(connections);
    const trouble = () => (calm ? undefined : own);
    connections += 1;
    clients.add(client);
    client.once('close', () => clients.delete(client));
    client.on('error', () => {});
    const happens = ({ fault }: Trouble) => {
      happened[fault] += 1;
    };
    const first = trouble();
    if (first?.fault === 'reset at connect') {
      happens(first);
      client.resetAndDestroy();
    } else {
      join(client, connect(Number(port), hostname), { trouble, happens });
    }
  });
  await new Promise<void>((resolve) => proxy.listen(ownPort, '127.0.0.1', resolve));
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('No port');

  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    happened,
    calmDown() {
      calm = true;
    },
    stop() {
      for (const client of clients) client.destroy();
      return new Promise((resolve) => proxy.close(() => resolve()));
    },
  };
}

/** Forwards bytes between two sides, up to the fault. */
function join(
  client: Socket,
  server: Socket,
  {
    trouble: troubleNow,
    happens,
  }: { trouble: () => Trouble | undefined; happens: (trouble: Trouble) => void },
): void {
  let asked = 0;
  /** The part of the current answer that has arrived; `undefined` during a request. */
  let answer: Buffer | undefined;
  let isOver = false;

  client.on('data', (chunk) => {
    if (isOver) return;
    answer = undefined;
    const trouble = troubleNow();
    const place = trouble && placeInRequest(trouble, asked, chunk);
    asked += chunk.length;
    if (trouble === undefined || place === undefined) {
      pass(chunk, client, server);
    } else {
      server.write(chunk.subarray(0, place));
      breakOff(trouble);
    }
  });

  server.on('data', (chunk) => {
    if (isOver) return;
    // `100 Continue` asks for the body of a request, and is not the answer to it.
    const isAnswer = answer !== undefined || !chunk.toString('latin1').startsWith('HTTP/1.1 100');
    const before = answer?.length ?? 0;
    if (isAnswer) answer = Buffer.concat([answer ?? Buffer.alloc(0), chunk]);
    const trouble = troubleNow();
    const place =
      trouble && answer && asked > trouble.after ? placeInAnswer(trouble, answer) : undefined;
    if (trouble === undefined || answer === undefined || place === undefined) {
      pass(chunk, server, client);
    } else {
      const rest = answer.subarray(before, place);
      if (rest.length > 0) client.write(rest);
      breakOff(trouble);
    }
  });

  function breakOff(met: Trouble): void {
    isOver = true;
    happens(met);
    if (met.fault.endsWith('stalls')) {
      client.pause();
      server.pause();
    } else if (met.fault.startsWith('reset')) {
      client.resetAndDestroy();
    } else {
      client.end();
    }
  }

  function pass(chunk: Buffer, from: Socket, to: Socket): void {
    if (to.write(chunk)) return;
    from.pause();
    to.once('drain', () => isOver || from.resume());
  }

  for (const [one, other] of [
    [client, server],
    [server, client],
  ] as const) {
    one.on('error', () => {});
    one.on('end', () => isOver || other.end());
    one.on('close', () => other.destroy());
  }
}

/** The bytes of a chunk of a request that pass before the fault; `undefined` for all. */
function placeInRequest(
  { fault, after }: Trouble,
  before: number,
  chunk: Buffer,
): number | undefined {
  if (fault !== 'reset in the request' && fault !== 'request stalls') return undefined;
  const place = after - before;
  return place < chunk.length ? place : undefined;
}

/** The bytes of an answer that pass before the fault; `undefined` when it comes later or never. */
function placeInAnswer({ fault, share }: Trouble, answer: Buffer): number | undefined {
  const head = answer.indexOf(HEAD_END) + HEAD_END.length;
  if (head < HEAD_END.length) return undefined;
  const [, length = '0'] =
    /^content-length: (\d+)/im.exec(answer.toString('latin1', 0, head)) ?? [];
  const body = Number(length);
  const places: Partial<Record<Fault, number>> = {
    'reset before the answer': 0,
    'answer stalls': share * (head + body),
    'answer cut in its head': share * head,
    // The answer to a HEAD has a length and no body.
    ...(body > 0 ? { 'answer cut in its body': head + share * body } : {}),
  };
  const place = places[fault];
  return place !== undefined && place < answer.length ? Math.floor(place) : undefined;
}
