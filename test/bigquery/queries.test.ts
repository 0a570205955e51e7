import { readFile } from 'node:fs/promises';
import { describe, expect, inject, it } from 'vitest';
import { pypiDownloads } from '../../jobs/pypi-downloads.ts';
import { questionOf } from '../../lib/capture/bigquery/asking-source.ts';
import { BigQueryConnector } from '../../lib/capture/bigquery/bigquery-connector.ts';
import { bigQueryJob } from '../../lib/capture/bigquery/bigquery-job.ts';
import { bigQueryDataOf } from '../../lib/capture/bigquery/check/check-bigquery-data.ts';
import { bigQueryQueries } from '../../lib/gcp/bigquery-queries.ts';
import { answerIn, DAY, sourcesOf } from '../capture/bigquery/some-downloads.ts';
import { noInput, rowsOf } from '../contracts/source-contract.ts';
import { anEmulatedDataset } from './an-emulated-dataset.ts';

const sleep = async () => {};

/** How the job of downloads reads the fields of its table. */
const { fields, contract } = bigQueryDataOf(pypiDownloads.source.data);

const UBUNTU = `STRUCT('Ubuntu' AS name, '24.04' AS version, 'noble' AS id, STRUCT('glibc' AS lib, '2.39' AS version) AS libc)`;
const NOTHING = `STRUCT(CAST(NULL AS STRING) AS name, CAST(NULL AS STRING) AS version, CAST(NULL AS STRING) AS id, CAST(NULL AS STRUCT<lib STRING, version STRING>) AS libc)`;

function download(at: string, project: string, version: string, distro = UBUNTU): string {
  return `SELECT TIMESTAMP '${at}', 'BR', '/a', '${project}',
    STRUCT('f' AS filename, '${project}' AS project, '${version}' AS version, 'sdist' AS type),
    STRUCT(STRUCT('pip' AS name, '25.3' AS version) AS installer, '3.12.7' AS python,
      STRUCT('CPython' AS name, '3.12.7' AS version) AS implementation, ${distro} AS distro,
      STRUCT('Linux' AS name, '6.8' AS release) AS system, 'x86_64' AS cpu, 'OpenSSL 3' AS openssl_version,
      '75.6.0' AS setuptools_version, '1.83.0' AS rustc_version, true AS ci),
    'TLSv1.3', CAST(NULL AS STRING)`;
}

/** The table of downloads with some rows, and a connector to it. */
async function someDownloads(where: Record<string, string>) {
  const { requests, ask } = await anEmulatedDataset();
  const schema = JSON.parse(
    await readFile('test/schemas/bigquery/pypi_file_downloads.json', 'utf8'),
  );
  await requests.createTable('file_downloads', { schema: { fields: schema } });
  await ask(`INSERT INTO \`DATASET.file_downloads\`
    ${[
      download('2026-11-19 23:59:59.999', 'duckdb', '1.0.0'),
      download('2026-11-20 00:00:00', 'duckdb', '1.4.1'),
      download('2026-11-20 13:41:05.123', 'duckdb', '1.4.2', NOTHING),
      download('2026-11-20 23:59:59.999', 'pandas', '2.3.3'),
      download('2026-11-21 00:00:00', 'duckdb', '9.9.9'),
    ].join('\nUNION ALL ')}`);
  const jobs = bigQueryJob({
    name: 'pypi-downloads',
    table: pypiDownloads.table,
    from: `${requests.project}.${requests.dataset}.file_downloads`,
    time: 'timestamp',
    ...(fields !== undefined && { fields }),
    contract,
    where,
    // The emulator says of each table that it was written to when it was created.
    settlesAfterHours: 0,
  });
  const sources = sourcesOf(jobs);
  const question = questionOf(sources.accepted);
  if (question === undefined) throw new TypeError('Expected a source that asks BigQuery');
  const queries = bigQueryQueries({ project: 'p', endpoint: inject('bigQueryEndpoint'), sleep });
  return { connector: new BigQueryConnector({ question, requests: queries, sleep }), ...sources };
}

describe('a query of a day', () => {
  it('answers with the rows of the day that the parameters choose, nested fields included', async () => {
    const { connector, accepted, rejected } = await someDownloads({ project: 'duckdb' });

    const answer = answerIn(await connector.fetch({ name: DAY, period: DAY }));
    const rows = await rowsOf(accepted, DAY, noInput, () => answer);
    const rejects = await rowsOf(rejected, DAY, noInput, () => answer);

    expect(rejects).toEqual([]);
    expect(
      [...rows].sort((one, other) =>
        String(one.file_version) < String(other.file_version) ? -1 : 1,
      ),
    ).toEqual([
      expect.objectContaining({
        timestamp: new Date('2026-11-20T00:00:00Z'),
        project: 'duckdb',
        file_version: '1.4.1',
        details_installer_name: 'pip',
        details_python: '3.12.7',
        details_system_release: '6.8',
        details_ci: true,
        details_distro:
          '{"name":"Ubuntu","version":"24.04","id":"noble","libc":{"lib":"glibc","version":"2.39"}}',
        tls_cipher: null,
      }),
      expect.objectContaining({
        timestamp: new Date('2026-11-20T13:41:05.123Z'),
        file_version: '1.4.2',
        details_distro: '{"name":null,"version":null,"id":null,"libc":null}',
      }),
    ]);
  });

  it('takes a value as it is, whatever it contains', async () => {
    const { connector } = await someDownloads({ project: "duckdb' OR '1' = '1" });

    await expect(connector.fetch({ name: DAY, period: DAY })).rejects.toThrow(/got none/);
  });
});
