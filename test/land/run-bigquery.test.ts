import { readFile, rm } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { questionOf } from '../../lib/capture/bigquery/asking-source.ts';
import { BigQueryConnector } from '../../lib/capture/bigquery/bigquery-connector.ts';
import { bigQueryKind } from '../../lib/capture/bigquery/captured-bigquery.ts';
import type { GeneratedRows } from '../../lib/capture/bigquery/generated-rows.ts';
import { failureOf, type RunReport } from '../../lib/land/report.ts';
import { run } from '../../lib/land/run.ts';
import type { RunOptions } from '../../lib/land/run-options.ts';
import { addPeriods, type TimedPeriod } from '../../lib/model/period.ts';
import type { Source } from '../../lib/model/source.ts';
import { ABigQuery } from '../capture/bigquery/a-bigquery.ts';
import { aDownload, aJob, bigQueryKinds, DAY, FIELDS } from '../capture/bigquery/some-downloads.ts';
import { Wire } from '../capture/bigquery/wire-rows.ts';
import { keysOf } from '../contracts/store-contract.ts';
import { rowsByHyparquet } from '../read-parquet.ts';
import { digestsOf } from '../run-hourlake.ts';
import { aLake } from './a-lake.ts';
import { aDay } from './orders-inbox.ts';

const rows = [aDownload(1), aDownload(2, { n: new Wire({ v: 'secret 42' }) }), aDownload(3)];

/** A lake, and a table in BigQuery that it captures. */
async function aLakeOfDownloads(options: Parameters<typeof aJob>[0] = {}) {
  const jobs = aJob(options);
  const [job, rejects] = jobs;
  const lake = await aLake({ jobs, moreKinds: bigQueryKinds });
  const server = await ABigQuery.start('public-data.pypi.downloads', FIELDS);
  server.rows = rows;
  return {
    ...{ lake, server, job, rejects },
    async run(
      wanted: readonly TimedPeriod[] = [DAY],
      options: RunOptions = {},
    ): Promise<RunReport> {
      const opened = lake.open();
      const { source } = await opened.open(job);
      const connector = connectorOf(source, server);
      const toRun = [
        { job, wanted, connector },
        { job: rejects, wanted },
      ];
      const today = aDay('2026-11-21');
      const input = { store: lake.store, lake: opened, jobs: toRun, today };
      return run(input, { sleep: async () => {}, ...options });
    },
    counts: async () => {
      const read = async (which: typeof job) =>
        (await rowsByHyparquet(await readFile(lake.pathOf(which, DAY)))).length;
      return { rows: await read(job), rejects: await read(rejects) };
    },
  };
}

function connectorOf(source: Source, server: ABigQuery): BigQueryConnector {
  const question = questionOf(source);
  if (question === undefined) throw new TypeError('Expected a source that asks BigQuery');
  return new BigQueryConnector({ question, requests: server.asking(), sleep: async () => {} });
}

