import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';

/** Types by which browsers decide what to do with a file. */
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** Where a site is served. */
export interface ServedSite {
  /** Its URL, without a slash at the end: `http://127.0.0.1:3000/hourlake`. */
  readonly url: string;
  /** Closes the server and its connections. */
  readonly close: () => Promise<void>;
}

/**
 * Serves a folder of static files on this machine only, as GitHub Pages does: a path that ends with a slash is its
 * `index.html`, and parts of a file can be asked for, as DuckDB does in the browser.
 *
 * @param folder of the site: `dashboard/build`
 * @param options.basePath below which the site is served. Default: the root.
 * @param options.port default: any free port
 */
export async function serveSite(
  folder: string,
  { basePath = '', port = 0 }: { readonly basePath?: string; readonly port?: number } = {},
): Promise<ServedSite> {
  const server = createServer((request, response) => {
    answer(request, response, { folder, basePath }).catch(() => response.destroy());
  });
  await new Promise<void>((settle, fail) => {
    server.once('error', fail);
    server.listen(port, '127.0.0.1', settle);
  });
  const address = server.address();
  const taken = typeof address === 'object' ? address?.port : port;
  return {
    url: `http://127.0.0.1:${taken}${basePath}`,
    close: () =>
      new Promise((settle) => {
        server.close(() => settle());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { folder, basePath }: { readonly folder: string; readonly basePath: string },
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const path = normalize(decodeURIComponent(pathname));
  if (!path.startsWith(`${basePath}/`)) return end(response, 404);
  const asked = join(folder, path.slice(basePath.length));
  const file = asked.endsWith('/') ? `${asked}index.html` : asked;
  const found = await stat(file).catch(() => undefined);
  if (found?.isDirectory()) return end(response, 301, { location: `${pathname}/` });
  if (found === undefined) return end(response, 404);
  const headers = {
    'accept-ranges': 'bytes',
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
  };
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  const start = Number(first ?? 0);
  const stop = Math.min(last ? Number(last) : found.size - 1, found.size - 1);
  const whole = first === undefined || start > stop;
  response.writeHead(whole ? 200 : 206, {
    ...headers,
    'content-length': whole ? found.size : stop - start + 1,
    ...(whole ? {} : { 'content-range': `bytes ${start}-${stop}/${found.size}` }),
  });
  if (request.method === 'HEAD' || found.size === 0) return void response.end();
  createReadStream(file, whole ? {} : { start, end: stop }).pipe(response);
}

function end(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, headers).end();
}
