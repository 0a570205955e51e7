import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { BigQueryFault } from '../../../lib/generate/pypi/bigquery/bigquery-faults.ts';
import {
  type OpenPypiBigQuery,
  openPypiBigQuery,
  type PypiBigQueryOptions,
  pypiStandIn,
} from '../../../lib/generate/pypi/pypi-stand-in.ts';
import { isRecord } from '../../../lib/model/is-record.ts';
import { dayOf, rowsOf, someDownloads } from './some-downloads.ts';

const PROJECT = 'my-project';
const PATHS = [
  'timestamp',
  'file.version',
  'details.python',
  'details.distro',
  'details.ci',
  'country_code',
];
const COLUMNS = PATHS.map((path) => path.replaceAll('.', '_'));
const TABLE = '/bigquery/v2/projects/bigquery-public-data/datasets/pypi';
const JOBS = `/bigquery/v2/projects/${PROJECT}/jobs`;
const MIB = 1024 ** 2;

const day = dayOf('2026-11-20');
const opened: OpenPypiBigQuery[] = [];
let clock = 0;

afterEach(async () => {
  await Promise.all(opened.splice(0).map((bigQuery) => bigQuery.close()));
  clock = 0;
});

describe('the stand-in of BigQuery', () => {
  it('stands in for the API, without secrets', async () => {
    const { origin, close } = await pypiStandIn.open({ day, now: () => 0 });

    expect(pypiStandIn.origins).toEqual(['https://bigquery.googleapis.com']);
    expect(pypiStandIn.variables).toEqual(['GCP_PROJECT']);
    expect((await fetch(origin + TABLE)).status).toBe(200);
    await close();
    await expect(fetch(origin + TABLE)).rejects.toThrow();
  });

  it('says that its port is taken', async () => {
    const { origin } = await open();

    await expect(open({ port: Number(new URL(origin).port) })).rejects.toThrow(
      /^Expected to listen on port \d+ of 127\.0\.0\.1, got listen EADDRINUSE/,
    );
  });

  it('knows where the dataset is, and the schema of the public table', async () => {
    const { get } = await open();

    const table = await get(`${TABLE}/tables/file_downloads`);

    expect((await get(TABLE)).location).toBe('US');
    expect(table.schema.fields).toEqual(
      JSON.parse(readFileSync('test/schemas/bigquery/pypi_file_downloads.json', 'utf8')),
    );
    expect(table).toMatchObject({
      type: 'TABLE',
      numRows: expect.stringMatching(/^\d+$/),
      lastModifiedTime: String(Date.UTC(2026, 10, 21, 8)),
    });
  });

  it('prices a query by its columns and days without running it', async () => {
    const { post, requests } = await open();
    const dryRun = async (paths: readonly string[], from = '2026-11-20', to = '2026-11-21') => {
      const configuration = { dryRun: true, query: queryOf({ paths, from, to }) };
      const { statistics } = await post(JOBS, { configuration });
      return statistics;
    };

    const { totalBytesProcessed: few, query } = await dryRun(PATHS.slice(0, 2));
    const { totalBytesProcessed: many } = await dryRun(PATHS);
    const { totalBytesProcessed: hour } = await dryRun(
      PATHS,
      '2026-11-20T13:00:00',
      '2026-11-20T14:00:00',
    );

    expect(Number(few)).toBeGreaterThan(10e9);
    expect(Number(many)).toBeGreaterThan(2 * Number(few));
    expect(Number(many)).toBeLessThan(500e9);
    // Partitions are days.
    expect(hour).toBe(many);
    expect(query.totalBytesProcessed).toBe(few);
    expect(query.schema.fields).toEqual([
      { name: 'timestamp', type: 'TIMESTAMP', mode: 'NULLABLE' },
      { name: 'file_version', type: 'STRING', mode: 'NULLABLE' },
    ]);
    expect(requests).toEqual(new Array(3).fill(`POST ${JOBS}`));
  });

  it('runs a query as a job, which takes its time and is billed by whole MiB', async () => {
    clock = 1_795_000_000_000;
    const { get, insert } = await open();

    const started = await insert('job-1');
    const [first, second, third] = [
      await get(`${JOBS}/job-1?location=US`),
      await get(`${JOBS}/job-1?location=US`),
      await get(`${JOBS}/job-1?location=US`),
    ];

    expect(started.jobReference).toEqual({ projectId: PROJECT, jobId: 'job-1', location: 'US' });
    expect([started, first, second, third].map(({ status }) => status.state)).toEqual([
      'PENDING',
      'PENDING',
      'RUNNING',
      'DONE',
    ]);
    expect(third.status.errorResult).toBeUndefined();
    expect(third.statistics.startTime).toBe(String(clock));
    expect(third.statistics.query.cacheHit).toBe(false);
    const billed = Number(third.statistics.query.totalBytesBilled);
    expect(billed % MIB).toBe(0);
    expect(billed).toBeGreaterThanOrEqual(10 * MIB);
  });

  it('takes an id once, also that of a job that failed', async () => {
    const { post, insert } = await open();

    await insert('job-1');
    await insert('job-2', { maximumBytesBilled: '10485760' });

    const again = (id: string) => errorOf(post(JOBS, bodyOf(id)));
    expect(await again('job-1')).toEqual([409, 'duplicate']);
    expect(await again('job-2')).toEqual([409, 'duplicate']);
  });

  it('fails a job that would process more than it may, and bills nothing', async () => {
    const { get, insert } = await open({ polls: 0 });

    await insert('job-1', { maximumBytesBilled: '1000000000' });
    const { status, statistics } = await get(`${JOBS}/job-1`);

    expect(status.state).toBe('DONE');
    expect(status.errorResult.reason).toBe('bytesBilledLimitExceeded');
    expect(status.errors).toEqual([status.errorResult]);
    expect(statistics.query.totalBytesBilled).toBe('0');
    expect(await errorOf(get(rowsPath('job-1')))).toEqual([400, 'bytesBilledLimitExceeded']);
  });

  it('answers an equal query from its cache, unless it is told not to', async () => {
    const { get, insert } = await open({ polls: 0 });
    await insert('job-1');
    await insert('job-2', { maximumBytesBilled: '1000000000' });
    await insert('job-3', { useQueryCache: false });
    const queries = [];

    for (const id of ['job-1', 'job-2', 'job-3']) {
      queries.push((await get(`${JOBS}/${id}`)).statistics.query);
    }

    expect(queries.map(({ cacheHit }) => cacheHit)).toEqual([false, true, false]);
    expect(queries[1].totalBytesBilled).toBe('0');
    expect(queries[2].totalBytesBilled).toBe(queries[0].totalBytesBilled);
  });

  it('has the rows of the generator, page by page', async () => {
    const { get, insert } = await open({ polls: 0 });
    await insert('job-1');

    const { rows, pages, totalRows } = await allRows(get, 'job-1', 400);

    const expected = rowsOf(someDownloads(), day, COLUMNS);
    expect(rows).toEqual(expected.map((row) => COLUMNS.map((name) => row[name])));
    expect(totalRows).toBe(String(expected.length));
    expect(pages.slice(0, -1).every((length) => length === 400)).toBe(true);
    expect(pages.length).toBe(Math.ceil(expected.length / 400));
  });

  it('ends a page that has become large', async () => {
    const { get, insert } = await open({ polls: 0, pageBytes: 20_000 });
    await insert('job-1');

    const { rows, pages } = await allRows(get, 'job-1', 100_000);

    expect(pages.length).toBeGreaterThan(5);
    expect(rows).toHaveLength(someDownloads().countRows(day));
  });

  it('has instants as seconds in floating point unless microseconds are asked for', async () => {
    const { get, insert } = await open({ polls: 0 });
    await insert('job-1');
    const path = `/bigquery/v2/projects/${PROJECT}/queries/job-1?location=US&maxResults=1`;

    const [float] = (await get(path)).rows;
    const [int64] = (await get(`${path}&formatOptions.useInt64Timestamp=true`)).rows;

    expect(Number(float.f[0].v) * 1e6).toBe(Number(int64.f[0].v));
    expect(int64.f[0].v).toMatch(/^17\d{14}$/);
  });

  it('says that a job is not complete, and later that its rows are gone', async () => {
    const { get, insert } = await open({ polls: 1 });
    await insert('job-1');

    expect(await get(rowsPath('job-1'))).toMatchObject({ jobComplete: false });
    expect(await get(rowsPath('job-1'))).toMatchObject({ jobComplete: true });
    clock = 24 * 3_600_000;
    expect(await errorOf(get(rowsPath('job-1')))).toEqual([404, 'notFound']);
    expect((await get(`${JOBS}/job-1`)).status.state).toBe('DONE');
  });

  it.each([
    ['a project that PyPI does not have', { project: 'no-such-project' }],
    ['a name that is not normalized', { project: 'DuckDB' }],
    ['days that are still to come', { from: '2026-11-21', to: '2026-11-22' }],
    ['days before the first release', { from: '2019-01-01', to: '2019-01-02' }],
  ])('has no rows of %s', async (_, options) => {
    const { get, post } = await open({ polls: 0 });
    await post(JOBS, bodyOf('job-1', queryOf(options)));

    const page = await get(rowsPath('job-1'));

    expect(page).toMatchObject({ totalRows: '0', jobComplete: true });
    expect(page).not.toHaveProperty('rows');
    expect(page.schema.fields).toHaveLength(PATHS.length);
  });

  it('has rows of any other project', async () => {
    const { get, post } = await open({ polls: 0 });
    await post(JOBS, bodyOf('job-1', queryOf({ project: 'big-data' })));

    expect(Number((await get(rowsPath('job-1'))).totalRows)).toBeGreaterThan(500);
  });

  it('has the rows of an hour', async () => {
    const { get, post } = await open({ polls: 0 });
    const [from, to] = ['2026-11-20T13:00:00', '2026-11-20T14:00:00'];
    await post(JOBS, bodyOf('job-1', queryOf({ from, to })));

    const { rows } = await allRows(get, 'job-1', 1000);

    const moments = rows.map(([moment]) => String(moment).slice(0, 13));
    expect(new Set(moments)).toEqual(new Set(['2026-11-20T13']));
  });

  it.each([
    ['another statement', { query: 'SELECT 1' }, [400, 'invalidQuery']],
    ['legacy SQL', { useLegacySql: true }, [400, 'invalidQuery']],
    ['no value of a parameter', { queryParameters: [] }, [400, 'invalidQuery']],
    ['a column that is not there', queryOf({ paths: ['details.speed'] }), [400, 'invalidQuery']],
    ['a whole record', queryOf({ paths: ['file'] }), [400, 'invalidQuery']],
    ['a column twice', queryOf({ paths: ['project', 'project'] }), [400, 'invalidQuery']],
    ['half an hour', queryOf({ to: '2026-11-20T13:30:00' }), [400, 'invalidQuery']],
    ['another table', queryOf({ table: 'bigquery-public-data.pypi.other' }), [404, 'notFound']],
  ])('refuses %s', async (_, query, error) => {
    const { post } = await open();

    expect(await errorOf(post(JOBS, bodyOf('job-1', { ...queryOf(), ...query })))).toEqual(error);
  });

  it.each([
    ['another dataset', TABLE.replace('pypi', 'github'), 404],
    ['another table', `${TABLE}/tables/simple_requests`, 404],
    ['a job that is not there', `${JOBS}/job-9`, 404],
    ['rows of a job that is not there', rowsPath('job-9'), 404],
    ['another location', `${JOBS}/job-1?location=EU`, 404],
    ['another page', `${rowsPath('job-1')}&pageToken=last`, 400],
    ['another API', '/storage/v1/b', 404],
  ])('does not find %s', async (_, path, status) => {
    const { get, insert } = await open({ polls: 0 });
    await insert('job-1');

    expect((await errorOf(get(path)))[0]).toBe(status);
  });

  it('refuses what is no JSON, and a job without an id', async () => {
    const { origin, post } = await open();

    const answer = await fetch(origin + JOBS, { method: 'POST', body: '{' });

    expect(answer.status).toBe(400);
    expect(await errorOf(post(JOBS, { configuration: { query: queryOf() } }))).toEqual([
      400,
      'invalid',
    ]);
  });

  it('has planted faults in its rows, where it is told to', async () => {
    const { get, insert } = await open({ polls: 0, dirt: 0.3 });
    await insert('job-1');

    const { rows } = await get(rowsPath('job-1'));
    const cells = rows.flatMap(({ f }: { f: Cell[] }) => f);
    const distros = rows.map(({ f }: { f: Cell[] }) => f[3]?.v);

    expect(cells.some(({ v }: Cell) => v === 3.12)).toBe(true);
    expect(distros).toContain(24.04);
    expect(distros.some((v: unknown) => isRecord(v) && JSON.stringify(v).includes('{}'))).toBe(
      true,
    );
  });
});

