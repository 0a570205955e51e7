import { withoutSecrets } from '../aws/aws-error-facts.ts';
import { sqlText } from '../duckdb/sql-text.ts';
import { type ErrorMessage, QueryError } from '../errors.ts';
import { wordsOf } from '../printable.ts';

/** How DuckDB reads a lake in S3. It does not know AWS profiles: the credentials are given to it. */
export interface S3Access {
  /** Region of the bucket. Default: us-east-1, DuckDB's own default. */
  readonly region?: string;
  /** URL of an S3-compatible service: `http://127.0.0.1:4566`. Default: AWS. */
  readonly endpoint?: string;
  /** Whether URLs have the bucket in the path instead of the host. Default: `false`. */
  readonly pathStyle?: boolean;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

/** Runs one statement of SQL. */
type RunSql = (sql: string) => Promise<unknown>;

/**
 * Makes `s3://` URLs readable for a connection: loads the extension that reads them, which DuckDB
 * downloads from its own repository if it is not installed, and gives it the credentials.
 *
 * @throws QueryError when the extension cannot be installed, or DuckDB refuses the settings.
 */
export async function openS3(run: RunSql, access: S3Access): Promise<void> {
  const statement = secretOf(access);
  await loadExtension(run);
  try {
    await run(statement);
  } catch (error) {
    // Only the kind of the error, and no cause: DuckDB quotes the statement, which contains the
    // credentials.
    throw new QueryError({
      expected: 'DuckDB to accept the settings of S3',
      got: /^[\w ]+ Error/.exec(firstLine(error))?.[0] ?? 'an error',
      advice: 'Check AWS_REGION and AWS_ENDPOINT_URL, or query the lake with Athena.',
    });
  }
}

/**
 * Explains an error of DuckDB that comes from S3; `undefined` for any other error.
 */
export function s3ReadError(error: unknown): QueryError | undefined {
  const got = firstLine(error);
  if (!/^HTTP Error|^IO Error: .*\bHTTP (HEAD|GET)\b/.test(got)) return undefined;
  return new QueryError(s3Message(got), {
    // Below its first line DuckDB repeats the answer of S3, which may repeat the request.
    cause: withoutSecrets(error),
    retryable: !/HTTP (3|4)\d\d/.test(got),
  });
}

async function loadExtension(run: RunSql): Promise<void> {
  try {
    await run('LOAD httpfs');
  } catch {
    // Not installed, or of another version. If it cannot be installed either, that error says why.
    try {
      await run('INSTALL httpfs');
      await run('LOAD httpfs');
    } catch (error) {
      throw new QueryError(
        {
          expected: 'DuckDB to install its extension httpfs, which reads S3',
          got: firstLine(error),
          advice:
            'Let this machine reach extensions.duckdb.org once, or query the lake with Athena, which needs no extension.',
        },
        { cause: error },
      );
    }
  }
}

function secretOf({ region, endpoint, pathStyle = false, credentials }: S3Access): string {
  const url = endpoint === undefined ? undefined : urlOf(endpoint);
  const settings = {
    KEY_ID: credentials.accessKeyId,
    SECRET: credentials.secretAccessKey,
    SESSION_TOKEN: credentials.sessionToken,
    REGION: region,
    ENDPOINT: url?.host,
    URL_STYLE: pathStyle ? 'path' : 'vhost',
    USE_SSL: url?.protocol === 'http:' ? 'false' : 'true',
  };
  const list = Object.entries(settings).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name} ${sqlText(value)}`],
  );
  return `CREATE SECRET lake (TYPE s3, ${list.join(', ')})`;
}

function urlOf(endpoint: string): URL {
  if (/^https?:\/\//.test(endpoint) && URL.canParse(endpoint)) return new URL(endpoint);
  throw new QueryError({
    expected: 'the endpoint of S3 to be a URL, such as http://127.0.0.1:4566',
    // User and password left out.
    got: JSON.stringify(endpoint.replace(/^.*@/s, '…@')),
    advice: 'Correct or unset AWS_ENDPOINT_URL.',
  });
}

function s3Message(got: string): ErrorMessage {
  if (/HTTP 403/.test(got)) {
    return {
      expected: 'permission for s3:GetObject on the objects of the lake',
      got,
      advice: 'Log in with a role that may read the bucket of the lake, or log in again.',
    };
  }
  if (/HTTP 404/.test(got)) {
    return {
      expected: 'the objects of the lake to stay while they are read',
      got,
      advice: 'Run "hourlake status" to see what the lake holds, and run the query again.',
    };
  }
  if (/HTTP (301|307|400)/.test(got)) {
    return {
      expected: 'S3 to accept the requests of DuckDB for the bucket of the lake',
      got,
      advice: 'Set AWS_REGION to the region of the bucket, and log in again.',
    };
  }
  return {
    expected: 'to reach S3 for the objects of the lake',
    got,
    advice: 'Check the network, AWS_REGION and AWS_ENDPOINT_URL, and run the query again.',
  };
}

/** Below the first line DuckDB quotes the statement, and gives advice. */
function firstLine(error: unknown): string {
  const message = wordsOf(error);
  return message.trim().split('\n')[0] ?? '';
}
