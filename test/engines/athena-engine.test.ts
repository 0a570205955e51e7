import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { athenaEngine } from '../../lib/engines/athena-engine.ts';
import { collect, type QueryOptions, type QueryProgress } from '../../lib/engines/engine.ts';
import type { Statement } from '../../lib/engines/statement.ts';
import { InputError, QueryError } from '../../lib/errors.ts';
import { awsError } from '../catalog/aws-json-server.ts';
import { queryOf } from '../contracts/engine-contract.ts';
import { type AthenaOfTest, athenaServer, ended, succeeded, underWay } from './athena-server.ts';

const SELECT_1 = queryOf('SELECT 1');

describe('Athena', () => {
  it('returns every row of twelve pages, in order and without the header', async () => {
    const rows = Array.from({ length: 11_500 }, (_, row) => [`${row}`, `name ${row}`]);
    const { server, run } = await opened({
      columns: [
        ['id', 'bigint'],
        ['name', 'varchar'],
      ],
      rows,
    });

    const result = await run();

    expect(result.columns).toEqual(['id', 'name']);
    expect(result.rows).toEqual(rows.map(([id, name]) => [Number(id), name]));
    expect(server.bodiesOf('GetQueryResults').map(({ MaxResults }) => MaxResults)).toEqual(
      Array(12).fill(1000),
    );
  });

  it('reads a page when its rows are asked for, and not before', async () => {
    const rows = Array.from({ length: 5000 }, (_, row) => [`${row}`]);
    const { server, engine } = await opened({ rows });
    const pages = () => server.bodiesOf('GetQueryResults').length;

    const answer = await engine.query(SELECT_1);
    const asked: number[] = [pages()];
    for await (const chunk of answer.rows) {
      asked.push(pages());
      if (chunk[0]?.[0] === 1999) break;
    }

    expect(asked).toEqual([1, 1, 2, 3]);
    expect(pages()).toBe(3);
  });

  it('returns the first row of a statement that has no header', async () => {
    const { run } = await opened({
      states: [{ StatementType: 'UTILITY', Status: { State: 'SUCCEEDED' } }],
      rows: [],
      columns: [['fake_accounts', 'string']],
    });

    const { rows } = await run();

    expect(rows).toEqual([['fake_accounts']]);
  });

  it('returns the columns of a result without rows', async () => {
    const { run } = await opened({ rows: [] });

    const result = await run();

    expect(result).toEqual({ columns: ['one'], rows: [], scannedBytes: 0 });
  });

  it('tells how many bytes were scanned', async () => {
    const { run } = await opened({ states: [succeeded(12_345)] });

    const { scannedBytes } = await run();

    expect(scannedBytes).toBe(12_345);
  });

  it('finds the query by its name among 120 of the workgroup', async () => {
    const deployed = Array.from({ length: 120 }, (_, number) => ({
      Name: number === 97 ? 'a-test' : `other-${number}`,
      QueryString: number === 97 ? 'SELECT 1' : 'SELECT 2',
    }));
    const { server, run } = await opened({ deployed });

    await run();

    expect(server.bodiesOf('ListNamedQueries').map(({ WorkGroup }) => WorkGroup)).toEqual(
      Array(6).fill('a-workgroup'),
    );
    expect(
      server.bodiesOf('BatchGetNamedQuery').map(({ NamedQueryIds }) => NamedQueryIds.length),
    ).toEqual([50, 50, 20]);
    expect(server.bodiesOf('StartQueryExecution')[0].QueryString).toBe('SELECT 1');
  });

  it('starts the deployed text in its database and workgroup', async () => {
    const { server, run } = await opened({
      deployed: [{ Name: 'a-test', QueryString: 'SELECT 1\n', Database: 'hourlake' }],
    });

    await run();

    expect(server.bodiesOf('StartQueryExecution')).toEqual([
      {
        QueryString: 'SELECT 1\n',
        QueryExecutionContext: { Database: 'hourlake' },
        WorkGroup: 'a-workgroup',
        ClientRequestToken: expect.stringMatching(/^.{32,128}$/),
      },
    ]);
  });

  it('starts a query once for Athena when the start is tried again', async () => {
    const { server, run } = await opened({
      answer: ({ action }, before) =>
        action === 'StartQueryExecution' && before.at(-1)?.action !== action
          ? awsError('TooManyRequestsException')
          : undefined,
    });

    await run();
    await run();

    const tokens = server
      .bodiesOf('StartQueryExecution')
      .map(({ ClientRequestToken }) => ClientRequestToken);
    expect(tokens).toEqual([tokens[0], tokens[0], tokens[2], tokens[2]]);
    expect(tokens[0]).not.toBe(tokens[2]);
  });

  it('tells how far the query is', async () => {
    const { run } = await opened({
      states: [underWay('QUEUED'), underWay('RUNNING', 10, 200), succeeded(20)],
    });
    const told: QueryProgress[] = [];

    await run({ onProgress: (progress) => told.push(progress) });

    expect(told).toEqual([
      { state: 'queued', scannedBytes: 0, milliseconds: 0 },
      { state: 'running', scannedBytes: 10, milliseconds: 200 },
    ]);
  });

  it('asks less and less often', async () => {
    const { server, run } = await opened(
      { states: [...Array(8).fill(underWay('RUNNING')), succeeded()] },
      { pollDelay: 20 },
    );
    const started = performance.now();

    await run();

    // 20 + 30 + 45 + 67 + 101 + 152 + 200 + 200, where eight waits of 20 would be 160.
    expect(performance.now() - started).toBeGreaterThan(750);
    expect(server.bodiesOf('GetQueryExecution')).toHaveLength(9);
  });

  it('goes on where Athena is busy', async () => {
    const { run } = await opened({
      answer: (_, before) =>
        before.length % 2 === 0 ? awsError('ThrottlingException', 'Rate exceeded') : undefined,
    });

    const { rows } = await run();

    expect(rows).toEqual([[1]]);
  });
});

