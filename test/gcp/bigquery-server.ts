import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';

type Json = Record<string, unknown>;
type Row = Record<string, unknown>;

/** What goes wrong with a request instead of, or after, what was asked for. */
export type Fault =
  | { readonly status: number; readonly reason: string }
  /** The connection breaks before anything happens, or after all of it. */
  | { readonly cut: 'before' | 'after' };

/** A request, as the faults see it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  /** Which request of the server this is, from 0. */
  readonly number: number;
}

interface Field {
  readonly name: string;
  readonly type: string;
  readonly mode?: string;
  readonly fields?: readonly Field[];
}

interface Job {
  readonly resource: Json;
  looks: number;
}

const PROJECT = 'p';
const DATASET = 'd';
const LOCATION = 'EU';

/**
 * A server that loads rows as BigQuery does where emulators differ: resumable uploads, an id of a job that is
 * refused when it is used again, jobs that are PENDING and RUNNING before they are DONE, all rows of a load
 * or none, REQUIRED, and errors whose texts quote values.
 */
export class BigQueryServer {
  /** Decides what goes wrong. Default: nothing does. */
  fault: (asked: Asked) => Fault | undefined = () => undefined;
  /** Reasons with which the next jobs fail. */
  readonly failures: string[] = [];
  /** Paths that were asked for, each behind its method. */
  readonly requests: string[] = [];
  /** Rows of each table. */
  readonly #rows = new Map<string, Row[]>();
  readonly #tables = new Map<string, Json>();
  readonly #jobs = new Map<string, Job>();
  readonly #uploads = new Map<string, { readonly body: Json; bytes: Buffer }>();
  readonly #server: Server;
  #created = 0;

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => request.socket.destroy());
    });
  }

  /** Starts a server for the time of a test. */
  static async start(): Promise<BigQueryServer> {
    const server = new BigQueryServer();
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      server.#server.closeAllConnections();
      server.#server.close();
    });
    return server;
  }

  get endpoint(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('No port');
    return `http://127.0.0.1:${address.port}`;
  }

  /** Ids of all jobs, in the order in which they came. */
  get jobs(): readonly string[] {
    return [...this.#jobs.keys()];
  }

  rowsOf(table: string): readonly Row[] {
    return this.#rows.get(table) ?? [];
  }

  /** A table as it was created. */
  table(name: string): Json | undefined {
    return this.#tables.get(name);
  }

  createTable(name: string, fields: readonly Field[], facts: Json = {}): void {
    this.#created += 1;
    this.#rows.set(name, []);
    this.#tables.set(name, {
      tableReference: { projectId: PROJECT, datasetId: DATASET, tableId: name },
      type: 'TABLE',
      creationTime: String(1_700_000_000_000 + this.#created),
      schema: { fields },
      ...facts,
    });
  }

  dropTable(name: string): void {
    this.#tables.delete(name);
    this.#rows.delete(name);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', this.endpoint);
    const { method = '' } = request;
    const body = await bytesOf(request);
    const asked = { method, path: url.pathname, number: this.requests.length };
    this.requests.push(`${method} ${url.pathname}`);
    const fault = this.fault(asked);
    if (fault !== undefined && 'cut' in fault && fault.cut === 'before') {
      return void request.socket.destroy();
    }
    if (fault !== undefined && 'status' in fault) {
      return send(response, fault.status, errorOf(fault.status, fault.reason, 'secret value 42'));
    }
    const { status, content, headers } = this.#do(method, url, request.headers, body);
    if (fault !== undefined) return void request.socket.destroy();
    send(response, status, content, headers);
  }

  #do(method: string, url: URL, headers: IncomingMessage['headers'], body: Buffer): Answer {
    const path = url.pathname;
    if (path === `/upload/bigquery/v2/projects/${PROJECT}/jobs`) {
      return method === 'POST'
        ? this.#begin(JSON.parse(body.toString()))
        : this.#put(url, headers, body);
    }
    const [kind, name = ''] = path.split(`/bigquery/v2/projects/${PROJECT}/`)[1]?.split('/') ?? [];
    if (kind === 'jobs') return this.#job(name, url);
    if (kind !== 'datasets' || name !== DATASET) return failure(404, 'notFound');
    const table = decodeURIComponent(path.split(`/${DATASET}/tables/`)[1] ?? '');
    if (path.endsWith(`/${DATASET}`)) return { status: 200, content: { location: LOCATION } };
    if (method === 'POST') return this.#create(JSON.parse(body.toString()));
    const found = this.#tables.get(table);
    return found === undefined ? failure(404, 'notFound') : { status: 200, content: found };
  }

  #create(resource: {
    tableReference: { tableId: string };
    schema: { fields: readonly Field[] };
  }): Answer {
    const name = resource.tableReference.tableId;
    if (this.#tables.has(name)) return failure(409, 'duplicate');
    const { description } = { description: undefined, ...resource };
    this.createTable(
      name,
      resource.schema.fields,
      description === undefined ? {} : { description },
    );
    return { status: 200, content: this.#tables.get(name) ?? {} };
  }

  #begin(body: Json): Answer {
    const { jobReference } = body as { jobReference: { jobId: string; location?: string } };
    if (!/^[A-Za-z0-9_-]{1,1024}$/.test(jobReference.jobId)) return failure(400, 'invalid');
    if (jobReference.location !== LOCATION) return failure(404, 'notFound');
    const id = String(this.#uploads.size + 1);
    this.#uploads.set(id, { body, bytes: Buffer.alloc(0) });
    const location = `${this.endpoint}/upload/bigquery/v2/projects/${PROJECT}/jobs?upload_id=${id}`;
    return { status: 200, content: {}, headers: { location } };
  }

  #put(url: URL, headers: IncomingMessage['headers'], body: Buffer): Answer {
    const upload = this.#uploads.get(url.searchParams.get('upload_id') ?? '');
    if (upload === undefined) return failure(404, 'notFound');
    const range = headers['content-range'] ?? '';
    const [, from, total = '0'] = /^bytes (?:(\d+)-\d+|\*)\/(\d+)$/.exec(range) ?? [];
    if (from !== undefined) {
      if (Number(from) !== upload.bytes.length) return failure(400, 'invalid');
      upload.bytes = Buffer.concat([upload.bytes, body]);
    }
    const stored = upload.bytes.length;
    if (stored === Number(total)) return this.#insert(upload.body, upload.bytes);
    return {
      status: 308,
      content: {},
      headers: stored === 0 ? {} : { range: `bytes=0-${stored - 1}` },
    };
  }

  /** The rows are there, or not, from now on; the job says so only later. */
  #insert(body: Json, bytes: Buffer): Answer {
    const { jobReference, configuration } = body as {
      jobReference: { jobId: string };
      configuration: { load: { destinationTable: { tableId: string } } };
    };
    if (this.#jobs.has(jobReference.jobId)) return failure(409, 'duplicate');
    const table = configuration.load.destinationTable.tableId;
    const result = this.#load(table, bytes);
    const resource = { jobReference, configuration, ...result };
    this.#jobs.set(jobReference.jobId, { resource, looks: 0 });
    return { status: 200, content: { jobReference, status: { state: 'PENDING' } } };
  }

  #load(table: string, bytes: Buffer): Json {
    const fields = (this.#tables.get(table)?.schema as { fields: readonly Field[] } | undefined)
      ?.fields;
    if (fields === undefined) return ended('notFound', []);
    const reason = this.failures.shift();
    if (reason !== undefined) return ended(reason, []);
    const lines = gunzipSync(bytes).toString().split('\n').slice(0, -1);
    const rows: Row[] = [];
    let position = 0;
    for (const line of lines) {
      const row: Row = JSON.parse(line);
      const problem = problemOf(fields, row);
      if (problem !== undefined) {
        const message = `Error while reading data, error message: JSON table encountered too many errors; in row starting at position ${position}: ${problem}`;
        return ended('invalid', [{ reason: 'invalid', location: 'file-00000000', message }]);
      }
      rows.push(row);
      position += Buffer.byteLength(line) + 1;
    }
    this.#rows.get(table)?.push(...rows);
    return { status: { state: 'DONE' }, statistics: { load: { outputRows: String(rows.length) } } };
  }

  #job(id: string, url: URL): Answer {
    const job = this.#jobs.get(id);
    if (job === undefined || url.searchParams.get('location') !== LOCATION) {
      return failure(404, 'notFound');
    }
    job.looks += 1;
    const state = ['', 'PENDING', 'RUNNING'][job.looks];
    return { status: 200, content: state ? { ...job.resource, status: { state } } : job.resource };
  }
}