describe('the faults of the stand-in of BigQuery', () => {
  it('come with the request that they are for, and with no other', async () => {
    const fault = { kind: 'error', reason: 'rateLimitExceeded' } as const;
    const { get } = await open({ faults: new Map<number, BigQueryFault>([[2, fault]]) });

    expect((await get(TABLE)).location).toBe('US');
    expect(await errorOf(get(TABLE))).toEqual([403, 'rateLimitExceeded']);
    expect((await get(TABLE)).location).toBe('US');
  });

  it('are: a job that fails', async () => {
    const { get, insert } = await faulty({ kind: 'failed job', reason: 'backendError' }, 1);
    await insert('job-1');

    expect((await get(`${JOBS}/job-1`)).status.errorResult.reason).toBe('backendError');
  });

  it('are: a page with fewer rows', async () => {
    const { get, insert } = await faulty({ kind: 'fewer rows', rows: 3 }, 2);
    await insert('job-1');

    const [short, whole] = [await get(rowsPath('job-1')), await get(rowsPath('job-1'))];

    expect(short.rows.length).toBe(whole.rows.length - 3);
    expect(short.totalRows).toBe(whole.totalRows);
  });

  it('are: a connection that is cut in mid-body, and a page for people', async () => {
    const cut = await faulty({ kind: 'cut' }, 1);
    const html = await faulty({ kind: 'html' }, 1);

    const answer = await fetch(cut.origin + TABLE);

    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
    const page = await fetch(html.origin + TABLE);
    expect([page.status, (await page.text()).slice(0, 15)]).toEqual([502, '<!DOCTYPE html>']);
  });
});

