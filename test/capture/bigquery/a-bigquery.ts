import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import { bigQueryQueries } from '../../../lib/gcp/bigquery-queries.ts';
import type { QueryRequests } from '../../../lib/gcp/query-requests.ts';
import { type AField, Wire, wireRow } from './wire-rows.ts';

type Json = Record<string, unknown>;

/** What goes wrong with a request. */
export type AFault =
  | { readonly status: number; readonly reason: string }
  /** The connection breaks before anything happens, or in the middle of the answer. */
  | { readonly cut: 'before' | 'after' | 'within' };

/** A request, as the faults see it. */
export interface Asking {
  /** `GET /bigquery/v2/projects/p/jobs/x` */
  readonly line: string;
  readonly query: URLSearchParams;
  /** Which request of the server this is, from 0. */
  readonly number: number;
}

/** A job of a query. */
interface AJobResource {
  readonly fields: readonly AField[];
  readonly rows: readonly Json[];
  readonly started: number;
  readonly bytes: number;
  /** Why it failed. */
  readonly reason: string | undefined;
  looks: number;
  isGone: boolean;
}

/** The project that is billed. */
export const PROJECT = 'payer';

const LOCATION = 'US';
const MIB = 1024 ** 2;

/** Servers that were started. */
let servers = 0;

/**
 * A server that answers queries of the form that `queryOf` writes as BigQuery does, also where emulators
 * differ: bytes of dry runs and ceilings, an id that is refused when it is used again, jobs that are PENDING and
 * RUNNING before they are DONE, results that are gone after a day, errors whose texts quote values.
 */
export class ABigQuery {
  /** Decides what goes wrong. Default: nothing does. */
  fault: (asked: Asking) => AFault | undefined = () => undefined;
  /** Changes an answer with rows before it is sent. Default: it stays. */
  twist: (page: Json, number: number) => Json = (page) => page;
  /** Reasons with which the next queries fail. */
  readonly failures: string[] = [];
  /** What was asked for, each behind its method. */
  readonly requests: string[] = [];
  /** Bodies of the queries that were started. */
  readonly queries: Json[] = [];
  /** Rows of a page at most. */
  pageRows = 1_000;
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now = Date.UTC(2026, 10, 21, 12);
  /** Bytes that each query processes. */
  bytes = 3_000 * MIB;
  /** Bytes that all queries were billed. */
  billed = 0;
  /** Facts of the table, as its resource has them. The table of each server was created at another time. */
  facts: Json = {
    type: 'TABLE',
    creationTime: String(1_700_000_000_000 + servers),
    lastModifiedTime: String(Date.UTC(2026, 10, 21, 8)),
  };
  fields: readonly AField[];
  rows: readonly Json[] = [];
  readonly #table: string;
  readonly #jobs = new Map<string, AJobResource>();
  readonly #server: Server;
  #pages = 0;