describe('a statement that is not saved', () => {
  it('runs as it is, in the workgroup and the database of the engine', async () => {
    const { server, ask } = await opened();

    const { rows, notice } = await ask({ sql: 'SELECT 2' });

    expect(rows).toEqual([[1]]);
    expect(notice).toBeUndefined();
    expect(server.bodiesOf('ListNamedQueries')).toEqual([]);
    expect(server.bodiesOf('StartQueryExecution')).toMatchObject([
      {
        QueryString: 'SELECT 2',
        QueryExecutionContext: { Database: 'a_database' },
        WorkGroup: 'a-workgroup',
      },
    ]);
  });

  it.each([
    ['DROP TABLE events', /begins with DROP/],
    ['/* SELECT */ INSERT INTO events SELECT 1', /begins with INSERT/],
    ["UNLOAD (SELECT 1) TO 's3://b/k' WITH (format = 'PARQUET')", /begins with UNLOAD/],
    ['SHOW TABLES', /begins with SHOW/],
    ['SELECT 1; DROP TABLE events', /2 statements/],
    ['--', /no statement/],
  ])('is refused before anything is asked of Athena: %s', async (sql, got) => {
    const { server, ask } = await opened();

    await expect(ask({ sql })).rejects.toThrow(InputError);
    await expect(ask({ sql })).rejects.toThrow(got);
    expect(server.calls).toEqual([]);
  });

  it('is what has to be corrected when Athena refuses it', async () => {
    const { ask } = await opened({ states: [ended('FAILED', 'COLUMN_NOT_FOUND: line 1:8')] });

    await expect(ask({ sql: 'SELECT a' })).rejects.toThrow(
      'Expected the statement to be SQL that Athena runs, got "COLUMN_NOT_FOUND: line 1:8". Correct the statement.',
    );
  });
});

describe('a deployed text', () => {
  it('that does more than read is refused', async () => {
    const { server, run } = await opened({
      deployed: [{ Name: 'a-test', QueryString: 'DROP TABLE events' }],
    });

    await expect(run()).rejects.toThrow(QueryError);
    await expect(run()).rejects.toThrow(/begins with DROP.*Correct queries\/a-test\.sql/);
    expect(server.bodiesOf('StartQueryExecution')).toEqual([]);
  });

  it('that is another one is run, and said to be', async () => {
    const { server, run } = await opened({
      deployed: [{ Name: 'a-test', QueryString: 'SELECT 2' }],
    });

    const { notice } = await run();

    expect(server.bodiesOf('StartQueryExecution')[0].QueryString).toBe('SELECT 2');
    expect(notice).toMatch(
      /workgroup a-workgroup has another text of a-test than queries\/a-test\.sql.*npx cdk deploy/,
    );
  });

  it('is the same with other ends of lines', async () => {
    const { run } = await opened({
      deployed: [{ Name: 'a-test', QueryString: '-- name: a-test\r\nSELECT 1 \r\n' }],
    });

    const { notice } = await run({}, '-- name: a-test\nSELECT 1');

    expect(notice).toBeUndefined();
  });

  it('is the new one of two while a stack is being updated', async () => {
    const { server, run } = await opened({
      deployed: [
        { Name: 'a-test', QueryString: 'SELECT 0' },
        { Name: 'a-test', QueryString: 'SELECT 1' },
      ],
    });

    const { notice } = await run();

    expect(server.bodiesOf('StartQueryExecution')[0].QueryString).toBe('SELECT 1');
    expect(notice).toBeUndefined();
  });

  it('that is another one is named when it fails', async () => {
    const { run } = await opened({
      deployed: [{ Name: 'a-test', QueryString: 'SELECT FROM' }],
      states: [ended('FAILED', 'mismatched input')],
    });

    await expect(run()).rejects.toThrow(/mismatched input.*another text of a-test/);
  });

  it('that is not there is missed by its name, and the others are named', async () => {
    const { run } = await opened({
      deployed: [
        { Name: 'top-cities', QueryString: 'SELECT 1' },
        { Name: 'age-pyramid', QueryString: 'SELECT 1' },
      ],
    });

    await expect(run()).rejects.toThrow(QueryError);
    await expect(run()).rejects.toThrow(
      /named query a-test in the Athena workgroup a-workgroup, got age-pyramid, top-cities\. Deploy/,
    );
  });

  it('is missed where there is none at all', async () => {
    const { server, run } = await opened({ deployed: [] });

    await expect(run()).rejects.toThrow(/got none at all\. Deploy the stack/);
    expect(server.bodiesOf('BatchGetNamedQuery')).toEqual([]);
  });
});

