import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** What the shop asks for in the header `Authorization`. */
export const SHOP_TOKEN = 'a-token-of-the-shop';

/** An API with a list for each way of paging. */
export interface ShopApi {
  /** `http://127.0.0.1:4700` */
  readonly origin: string;
  /** Path and query of each request, in their order. */
  readonly asked: readonly string[];
}

const ORDERS = [
  { numero: 1001, endereco: { cidade: 'Curitiba' }, valor: 1234.56 },
  { numero: 1002, endereco: { cidade: 'Recife' }, valor: 80 },
  { numero: 1003, endereco: {}, valor: -1 },
  { numero: 1004, endereco: { cidade: 'Curitiba' }, valor: 99.9 },
  { numero: 1005, endereco: { cidade: 'Recife' }, valor: 10.01 },
];

const CUSTOMERS = ['2026-11-18T09:00:00Z', '2026-11-20T00:00:00Z', '2026-11-20T23:59:59Z'].map(
  (atualizado_em, index) => ({ id: `c${index + 1}`, atualizado_em }),
);

const CARRIERS = ['t1', 't2', 't3'];

/** Deliveries of each carrier; the last one has none. */
const DELIVERIES: Readonly<Record<string, readonly number[]>> = {
  t1: [1001, 1002, 1003],
  t2: [1004],
  t3: [],
};

/** Records of a page. */
const PAGE = 2;

/** Starts the API of a shop; it ends with the test. */
export async function shopApi(): Promise<ShopApi> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // A server that listens to a port has an address.
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, asked };
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  if (request.headers.authorization !== `Bearer ${SHOP_TOKEN}`) {
    response.writeHead(401).end();
    return;
  }
  const { body, link } = pageOf(new URL(request.url ?? '', 'http://shop'));
  if (link !== undefined) response.setHeader('link', link);
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function pageOf(url: URL): { readonly body: unknown; readonly link?: string } {
  const [, list = '', id = ''] = /^\/v1\/(\w+)(?:\/(\w+)\/entregas)?$/.exec(url.pathname) ?? [];
  const start = Number(url.searchParams.get('offset') ?? url.searchParams.get('cursor') ?? 0);
  const next = start + PAGE;
  if (list === 'pedidos') {
    return { body: { dados: { itens: ORDERS.slice(start, next), total: ORDERS.length } } };
  }
  if (list === 'clientes') {
    const proximo = next < CUSTOMERS.length ? String(next) : null;
    return { body: { clientes: CUSTOMERS.slice(start, next), proximo } };
  }
  if (id === '') return { body: CARRIERS.map((carrier) => ({ id: carrier })) };
  const deliveries = DELIVERIES[id] ?? [];
  const body = deliveries.slice(start, next).map((pedido) => ({ pedido }));
  if (next >= deliveries.length) return { body };
  const first = '</v1/transportadoras>; rel="first"';
  return { body, link: `${first}, <${url.pathname}?offset=${next}>; rel="next"` };
}