interface Cell {
  readonly v?: unknown;
}

interface QueryOptions {
  readonly paths?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly project?: string;
  readonly table?: string;
}

/** A query of the form that captures of BigQuery have. */
function queryOf({
  paths = PATHS,
  from = '2026-11-20',
  to = '2026-11-21',
  project = 'duckdb',
  table = 'bigquery-public-data.pypi.file_downloads',
}: QueryOptions = {}) {
  const columns = paths.map(
    (path) => `  \`${path.replaceAll('.', '`.`')}\` AS \`${path.replaceAll('.', '_')}\``,
  );
  const parameter = (name: string, type: string, value: string) => ({
    name,
    parameterType: { type },
    parameterValue: { value },
  });
  const instant = (text: string) => (text.includes('T') ? `${text}Z` : `${text}T00:00:00Z`);
  return {
    query: [
      'SELECT',
      columns.join(',\n'),
      `FROM \`${table}\``,
      'WHERE `timestamp` >= @from AND `timestamp` < @to',
      '  AND `project` = @where_0',
    ].join('\n'),
    useLegacySql: false,
    parameterMode: 'NAMED',
    queryParameters: [
      parameter('from', 'TIMESTAMP', instant(from)),
      parameter('to', 'TIMESTAMP', instant(to)),
      parameter('where_0', 'STRING', project),
    ],
  };
}