interface Answer {
  readonly status: number;
  readonly content: Json;
  readonly headers?: Record<string, string>;
}

function failure(status: number, reason: string): Answer {
  return { status, content: errorOf(status, reason, 'Not found or refused') };
}

function errorOf(code: number, reason: string, message: string): Json {
  return { error: { code, message, errors: [{ reason, message, domain: 'global' }] } };
}

function ended(reason: string, errors: readonly Json[]): Json {
  const errorResult = { reason, message: 'Error while reading data; Value: secret value 42' };
  return { status: { state: 'DONE', errorResult, errors: [errorResult, ...errors] } };
}

function problemOf(fields: readonly Field[], row: Row): string | undefined {
  for (const { name, mode, type } of fields) {
    const value = row[name];
    const isMissing = value === undefined || value === null;
    if (mode === 'REQUIRED' && isMissing) return `Missing required field: ${name}.`;
    if (mode === 'REPEATED' && value === null) return `Field: ${name}; Value: NULL`;
    const isWrong =
      /^INT(EGER|64)$/.test(type) && mode !== 'REPEATED' && !/^-?\d+$/.test(String(value));
    if (!isMissing && isWrong)
      return `Could not convert value to integer. Field: ${name}; Value: ${value}`;
  }
  const unknown = Object.keys(row).find((name) => !fields.some((field) => field.name === name));
  return unknown === undefined ? undefined : `No such field: ${unknown}.`;
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces);
}

function send(
  response: ServerResponse,
  status: number,
  content: Json,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(status === 308 ? '' : JSON.stringify(content));
}