describe('a query in Athena that is cancelled', () => {
  it('is stopped there at once, however long the wait was to be', async () => {
    const { server, run } = await opened(
      { states: [underWay('RUNNING')] },
      { pollDelay: 3_600_000 },
    );
    const ending = new AbortController();

    const running = run({ signal: ending.signal, onProgress: () => ending.abort() });

    await expect(running).rejects.toThrow(QueryError);
    await expect(running).rejects.toThrow(
      'Expected query a-test to run to its end, got an interruption. Run it again.',
    );
    expect(server.bodiesOf('StopQueryExecution')).toEqual([{ QueryExecutionId: 'the-execution' }]);
  });

  it('is stopped even when it was just being started', async () => {
    const ending = new AbortController();
    const { server, run } = await opened({
      answer: ({ action }) => {
        if (action === 'StartQueryExecution') ending.abort();
        return undefined;
      },
    });

    await expect(run({ signal: ending.signal })).rejects.toThrow(/an interruption/);
    expect(server.bodiesOf('StopQueryExecution')).toEqual([{ QueryExecutionId: 'the-execution' }]);
  });

  it('is not begun when it is cancelled before', async () => {
    const { server, run } = await opened();

    await expect(run({ signal: AbortSignal.abort() })).rejects.toThrow(/an interruption/);
    expect(server.calls).toEqual([]);
  });

  it('is not stopped when it is done and its rows are on the way', async () => {
    const ending = new AbortController();
    const { server, run } = await opened({
      answer: ({ action }) => {
        if (action === 'GetQueryResults') ending.abort();
        return undefined;
      },
    });

    await expect(run({ signal: ending.signal })).rejects.toThrow(/an interruption/);
    expect(server.bodiesOf('StopQueryExecution')).toEqual([]);
  });

  it('is said to go on when it could not be stopped', async () => {
    const ending = new AbortController();
    const { run } = await opened({
      states: [underWay('RUNNING')],
      answer: ({ action }) =>
        action === 'StopQueryExecution' ? awsError('AccessDeniedException', 'Not you') : undefined,
    });

    const running = run({ signal: ending.signal, onProgress: () => ending.abort() });

    await expect(running).rejects.toThrow(
      /an interruption\. It could not be stopped.*Not you.*the-execution/,
    );
  });
});

