import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { duckDbEngine } from '../../lib/engines/duckdb-engine.ts';
import { QueryError } from '../../lib/errors.ts';
import { queryEngineContract, queryOf } from '../contracts/engine-contract.ts';
import { s3Refusal, s3Server } from '../stores/s3-server.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { clientFor, freePort } from './emulator.ts';
import { events, landEvents } from './events.ts';

const extensionDirectory = inject('duckdbExtensions');
const settings = clientFor(inject('awsEndpoint'));
const s3 = { ...settings, pathStyle: true };
let buckets = 0;

queryEngineContract('DuckDB over S3', async () =>
  duckDbEngine([{ table: events, files: await landed() }], { s3, extensionDirectory }),
);

describe('DuckDB over S3', () => {
  it('has a table without files as a table without rows', async () => {
    const { rows } = await countOf([], s3);

    expect(rows).toEqual([[0]]);
  });

  it('passes the token of a session on, quotes and all', async () => {
    const credentials = { ...settings.credentials, sessionToken: "a'token''; --" };

    const { rows } = await countOf(await landed(), { ...s3, credentials });

    expect(rows).toEqual([[2]]);
  });

  it('tells no secret when S3 repeats the request that it refuses', async () => {
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

  it('says that its extension is not to be had, and what needs none', async () => {
    // A file where a folder should be: nothing can be put there, with a network or without.
    const file = join(await temporaryFolder(), 'no-folder');
    await writeFile(file, '');

    const opening = duckDbEngine([], { s3, extensionDirectory: file });

    await expect(opening).rejects.toThrow(QueryError);
    await expect(opening).rejects.toThrow(/its extension httpfs.*--engine athena/);
  });

  it('is not there for an engine that was not told of S3', async () => {
    const opening = duckDbEngine([{ table: events, files: await landed() }]);

    await expect(opening).rejects.toThrow(QueryError);
  });
});

async function countOf(files: readonly string[], access: typeof s3) {
  const engine = await duckDbEngine([{ table: events, files }], {
    s3: access,
    extensionDirectory: extensionDirectory ?? '',
  });
  onTestFinished(() => engine.close());
  return engine.run(queryOf('SELECT count(*) FROM events'));
}

function landed(): Promise<string[]> {
  buckets += 1;
  return landEvents(`duckdb-s3-test-${buckets}`, settings);
}