  private constructor(table: string, fields: readonly AField[]) {
    servers += 1;
    this.#table = table;
    this.fields = fields;
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => request.socket.destroy());
    });
  }

  /** Starts a server with one table for the time of a test. */
  static async start(table: string, fields: readonly AField[]): Promise<ABigQuery> {
    const server = new ABigQuery(table, fields);
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

  /** Requests that ask it and do not wait. */
  asking(waits: number[] = []): QueryRequests {
    const sleep = async (milliseconds: number) => void waits.push(milliseconds);
    return bigQueryQueries({ project: PROJECT, endpoint: this.endpoint, sleep });
  }

  /** A day passes: no result is there any more. */
  expire(): void {
    for (const job of this.#jobs.values()) job.isGone = true;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', this.endpoint);
    const body = await bodyOf(request);
    const line = `${request.method} ${url.pathname}`;
    const fault = this.fault({ line, query: url.searchParams, number: this.requests.length });
    this.requests.push(line);
    if (fault !== undefined && 'cut' in fault && fault.cut === 'before') {
      return void request.socket.destroy();
    }
    if (fault !== undefined && 'status' in fault) {
      return send(response, fault.status, errorOf(fault.status, fault.reason));
    }
    const [status, content] = this.#do(line, url.searchParams, body);
    if (fault?.cut === 'within') return sendHalf(request, response, content);
    if (fault !== undefined) return void request.socket.destroy();
    send(response, status, content);
  }

  #do(line: string, query: URLSearchParams, body: Json): [number, Json] {
    const [project = '', dataset = '', table = ''] = this.#table.split('.');
    const tables = `GET /bigquery/v2/projects/${project}/datasets/${dataset}/tables/${table}`;
    const own = `/bigquery/v2/projects/${PROJECT}`;
    if (line === tables) return [200, { ...this.facts, schema: { fields: this.fields } }];
    if (line === `POST ${own}/jobs`) return this.#insert(body);
    if (query.get('location') !== LOCATION) return failure(404, 'notFound');
    if (line.startsWith(`GET ${own}/jobs/`)) return this.#look(line.split('/').at(-1) ?? '');
    if (line.startsWith(`GET ${own}/queries/`))
      return this.#page(line.split('/').at(-1) ?? '', query);
    return failure(404, 'notFound');
  }

  #insert(body: Json): [number, Json] {
    const { jobReference, configuration } = body as {
      jobReference: { jobId?: string; location?: string };
      configuration: { dryRun?: boolean; query: Json };
    };
    const { jobId = '', location } = jobReference;
    if (location !== LOCATION) return failure(404, 'notFound');
    const found = this.#select(configuration.query);
    if (found === undefined) return failure(400, 'invalidQuery');
    if (configuration.dryRun === true) {
      return [
        200,
        { status: { state: 'DONE' }, statistics: { totalBytesProcessed: `${this.bytes}` } },
      ];
    }
    if (!/^[A-Za-z0-9_-]{1,1024}$/.test(jobId)) return failure(400, 'invalid');
    if (this.#jobs.has(jobId)) return failure(409, 'duplicate');
    const isTooMuch = this.bytes > Number(configuration.query.maximumBytesBilled);
    const reason = this.failures.shift() ?? (isTooMuch ? 'bytesBilledLimitExceeded' : undefined);
    const bytes = Math.max(10 * MIB, Math.ceil(this.bytes / MIB) * MIB);
    if (reason === undefined) this.billed += bytes;
    this.queries.push(body);
    const job = { ...found, started: this.now, bytes, reason, looks: 0, isGone: false };
    this.#jobs.set(jobId, job);
    return [200, { jobReference, status: { state: 'PENDING' } }];
  }

  #look(id: string): [number, Json] {
    const job = this.#jobs.get(id);
    if (job === undefined) return failure(404, 'notFound');
    job.looks += 1;
    const state = ['', 'PENDING', 'RUNNING'][job.looks];
    if (state) return [200, { status: { state } }];
    const { reason, started, bytes } = job;
    const errorResult = { reason, message: 'Query error: secret value 42' };
    const query = { totalBytesBilled: `${bytes}`, cacheHit: false };
    const status = { state: 'DONE', ...(reason !== undefined && { errorResult }) };
    return [200, { status, statistics: { startTime: `${started}`, query } }];
  }

  #page(id: string, query: URLSearchParams): [number, Json] {
    const job = this.#jobs.get(id);
    if (job === undefined || job.isGone) return failure(404, 'notFound');
    if (job.reason !== undefined) return failure(400, job.reason);
    if (query.get('formatOptions.useInt64Timestamp') !== 'true') return failure(400, 'invalid');
    const from = Number(query.get('pageToken') ?? 0);
    const to = from + Math.min(this.pageRows, Number(query.get('maxResults')));
    const page = {
      jobComplete: true,
      schema: { fields: job.fields },
      totalRows: `${job.rows.length}`,
      rows: job.rows.slice(from, to).map((row) => wireRow(job.fields, row)),
      ...(to < job.rows.length && { pageToken: `${to}` }),
    };
    this.#pages += 1;
    return [200, this.twist(page, this.#pages)];
  }

  /** The rows that a query selects; `undefined` when it is not valid. */
  #select(query: Json): Pick<AJobResource, 'fields' | 'rows'> | undefined {
    const found = /^SELECT\n(.*)\nFROM `([^`]+)`\nWHERE (\S+) >= @from AND (\S+) < @to(.*)$/s.exec(
      String(query.query),
    );
    if (found === null || query.useLegacySql !== false || found[2] !== this.#table)
      return undefined;
    const [, list = '', , time = '', , rest = ''] = found;
    const columns = list.split(',\n').map((item) => /^ {2}(\S+) AS `(.+)`$/.exec(item) ?? []);
    const parameters = parametersOf(query);
    const conditions = [...rest.matchAll(/\n {2}AND (\S+) = @(\w+)/g)];
    const fields = columns.map(([, path = '', name = '']) => {
      const field = fieldAt(this.fields, stepsOf(path));
      return field === undefined ? undefined : { ...field, name };
    });
    if (!fields.every((field) => field !== undefined)) return undefined;
    const [from, to] = [Date.parse(parameters.from ?? ''), Date.parse(parameters.to ?? '')];
    const rows = this.rows.filter((row) => {
      const at = Date.parse(String(valueAt(row, stepsOf(time))));
      const fits = conditions.every(
        ([, path = '', name = '']) => String(valueAt(row, stepsOf(path))) === parameters[name],
      );
      return fits && at >= from && at < to;
    });
    return {
      fields,
      rows: rows.map((row) =>
        Object.fromEntries(
          columns.map(([, path = '', name = '']) => [name, valueAt(row, stepsOf(path))]),
        ),
      ),
    };
  }
}

function stepsOf(path: string): string[] {
  return path.slice(1, -1).split('`.`');
}

function fieldAt(fields: readonly AField[], [step, ...others]: string[]): AField | undefined {
  const found = fields.find(({ name }) => name === step);
  return others.length === 0 ? found : fieldAt(found?.fields ?? [], others);
}

function valueAt(row: unknown, [step = '', ...others]: string[]): unknown {
  if (row instanceof Wire) return row;
  const value = row === null || row === undefined ? null : (row as Json)[step];
  return others.length === 0 ? value : valueAt(value, others);
}

function parametersOf({ queryParameters = [] }: Json): Record<string, string> {
  const list = queryParameters as { name: string; parameterValue: { value: string } }[];
  return Object.fromEntries(list.map(({ name, parameterValue }) => [name, parameterValue.value]));
}

function failure(status: number, reason: string): [number, Json] {
  return [status, errorOf(status, reason)];
}

function errorOf(code: number, reason: string): Json {
  const message = 'Refused because of secret value 42';
  return { error: { code, message, errors: [{ reason, message, domain: 'global' }] } };
}

async function bodyOf(request: IncomingMessage): Promise<Json> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  const text = Buffer.concat(pieces).toString();
  return text === '' ? {} : JSON.parse(text);
}

function send(response: ServerResponse, status: number, content: Json): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(content));
}

function sendHalf(request: IncomingMessage, response: ServerResponse, content: Json): void {
  const text = JSON.stringify(content);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length });
  response.write(text.slice(0, text.length / 2), () => request.socket.destroy());
}