describe('a query in Athena that does not end well', () => {
  it.each([
    [ended('FAILED', 'COLUMN_NOT_FOUND: line 1:8'), /SQL that Athena runs.*queries\/a-test\.sql/],
    [
      ended('CANCELLED', 'Bytes scanned limit was exceeded'),
      /no more bytes than its workgroup.*condition on dt in queries\/a-test\.sql/,
    ],
    [
      ended('FAILED', "TABLE_NOT_FOUND: Table 'awsdatacatalog.a.b' does not exist"),
      /tables of query a-test to be in the Glue catalog.*npx cdk deploy/,
    ],
    [ended('FAILED', 'PERMISSION_DENIED: Access Denied'), /permission to read/],
    [ended('FAILED', 'HIVE_BAD_DATA: Not valid Parquet file'), /Run "hourlake doctor"/],
    [
      ended('FAILED', 'HIVE_CANNOT_OPEN_SPLIT: Error opening: NoSuchKey'),
      /removed meanwhile\. Run it again/,
    ],
    [ended('FAILED', 'HIVE_PARTITION_SCHEMA_MISMATCH: There is'), /Start the crawler/],
    [
      ended('FAILED', 'Unable to verify/create output bucket a'),
      /location for the result.*npx cdk deploy/,
    ],
    [
      ended('FAILED', "INVALID_CAST_ARGUMENT: Cannot cast 'João' to INT"),
      /SQL that Athena runs, got "INVALID_CAST_ARGUMENT"\. Correct/,
    ],
    [
      ended('FAILED', 'Query exhausted resources at this scale factor'),
      /run to its end, got "Query exhausted/,
    ],
    [ended('CANCELLED', ''), /got a cancellation in Athena\. Run it again/],
    [ended('CANCELLED', 'By an admin'), /got a cancellation in Athena: "By an admin"/],
  ])('says what %j means', async (state, message) => {
    const { server, run } = await opened({ states: [underWay('RUNNING'), state] });

    const running = run();

    await expect(running).rejects.toThrow(QueryError);
    await expect(running).rejects.toThrow(message);
    expect(server.bodiesOf('GetQueryResults')).toEqual([]);
  });

  it.each([true, false])('may succeed later as Athena says: %s', async (retryable) => {
    const { run } = await opened({ states: [ended('FAILED', 'INTERNAL_ERROR', retryable)] });

    await expect(run()).rejects.toMatchObject({ retryable });
  });
});

describe('an error of Athena', () => {
  it.each([
    [
      'ListNamedQueries',
      awsError('InvalidRequestException', 'WorkGroup a-workgroup is not found.'),
      /Athena workgroup a-workgroup in this account and region.*npx cdk deploy/,
    ],
    [
      'StartQueryExecution',
      awsError('InvalidRequestException', "line 1:1: mismatched input 'SELEC'"),
      /SQL that Athena runs, got "line 1:1: mismatched.*Correct queries\/a-test\.sql/,
    ],
    [
      'StartQueryExecution',
      awsError('InvalidRequestException', 'No output location provided.'),
      /location for the result/,
    ],
    [
      'GetQueryResults',
      awsError('AccessDeniedException', 'Not you'),
      /Permission for athena:GetQueryResults on workgroup a-workgroup was denied.*Not you/,
    ],
    ['ListNamedQueries', awsError('ExpiredTokenException'), /have expired.*Log in again/],
    ['BatchGetNamedQuery', awsError('UnrecognizedClientException'), /Athena did not accept/],
    ['GetQueryExecution', awsError('InternalServerException', 'Oh', 500), /: HTTP 500/],
  ])('of %s says what %j means', async (failing, error, message) => {
    const { run } = await opened({
      answer: ({ action }) => (action === failing ? error : undefined),
    });

    const running = run();

    await expect(running).rejects.toThrow(QueryError);
    await expect(running).rejects.toThrow(message);
    await expect(running).rejects.toMatchObject({ cause: expect.any(Error) });
  });

  it('tells no secret, in its message and in what --debug prints', async () => {
    const repeated = 'It does not match.\n\nThe Canonical String:\nx-amz-security-token:the-token';
    const { run } = await opened({
      answer: () => ({ ...awsError('InvalidSignatureException', repeated), token: 'the-token' }),
    });

    const error = await run().catch((thrown: unknown) => thrown);

    const printed = inspect(error, { depth: 10, showHidden: true });
    expect(printed).toContain('[cause]');
    expect(printed).toContain('InvalidSignatureException: It does not match');
    expect(printed).not.toContain('the-token');
    // Among the headers of the request, which the SDK keeps beside its error.
    expect(printed).not.toContain('AWS4-HMAC-SHA256');
  });

  it('says that Athena cannot be reached', async () => {
    const { server, run } = await opened();
    await server.close();

    await expect(run()).rejects.toThrow(/Could not reach Athena.*ECONNREFUSED/);
  });
});

async function opened(athena: AthenaOfTest = {}, { pollDelay = 1 }: { pollDelay?: number } = {}) {
  const server = await athenaServer(athena);
  const engine = athenaEngine({
    workgroup: 'a-workgroup',
    database: 'a_database',
    client: server.client,
    pollDelay,
  });
  onTestFinished(() => engine.close());
  return {
    server,
    engine,
    async run(options?: QueryOptions, sql?: string) {
      return ask(sql === undefined ? SELECT_1 : queryOf(sql), options);
    },
    ask,
  };

  async function ask(statement: Statement, options?: QueryOptions) {
    const answer = await engine.query(statement, options);
    return { ...answer, ...(await collect(answer)) };
  }
}
