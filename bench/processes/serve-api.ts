import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ordersPage } from '../api-orders.ts';

// Serves pages of orders on loopback: `serve-api <orders>`. Tells its origin in a line, and ends with its
// input. In a process of its own, so that what it takes is not counted.

const total = Number(process.argv[2]);

const server = createServer(({ url = '' }, response) => {
  const { searchParams } = new URL(url, 'http://127.0.0.1');
  const body = ordersPage({ offset: Number(searchParams.get('offset')), total });
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
});

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`http://127.0.0.1:${port}\n`);
});
process.stdin.resume().once('end', () => process.exit());