describe('a job that captures from BigQuery', () => {
  it('lands the rows that fit, and the others as rejects, without a copy of the answer', async () => {
    const { lake, run, counts } = await aLakeOfDownloads();

    const report = await run();

    expect(failureOf(report)).toBeUndefined();
    expect(await keysOf(lake.store, '')).toEqual([
      '_lake/downloads-rejects.json',
      '_lake/downloads.json',
      'downloads/dt=2026-11-20/downloads-2026-11-20.parquet',
      'rejects/downloads/dt=2026-11-20/downloads-rejects-2026-11-20.parquet',
    ]);
    expect(await counts()).toEqual({ rows: 2, rejects: 1 });
  });

  it('asks nothing when the day is in the lake', async () => {
    const { lake, server, run } = await aLakeOfDownloads();
    await run();
    const before = { asked: server.requests.length, digests: await digestsOf(lake.folder) };

    const report = await run();

    expect(failureOf(report)).toBeUndefined();
    expect(server.requests).toHaveLength(before.asked);
    expect(await digestsOf(lake.folder)).toEqual(before.digests);
  });

  it('finds its answer again when a run was killed between rows and rejects, and pays once', async () => {
    const { lake, server, rejects, run, counts } = await aLakeOfDownloads();
    await run();
    const digests = await digestsOf(lake.folder);
    await rm(lake.pathOf(rejects, DAY));
    const { billed } = server;

    const report = await run();

    expect(failureOf(report)).toBeUndefined();
    expect(server.billed).toBe(billed);
    expect(server.jobs).toHaveLength(1);
    expect(await counts()).toEqual({ rows: 2, rejects: 1 });
    expect(await digestsOf(lake.folder)).toEqual(digests);
  });

  it('asks again when rejects are missing and the answer is gone', async () => {
    const { lake, server, rejects, run, counts } = await aLakeOfDownloads();
    await run();
    await rm(lake.pathOf(rejects, DAY));
    server.expire();

    const report = await run();

    expect(failureOf(report)).toBeUndefined();
    expect(server.jobs).toHaveLength(2);
    expect(await counts()).toEqual({ rows: 2, rejects: 1 });
  });

  it('lands each row once when two runs work at once', async () => {
    const { server, run, counts } = await aLakeOfDownloads();

    const reports = await Promise.all([run(), run()]);

    expect(reports.map(failureOf)).toEqual([undefined, undefined]);
    expect(server.jobs).toHaveLength(1);
    expect(await counts()).toEqual({ rows: 2, rejects: 1 });
  });

  it('lands nothing of a day that is not complete, and the run does not fail', async () => {
    const { lake, server, run } = await aLakeOfDownloads();

    const report = await run([addPeriods(DAY, 1)]);

    expect(failureOf(report)).toBeUndefined();
    expect(report.jobs[0]?.capture?.outcomes).toMatchObject([{ status: 'waits' }]);
    expect(await keysOf(lake.store, '')).toEqual([]);
    expect(server.jobs).toEqual([]);
  });

  it.each<[string, (server: ABigQuery) => void]>([
    ['without rows', (server) => Object.assign(server, { rows: [] })],
    ['above its ceiling', (server) => Object.assign(server, { bytes: 2 ** 40 })],
    ['of a changed table', (server) => Object.assign(server, { fields: FIELDS.slice(1) })],
    ['whose query fails', (server) => void server.failures.push('resourcesExceeded')],
    ['whose pages are short', (server) => Object.assign(server, { twist: shortPage })],
    ['of which too few rows fit', (server) => Object.assign(server, { rows: rows.slice(1, 2) })],
  ])('lands nothing of a day %s, and says so without a value', async (_, spoil) => {
    const { lake, server, run } = await aLakeOfDownloads({ contract: { ceiling: 50 } });
    spoil(server);

    const report = await run();

    const message = failureOf(report)?.message ?? '';
    expect(message).toContain('2026-11-20');
    expect(message).not.toContain('secret');
    expect((await keysOf(lake.store, '')).filter((key) => key.endsWith('.parquet'))).toEqual([]);
  });

  it('reads an answer again when a page of it was damaged', async () => {
    const { server, run, counts } = await aLakeOfDownloads();
    server.twist = (page, number) => (number === 2 ? shortPage(page) : page);

    const report = await run();

    expect(failureOf(report)).toBeUndefined();
    expect(await counts()).toEqual({ rows: 2, rejects: 1 });
  });
});

describe('a job whose rows are made in place of BigQuery', () => {
  it('lands rows and rejects, and asks nothing', async () => {
    const jobs = aJob({ kind: 'made-downloads' });
    const [job, rejects] = jobs;
    const kind = bigQueryKind({ kind: 'made-downloads', settings: {}, generated: () => made });
    const lake = await aLake({ jobs, moreKinds: [kind] });
    const wanted = [DAY];
    const toRun = [
      { job, wanted },
      { job: rejects, wanted },
    ];

    const report = await run({ store: lake.store, lake: lake.open(), jobs: toRun });

    expect(failureOf(report)).toBeUndefined();
    const counts = report.jobs.map(({ receipts: [receipt] }) =>
      receipt?.status === 'landed' ? receipt.rows : undefined,
    );
    expect(counts).toEqual([1, 1]);
  });
});

const made: GeneratedRows = {
  facts: { generator: 'made/1' },
  *rows(period, names) {
    const columns = names.map((name) =>
      name === 'at' ? [`${period}T01:00:00Z`, null] : [null, null],
    );
    yield { length: 2, names, columns, positions: [1, 2] };
  },
};

/** A page of which the last row was lost. The head of an answer has none. */
function shortPage(page: Record<string, unknown>): Record<string, unknown> {
  const list = Array.isArray(page.rows) ? page.rows : [];
  return { ...page, rows: list.slice(0, -1) };
}