function bodyOf(id: string, query: object = queryOf()) {
  return {
    jobReference: { projectId: PROJECT, jobId: id, location: 'US' },
    configuration: { query },
  };
}

function rowsPath(id: string): string {
  return `/bigquery/v2/projects/${PROJECT}/queries/${id}?location=US&formatOptions.useInt64Timestamp=true`;
}

async function open(options: Partial<PypiBigQueryOptions> = {}) {
  const bigQuery = await openPypiBigQuery({ day, now: () => clock, downloads: 1000, ...options });
  opened.push(bigQuery);
  const { origin, requests } = bigQuery;
  const get = (path: string) => jsonOf(fetch(origin + path));
  const post = (path: string, body: object) =>
    jsonOf(fetch(origin + path, { method: 'POST', body: JSON.stringify(body) }));
  const insert = (id: string, more: object = {}) =>
    post(JOBS, bodyOf(id, { ...queryOf(), ...more }));
  return { origin, requests, get, post, insert };
}

/** A stand-in with a fault in the answer to one request, whose jobs are done at once. */
function faulty(fault: BigQueryFault, number: number) {
  return open({ polls: 0, faults: new Map([[number, fault]]) });
}

// biome-ignore lint/suspicious/noExplicitAny: a document of the API, of which each test reads what it checks
async function jsonOf(answer: Promise<Response>): Promise<any> {
  return (await answer).json();
}

async function errorOf(
  document: Promise<{ readonly error: { code: number; errors: { reason: string }[] } }>,
): Promise<[number, string | undefined]> {
  const { error } = await document;
  return [error.code, error.errors[0]?.reason];
}

/** All rows of a job as the generator has them, and the lengths of the pages. */
async function allRows(
  get: (path: string) => Promise<{
    readonly rows?: readonly { readonly f: readonly Cell[] }[];
    readonly pageToken?: string;
    readonly totalRows: string;
  }>,
  id: string,
  most: number,
) {
  const rows: unknown[][] = [];
  const pages: number[] = [];
  let totalRows = '';
  for (let token: string | undefined = '0'; token !== undefined; ) {
    const page = await get(`${rowsPath(id)}&maxResults=${most}&pageToken=${token}`);
    const found = page.rows ?? [];
    rows.push(...found.map(({ f }) => f.map(({ v }, index) => cellValue(v, PATHS[index] ?? ''))));
    pages.push(found.length);
    totalRows = page.totalRows;
    token = page.pageToken;
  }
  return { rows, pages, totalRows };
}

/** A value of a cell as the generator has it. */
function cellValue(v: unknown, path: string): unknown {
  if (path === 'timestamp') return `${new Date(Number(v) / 1000).toISOString().slice(0, 19)}Z`;
  if (path === 'details.ci') return v === null ? null : v === 'true';
  return path === 'details.distro' ? recordOf(v, ['name', 'version', 'id', 'libc']) : v;
}

function recordOf(v: unknown, names: readonly string[]): unknown {
  if (!isRecord(v) || !Array.isArray(v.f)) return v;
  const cells: readonly Cell[] = v.f;
  return Object.fromEntries(
    names.map((name, index) => [name, recordOf(cells[index]?.v, ['lib', 'version'])]),
  );
}
