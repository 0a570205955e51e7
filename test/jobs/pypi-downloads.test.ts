import { readFile } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { pypiDownloads, pypiDownloadsRejects } from '../../jobs/pypi-downloads.ts';
import { questionOf } from '../../lib/capture/bigquery/asking-source.ts';
import { BigQueryConnector } from '../../lib/capture/bigquery/bigquery-connector.ts';
import type { Connector } from '../../lib/capture/connector.ts';
import { rows } from '../../lib/columns/rows.ts';
import { deliver } from '../../lib/deliver/deliver.ts';
import { duckDbDestination } from '../../lib/destinations/duckdb-destination.ts';
import { bigQueryQueries } from '../../lib/gcp/bigquery-queries.ts';
import { pypiRows } from '../../lib/generate/pypi/pypi-rows.ts';
import { openPypiBigQuery } from '../../lib/generate/pypi/pypi-stand-in.ts';
import { rejectedRows } from '../../lib/land/rejected-rows.ts';
import { failureOf } from '../../lib/land/report.ts';
import { run } from '../../lib/land/run.ts';
import { periodEnd, periodRange } from '../../lib/model/period.ts';
import type { SettingValues } from '../../lib/model/settings.ts';
import { readParquet } from '../../lib/parquet/read-parquet.ts';
import { aDuckDbFile } from '../destinations/a-duckdb-file.ts';
import { type ALake, aLake } from '../land/a-lake.ts';
import { aDay, rowsLanded } from '../land/orders-inbox.ts';

const DAYS = periodRange(aDay('2026-11-19'), aDay('2026-11-22'));
const END = periodEnd(aDay('2026-11-21'));
const JOBS = [pypiDownloads, pypiDownloadsRejects];

const SETTINGS = { downloads: 300, seed: 'a-seed' };

/** Every column, so that records are read too. */
const ALL = { columns: 'all' };

function aLakeOfDownloads(): Promise<ALake> {
  return aLake({ jobs: JOBS, instant: () => END });
}

/** Lands three days with these settings. */
function landed(lake: ALake, settings: SettingValues, connector?: Connector) {
  const open = lake.open({ [pypiDownloads.name]: settings });
  const jobs = JOBS.map((job) => ({
    job,
    wanted: DAYS,
    connector: job === pypiDownloads ? connector : undefined,
  }));
  return run({ store: lake.store, lake: open, jobs, today: aDay('2026-11-22') });
}

/** A connector to a stand-in of BigQuery with the downloads that the settings generate. */
async function standInFor(lake: ALake, settings: SettingValues, mostBytes = 2 ** 40) {
  const standIn = await openPypiBigQuery({
    day: aDay('2026-11-21'),
    now: () => END,
    ...SETTINGS,
    pageBytes: 20_000,
  });
  onTestFinished(() => standIn.close());
  const opened = await lake.open({ [pypiDownloads.name]: settings }).open(pypiDownloads);
  const question = questionOf(opened.source);
  if (question === undefined) throw new TypeError('The job asks nothing');
  const sleep = async () => {};
  const requests = bigQueryQueries({ project: 'payer', sleep, endpoint: standIn.origin });
  return {
    standIn,
    connector: new BigQueryConnector({ question: { ...question, mostBytes }, requests, sleep }),
  };
}

/** The rows of all days of a lake. */
async function rowsOf(lake: ALake): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for (const day of DAYS) {
    const bytes = await readFile(lake.pathOf(pypiDownloads, day));
    const { columns } = pypiDownloads.table;
    for await (const batch of readParquet(bytes, { name: day, columns })) {
      found.push(...rows(pypiDownloads.table, batch));
    }
  }
  return found;
}

describe('downloads from PyPI', () => {
  it('are the same rows from the stand-in of BigQuery as generated without it', async () => {
    const [asked, generated] = [await aLakeOfDownloads(), await aLakeOfDownloads()];
    const { connector } = await standInFor(asked, ALL);

    const report = await landed(asked, ALL, connector);
    await landed(generated, { ...ALL, ...SETTINGS, origin: 'generated' });

    expect(failureOf(report)).toBeUndefined();
    const found = await rowsOf(asked);
    expect(found.length).toBeGreaterThan(500);
    expect(found).toEqual(await rowsOf(generated));
  });

  it('are not read above the ceiling, and the error says what they would take', async () => {
    const lake = await aLakeOfDownloads();
    const { standIn, connector } = await standInFor(lake, ALL, 100 * 1024 ** 3);

    const report = await landed(lake, ALL, connector);

    expect(failureOf(report)?.message).toMatch(
      /2026-11-20 to be billed 100 GiB at most, got \d+(\.\d)? GiB, \$\d\.\d\d\. Nothing was billed\. Choose fewer columns, or raise mostBytes of the job to \d+ or more\./,
    );
    expect(standIn.requests.filter((request) => request.includes('/queries/'))).toEqual([]);
    expect(rowsLanded(report, pypiDownloads)).toBe(0);
  });

  it('are asked for once: a second run asks nothing', async () => {
    const lake = await aLakeOfDownloads();
    const { standIn, connector } = await standInFor(lake, {});
    await landed(lake, {}, connector);
    const asked = standIn.requests.length;

    const again = await landed(lake, {}, connector);

    expect(rowsLanded(again, pypiDownloads)).toBe(0);
    expect(standIn.requests.length).toBe(asked);
  });

  it('with planted faults are rejects, each by its row, its rule and its field', async () => {
    const lake = await aLakeOfDownloads();
    const dirt = 0.05;
    await landed(lake, { ...ALL, ...SETTINGS, origin: 'generated', dirt });

    const rejects: string[] = [];
    for await (const { file, position, field } of rejectedRows({
      store: lake.store,
      job: pypiDownloadsRejects,
    })) {
      rejects.push(`${file} ${position} ${field}`);
    }
    const made = pypiRows({ project: 'duckdb', ...SETTINGS, dirt });
    const planted = DAYS.flatMap((day) =>
      [...made.plantedFaults(day)].map(({ position, path }) => `${day} ${position} ${path}`),
    );

    expect(planted.length).toBeGreaterThan(20);
    expect(rejects).toEqual(planted);
  });

  it('are delivered to a file of DuckDB exactly once', async () => {
    const lake = await aLakeOfDownloads();
    const report = await landed(lake, { ...SETTINGS, origin: 'generated' });
    const file = await aDuckDbFile();
    const delivery = () =>
      deliver({
        store: lake.store,
        lake: lake.open(),
        jobs: [pypiDownloads],
        destination: duckDbDestination(file),
      });

    await delivery();
    await delivery();

    expect(await file.ask('SELECT count(*) FROM pypi_downloads')).toEqual([
      [String(rowsLanded(report, pypiDownloads))],
    ]);
  });
});
