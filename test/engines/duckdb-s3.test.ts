import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { openS3, s3ReadError } from '../../lib/engines/duckdb-s3.ts';
import { QueryError } from '../../lib/errors.ts';

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: "wJal'rXUtn" };

describe('opening S3 for DuckDB', () => {
  it('downloads nothing when the extension is installed', async () => {
    const { run, statements } = duckDb();

    await openS3(run, { credentials });

    expect(statements).toEqual([
      'LOAD httpfs',
      "CREATE SECRET lake (TYPE s3, KEY_ID 'AKIDEXAMPLE', SECRET 'wJal''rXUtn', URL_STYLE 'vhost', USE_SSL 'true')",
    ]);
  });

  it('installs the extension when it is missing', async () => {
    const { run, statements } = duckDb({ failing: (_, before) => before.length === 0 });

    await openS3(run, { credentials });

    expect(statements.slice(0, 3)).toEqual(['LOAD httpfs', 'INSTALL httpfs', 'LOAD httpfs']);
  });

  it('says what to do when the extension cannot be installed', async () => {
    const { run } = duckDb({ failing: () => true });

    const opening = openS3(run, { credentials });

    await expect(opening).rejects.toThrow(QueryError);
    await expect(opening).rejects.toThrow(/its extension httpfs.*with Athena/);
  });

  it('passes every setting on', async () => {
    const { run, statements } = duckDb();

    await openS3(run, {
      region: 'sa-east-1',
      endpoint: 'http://127.0.0.1:4566/',
      pathStyle: true,
      credentials: { ...credentials, sessionToken: "a'token'); DROP" },
    });

    expect(statements[1]).toBe(
      "CREATE SECRET lake (TYPE s3, KEY_ID 'AKIDEXAMPLE', SECRET 'wJal''rXUtn', SESSION_TOKEN 'a''token''); DROP', REGION 'sa-east-1', ENDPOINT '127.0.0.1:4566', URL_STYLE 'path', USE_SSL 'false')",
    );
  });

  it('prints no credentials when DuckDB refuses them and quotes the statement', async () => {
    const { run } = duckDb({ failing: (sql) => sql.startsWith('CREATE') });

    const error: unknown = await openS3(run, { credentials }).catch((thrown) => thrown);

    expect(error).toBeInstanceOf(QueryError);
    expect(error).toMatchObject({ got: 'Parser Error' });
    expect(error).not.toHaveProperty('cause');
    expect(String(error)).not.toMatch(/AKID|wJal/);
  });

  it.each(['127.0.0.1:4566', 'ftp://here', 'http://'])(
    'refuses the endpoint %s',
    async (endpoint) => {
      const { run, statements } = duckDb();

      const opening = openS3(run, { credentials, endpoint });

      await expect(opening).rejects.toThrow(/endpoint of S3 to be a URL.*AWS_ENDPOINT_URL/);
      expect(statements).toEqual([]);
    },
  );

  it.each(['ftp://me:hidden@127.0.0.1', 'me:hidden@127.0.0.1'])(
    'does not repeat the password in %s',
    async (endpoint) => {
      const opening = openS3(duckDb().run, { credentials, endpoint });

      await expect(opening).rejects.toThrow('got "…@127.0.0.1".');
    },
  );
});

describe('an error of DuckDB that comes from S3', () => {
  it.each([
    [
      "HTTP Error: HTTP GET error reading 'http://h/b/k' in region 'us-east-1' (HTTP 403 Forbidden)",
      /s3:GetObject.*Log in/,
      false,
    ],
    [
      "HTTP Error: HTTP GET error reading 's3://b/k' (HTTP 404 Not Found)",
      /hourlake status/,
      false,
    ],
    ["HTTP Error: HTTP GET error reading 's3://b/k' (HTTP 301 Moved)", /Set AWS_REGION/, false],
    ["HTTP Error: HTTP GET error reading 's3://b/k' (HTTP 400 Bad Request)", /AWS_REGION/, false],
    [
      "HTTP Error: Request returned HTTP 503 for HTTP HEAD to 'http://h/b/k'",
      /to reach S3.*network/,
      true,
    ],
    [
      "IO Error: Could not resolve hostname error for HTTP HEAD to 'https://b.s3.us-east-1.amazonaws.com/k'",
      /to reach S3.*AWS_REGION/,
      true,
    ],
  ])('says what it means: %s', (message, meaning, retryable) => {
    const error = s3ReadError(new Error(`${message}\n\nLINE 1: SELECT`));

    expect(error).toBeInstanceOf(QueryError);
    expect(error?.message).toMatch(meaning);
    expect(error?.message).not.toContain('LINE 1');
    expect(error?.retryable).toBe(retryable);
  });

  it('passes on only its first line, below which S3 may repeat the request', () => {
    const message = "HTTP Error: HTTP GET error reading 's3://b/k' (HTTP 403 Forbidden)";

    const error = s3ReadError(new Error(`${message}\n\nAccessDenied: the-token`));

    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('the-token');
    expect(error?.cause).toMatchObject({ message });
  });

  it.each([
    "IO Error: No files found that match the pattern '/lake/a.parquet'",
    "Invalid Input Error: No magic bytes found at end of file 's3://b/k'",
    "Catalog Error: Table with name 'HTTP Error' does not exist!",
  ])('is not this one: %s', (message) => {
    expect(s3ReadError(new Error(message))).toBeUndefined();
  });
});

/** Keeps what it is asked to run; what fails is quoted, as DuckDB quotes it. */
function duckDb({
  failing = () => false,
}: {
  failing?: (sql: string, before: readonly string[]) => boolean;
} = {}) {
  const statements: string[] = [];
  const run = async (sql: string): Promise<void> => {
    const fails = failing(sql, [...statements]);
    statements.push(sql);
    if (fails) throw new Error(`Parser Error: syntax error in ${sql}\nLINE 1: ${sql}`);
  };
  return { run, statements };
}
