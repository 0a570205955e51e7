import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { DuckDb } from '../../lib/duckdb/duckdb.ts';
import { duckDbEngine } from '../../lib/engines/duckdb-engine.ts';
import { factsOfFiles } from '../../lib/engines/duckdb-files.ts';
import { lock } from '../../lib/engines/duckdb-lock.ts';
import { openS3 } from '../../lib/engines/duckdb-s3.ts';
import { collect } from '../../lib/engines/engine.ts';
import { QueryError } from '../../lib/errors.ts';
import { engineContract } from '../contracts/engine-contract.ts';
import { tablesOf } from '../engines/landed-events.ts';
import { s3Refusal, s3Server } from '../stores/s3-server.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { clientFor, freePort } from './emulator.ts';
import { events, landEvents } from './events.ts';

const extensionDirectory = inject('duckdbExtensions');
const settings = clientFor(inject('awsEndpoint'));
const s3 = { ...settings, pathStyle: true };
let buckets = 0;

const COUNT = 'SELECT count(*) FROM events';

engineContract('DuckDB over S3', async () =>
  duckDbEngine(tablesOf({ table: events, grain: 'hour', files: await landed() }), {
    s3,
    extensionDirectory,
  }),
);

describe('DuckDB over S3', () => {
  it('has a table without files as a table without rows', async () => {
    const { rows } = await countOf([], s3);

    expect(rows).toEqual([[0]]);
  });

  it('passes the token of a session on, quotes included', async () => {
    const credentials = { ...settings.credentials, sessionToken: "a'token''; --" };

    const { rows } = await countOf(await landed(), { ...s3, credentials });

    expect(rows).toEqual([[2]]);
  });

  it('prints no secret when S3 repeats the request that it refuses', async () => {
    const credentials = {
      accessKeyId: 'the-key-id',
      secretAccessKey: 'the-secret-key',
      sessionToken: 'the-token',
    };
    const server = await s3Server(({ headers }) =>
      s3Refusal(403, 'AccessDenied', { message: JSON.stringify(headers) }),
    );

    const error = await countOf(await landed(), {
      ...s3,
      credentials,
      endpoint: server.endpoint,
    }).catch((thrown: unknown) => thrown);

    expect(server.asked[0]?.headers.authorization).toContain('the-key-id');
    expect(error).toBeInstanceOf(QueryError);
    expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(/the-(key|secret|token)/);
  });

  it.each([403, 503])('does not take HTTP %d for a file that is not Parquet', async (status) => {
    const server = await s3Server(() => s3Refusal(status, 'Refused'));
    const access = { ...s3, endpoint: server.endpoint };

    const reading = factsOfFiles(['s3://lake/a', 's3://lake/b'], {
      s3: access,
      extensionDirectory,
    });

    await expect(reading).rejects.toThrow(QueryError);
    await expect(reading).rejects.toThrow(`HTTP ${status}`);
  });

  it('says that an hour is gone', async () => {
    const [url = ''] = await landed();

    const counting = countOf([url.replace('hour=13', 'hour=15')], s3);

    await expect(counting).rejects.toThrow(QueryError);
    await expect(counting).rejects.toThrow(/HTTP 404.*Run "hourlake status"/);
  });

  it('says that S3 cannot be reached', async () => {
    const endpoint = `http://127.0.0.1:${await freePort()}`;

    const counting = countOf(await landed(), { ...s3, endpoint });

    await expect(counting).rejects.toThrow(/to reach S3.*AWS_ENDPOINT_URL/);
    await expect(counting).rejects.toMatchObject({ retryable: true });
  });

  it('says that its extension cannot be installed, and what needs none', async () => {
    // A file where a folder should be: nothing can be put there, with a network or without.
    const file = join(await temporaryFolder(), 'no-folder');
    await writeFile(file, '');

    const engine = duckDbEngine(tablesOf(), { s3, extensionDirectory: file });
    const asking = engine.query({ sql: 'SELECT 1' });

    await expect(asking).rejects.toThrow(QueryError);
    await expect(asking).rejects.toThrow(/its extension httpfs.*with Athena/);
  });

  it('cannot be read by an engine without access to S3', async () => {
    const engine = duckDbEngine(tablesOf({ table: events, grain: 'hour', files: await landed() }));

    await expect(engine.query({ sql: COUNT })).rejects.toThrow(QueryError);
  });

  it.each([
    "SELECT * FROM read_parquet('BUCKET/events/dt=2026-11-20/hour=13/events-2026-11-20T13.parquet')",
    "SELECT * FROM 'BUCKET/events/dt=2026-11-20/hour=13/events-2026-11-20T13.parquet'",
    "SELECT * FROM glob('BUCKET/*')",
    "SELECT * FROM read_text('/etc/passwd')",
    'SELECT * FROM duckdb_secrets()',
    "SELECT * FROM which_secret('BUCKET', 's3')",
    "COPY events TO 'BUCKET/events/dt=2026-11-20/hour=13/events-2026-11-20T13.parquet'",
    "CREATE SECRET (TYPE s3, KEY_ID 'a', SECRET 'b')",
  ])('reads nothing but the tables of the lake, and writes nothing: %s', async (sql) => {
    const [url = ''] = await landed();
    const bucket = /^s3:\/\/[^/]+/.exec(url)?.[0] ?? '';

    const asking = ask(sql.replaceAll('BUCKET', bucket), [url], s3);

    await expect(asking).rejects.toThrow(/table function|tables of the lake|begins with/);
    await expect(countOf([url], s3)).resolves.toMatchObject({ rows: [[1]] });
  });

  it.each([
    "FROM read_text('OTHER/events/dt=2026-11-20/hour=13/events-2026-11-20T13.parquet')",
    "FROM glob('OTHER/*')",
    "FROM read_text('http://127.0.0.1:9/secret')",
    "FROM read_text('/etc/passwd')",
    "COPY (SELECT 1) TO 'OTHER/new.parquet'",
  ])('is locked to the folders of its tables, whatever is run: %s', async (sql) => {
    const [url = ''] = await landed();
    const [other = ''] = await landed();
    const bucketOf = (file: string) => /^s3:\/\/[^/]+/.exec(file)?.[0] ?? '';
    const database = await DuckDb.open({ extension_directory: extensionDirectory });
    onTestFinished(() => database.close());

    await openS3((each) => database.run(each), s3);
    await lock(database, [{ table: events, grain: 'hour', files: [url] }]);

    await expect(database.run(sql.replaceAll('OTHER', bucketOf(other)))).rejects.toThrow(
      /Permission Error/,
    );
    await database.run(`FROM read_parquet('${url}')`);
  });
});

async function countOf(files: readonly string[], access: typeof s3) {
  return ask(COUNT, files, access);
}

async function ask(sql: string, files: readonly string[], access: typeof s3) {
  const engine = duckDbEngine(tablesOf({ table: events, grain: 'hour', files }), {
    s3: access,
    extensionDirectory,
  });
  onTestFinished(() => engine.close());
  return collect(await engine.query({ sql }));
}

function landed(): Promise<string[]> {
  buckets += 1;
  return landEvents(`duckdb-s3-test-${buckets}`, settings);
}
