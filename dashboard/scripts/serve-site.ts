import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import serveStatic from 'serve-static';

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
  const files = serveStatic(folder);
  const server = createServer((request: IncomingMessage & { originalUrl?: string }, response) => {
    const { url = '/' } = request;
    if (!url.startsWith(`${basePath}/`)) return end(response, 404);
    // Redirects of the files lead to the original URL.
    request.originalUrl = url;
    request.url = url.slice(basePath.length);
    files(request, response, (error) => end(response, error === undefined ? 404 : 500));
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

function end(response: ServerResponse, status: number): void {
  response.writeHead(status).end();
}
