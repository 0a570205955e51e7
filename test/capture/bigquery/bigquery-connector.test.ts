import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { costText } from '../../../lib/capture/bigquery/query/price.ts';
import { CaptureError, DatabaseError } from '../../../lib/errors.ts';
import { connectorContract } from '../../contracts/connector-contract.ts';
import type { ABigQuery, AFault } from './a-bigquery.ts';
import {
  aBigQuery,
  aDownload,
  answerIn,
  DAY,
  DAY_BEFORE,
  FIELDS,
  landed,
} from './some-downloads.ts';

const GIB = 1024 ** 3;

/** 08:00 of the day after {@link DAY}: two hours after it has settled. */
const WRITTEN = Date.UTC(2026, 10, 21, 8);

connectorContract(
  'BigQuery',
  async () => {
    const bigQuery = await aBigQuery([]);
    const { server } = bigQuery;
    const put = async (day: string, text: string) => {
      server.rows = [...server.rows, aDownload(1, { at: `${day}T05:00:00Z`, city: text })];
    };
    const outside = async () => server.rows.map(({ at }) => String(at).slice(0, 10)).sort();
    return { connector: bigQuery.connect(), put, outside };
  },
  [DAY_BEFORE, DAY],
  { wanted: [DAY_BEFORE, DAY] },
);

/** What the requests of one kind are answered with, in their order; then nothing goes wrong. */
function faultsOf(text: string, ...faults: readonly AFault[]): ABigQuery['fault'] {
  const left = [...faults];
  return ({ line }) => (line.includes(text) ? left.shift() : undefined);
}

function told(result: Awaited<ReturnType<Awaited<ReturnType<typeof aBigQuery>>['fetch']>>) {
  if (result.kind !== 'answered') return result;
  const { cost, told: sentences } = result.answered;
  return [costText(cost), ...sentences];
}

describe('a period of BigQuery', () => {
  it('is asked for once by several runs, and billed once', async () => {
    const bigQuery = await aBigQuery();

    const results = [
      await bigQuery.fetch(),
      ...(await Promise.all([bigQuery.fetch(), bigQuery.fetch()])),
    ];

    expect(results.map(told)).toEqual([
      ['2.9 GiB scanned, $0.02'],
      ['answer of an earlier run, nothing billed'],
      ['answer of an earlier run, nothing billed'],
    ]);
    expect(bigQuery.server.jobs).toHaveLength(1);
    expect(bigQuery.server.billed).toBe(3_000 * 1024 ** 2);
    const [first, ...others] = results.map((result) => answerIn(result).id);
    expect(others).toEqual([first, first]);
  });

  it('is asked for with parameters, as GoogleSQL, below the ceiling of the job', async () => {
    const bigQuery = await aBigQuery([aDownload(1, { city: "a' OR '1'='1" })], {
      where: { city: "a' OR '1'='1", n: 1, ci: false },
      mostBytes: 3 * GIB,
      settings: { columns: 'at,python' },
    });

    await bigQuery.fetch();

    expect(bigQuery.server.queries).toMatchObject([
      {
        jobReference: { projectId: 'payer', location: 'US' },
        configuration: {
          query: {
            query: [
              'SELECT',
              '  `at` AS `at`,',
              '  `details`.`python` AS `python`',
              'FROM `public-data.pypi.downloads`',
              'WHERE `at` >= @from AND `at` < @to',
              '  AND `ci` = @where_0',
              '  AND `city` = @where_1',
              '  AND `n` = @where_2',
            ].join('\n'),
            useLegacySql: false,
            maximumBytesBilled: String(3 * GIB),
            queryParameters: [
              { name: 'from', parameterValue: { value: '2026-11-20T00:00:00Z' } },
              { name: 'to', parameterValue: { value: '2026-11-21T00:00:00Z' } },
              {
                name: 'where_0',
                parameterType: { type: 'BOOL' },
                parameterValue: { value: 'false' },
              },
              { name: 'where_1', parameterType: { type: 'STRING' } },
              { name: 'where_2', parameterType: { type: 'INT64' }, parameterValue: { value: '1' } },
            ],
          },
        },
      },
    ]);
  });

  it('waits until it is over with growing pauses', async () => {
    const bigQuery = await aBigQuery();

    await bigQuery.fetch();

    expect(bigQuery.waits).toEqual([250, 375]);
  });

  it('ends waiting when the run is to end, and the next run finds the answer', async () => {
    const bigQuery = await aBigQuery();
    const stop = new AbortController();
    const sleep = async () => stop.abort();
    const connector = bigQuery.connect({ signal: stop.signal, sleep });

    const ended = await connector.fetch({ name: DAY, period: DAY });
    const next = await bigQuery.fetch();

    expect(ended).toEqual({
      kind: 'waits',
      reason: 'The run ended before BigQuery had answered.',
    });
    expect(told(next)).toEqual(['answer of an earlier run, nothing billed']);
  });
});

describe('a period that is not complete', () => {
  it.each([
    [
      'a table that was written to before',
      { lastModifiedTime: String(WRITTEN - 3 * 3_600_000) },
      'was last written to at 2026-11-21T05:00:00Z, and is awaited until 2026-11-21T06:00:00Z.',
    ],
    [
      'an older row in the buffer',
      { streamingBuffer: { oldestEntryTime: String(WRITTEN - 3 * 3_600_000) } },
      'has rows from 2026-11-21T05:00:00Z in its streaming buffer, and is awaited until 2026-11-21T06:00:00Z.',
    ],
  ])('waits for %s, and asks for nothing that is billed', async (_, facts, reason) => {
    const bigQuery = await aBigQuery();
    Object.assign(bigQuery.server.facts, facts);

    const result = await bigQuery.fetch();

    expect(result).toEqual({ kind: 'waits', reason: `public-data.pypi.downloads ${reason}` });
    expect(bigQuery.server.requests).toHaveLength(1);
  });

  it.each([
    [
      'a row in the buffer that came later',
      { lastModifiedTime: '0', streamingBuffer: { oldestEntryTime: String(WRITTEN) } },
    ],
    [
      'a view, which does not say when its rows were written',
      { type: 'VIEW', lastModifiedTime: '0' },
    ],
  ])('is complete by %s', async (_, facts) => {
    const bigQuery = await aBigQuery();
    Object.assign(bigQuery.server.facts, facts);

    expect((await bigQuery.fetch()).kind).toBe('answered');
  });

  it('is complete sooner where the job says so', async () => {
    const bigQuery = await aBigQuery(undefined, { settlesAfterHours: 8 });
    const later = await aBigQuery(undefined, { settlesAfterHours: 8.5 });

    expect([(await bigQuery.fetch()).kind, (await later.fetch()).kind]).toEqual([
      'answered',
      'waits',
    ]);
  });
});

describe('an answer of an earlier run', () => {
  it('is not used when it is gone: the query is asked once more', async () => {
    const bigQuery = await aBigQuery();
    await bigQuery.fetch();
    bigQuery.server.expire();

    const result = await bigQuery.fetch();

    expect(told(result)).toEqual(['2.9 GiB scanned, $0.02']);
    expect(bigQuery.server.jobs.map((id) => id.slice(-2))).toEqual(['-1', '-2']);
  });

  it('is not used when its query failed', async () => {
    const bigQuery = await aBigQuery();
    bigQuery.server.failures.push('resourcesExceeded');
    const failing = bigQuery.fetch();
    await expect(failing).rejects.toThrow(DatabaseError);

    const result = await bigQuery.fetch();

    expect(await bigQuery.read(answerIn(result))).toMatchObject({ rejects: [] });
    expect(bigQuery.server.jobs.map((id) => id.slice(-2))).toEqual(['-1', '-2']);
  });

  it('is not used when the query began before the period had settled', async () => {
    const hasty = await aBigQuery(undefined, { settlesAfterHours: 0 });
    const { server } = hasty;
    server.now = Date.UTC(2026, 10, 21, 1);
    await hasty.fetch();
    const { question, requests } = { question: hasty.question, requests: server.asking() };
    const patient = hasty.connect({ question: { ...question, settlesAfterHours: 6 }, requests });
    server.now = Date.UTC(2026, 10, 21, 12);

    const result = await patient.fetch({ name: DAY, period: DAY });

    expect(told(result)).toEqual(['2.9 GiB scanned, $0.02']);
  });

  it('is not used when another question was asked, or the table was made anew', async () => {
    const bigQuery = await aBigQuery();
    const { server, question } = bigQuery;
    await bigQuery.fetch();

    const others = [
      { ...question, where: { city: 'city 1' } },
      { ...question, fields: question.fields.slice(0, 3) },
    ];
    for (const other of others) {
      await bigQuery.connect({ question: other }).fetch({ name: DAY, period: DAY });
    }
    server.facts.creationTime = '1';
    await bigQuery.fetch();

    expect(server.jobs).toHaveLength(4);
    expect(server.jobs.every((id) => id.endsWith('-1'))).toBe(true);
  });

  it('is used when only the ceiling of the job was changed', async () => {
    const bigQuery = await aBigQuery();
    await bigQuery.fetch();
    const question = { ...bigQuery.question, mostBytes: 10 * GIB, dollarsPerTib: 1 };

    const result = await bigQuery.connect({ question }).fetch({ name: DAY, period: DAY });

    expect(told(result)).toEqual(['answer of an earlier run, nothing billed']);
  });
});

describe('the price of a period', () => {
  it('is reported before the query runs', async () => {
    const bigQuery = await aBigQuery();
    const priced: unknown[] = [];
    const connector = bigQuery.connect({
      onPriced: (period, { bytes }) => priced.push([period, bytes, bigQuery.server.jobs.length]),
    });

    await connector.fetch({ name: DAY, period: DAY });

    expect(priced).toEqual([[DAY, 3_000 * 1024 ** 2, 0]]);
  });

  it('fails the capture above the ceiling, before it is billed', async () => {
    const bigQuery = await aBigQuery(undefined, { mostBytes: GIB });

    await expect(bigQuery.fetch()).rejects.toThrow(
      new CaptureError({
        expected: 'the query for downloads 2026-11-20 to be billed 1 GiB at most',
        got: '2.9 GiB, $0.02',
        advice:
          'Nothing was billed. Choose fewer columns, or raise mostBytes of the job to 3145728000 or more.',
      }),
    );
    expect(bigQuery.server.jobs).toEqual([]);
  });

  it('cannot grow above the ceiling after the dry run either', async () => {
    const bigQuery = await aBigQuery(undefined, { mostBytes: 3 * GIB });
    const connector = bigQuery.connect({
      onPriced: () => {
        bigQuery.server.bytes = 4 * GIB;
      },
    });

    const fetching = connector.fetch({ name: DAY, period: DAY });

    await expect(fetching).rejects.toThrow(
      /more bytes than the job allows \(bytesBilledLimitExceeded\)/,
    );
    expect(bigQuery.server.billed).toBe(0);
  });
});

describe('a table that was changed', () => {
  const [at, city, , ...others] = FIELDS;

  it.each([
    ['a field is gone', [at, city, ...others], 'there is no n'],
    [
      'a field has another type',
      [at, city, { name: 'n', type: 'STRING' }, ...others],
      'n is STRING in place of INT64',
    ],
    [
      'a field is a list now',
      [at, city, { name: 'n', type: 'INT64', mode: 'REPEATED' }, ...others],
      'n is a list of INT64 in place of INT64',
    ],
    [
      'a record is gone',
      FIELDS.slice(0, -1),
      'there is no details.python; there is no details.distro',
    ],
    [
      'the time is no instant',
      [{ name: 'at', type: 'DATETIME' }, ...FIELDS.slice(1)],
      'at is DATETIME in place of TIMESTAMP',
    ],
    [
      'a member of a record has another type',
      withLibc([{ name: 'lib', type: 'INTEGER' }]),
      'details.distro.libc.lib is INT64 in place of STRING; there is no details.distro.libc.version',
    ],
  ])('fails the capture and names the fields: %s', async (_, fields, got) => {
    const bigQuery = await aBigQuery();
    bigQuery.server.fields = fields.filter((field) => field !== undefined);

    const fetching = bigQuery.fetch();

    await expect(fetching).rejects.toThrow(CaptureError);
    await expect(fetching).rejects.toThrow(
      `Expected public-data.pypi.downloads to have the fields that downloads reads, with their types, got ${got}. The table was changed.`,
    );
    expect(bigQuery.server.requests).toHaveLength(1);
  });

  it('may have more fields: those of a record are kept and reported', async () => {
    const bigQuery = await aBigQuery([aDownload(1)]);
    bigQuery.server.fields = [
      ...withLibc([
        { name: 'lib', type: 'STRING' },
        { name: 'version', type: 'STRING' },
        { name: 'further', type: 'STRING' },
      ]),
      { name: 'new', type: 'STRING' },
    ];

    const result = await bigQuery.fetch();

    expect(told(result)).toEqual([
      '2.9 GiB scanned, $0.02',
      'details.distro has 1 member that the contract does not name',
    ]);
    expect((await bigQuery.read(answerIn(result))).rows).toEqual([
      landed(1, {
        distro: '{"name":"Ubuntu","libc":{"lib":"glibc","version":"2.39","further":null}}',
      }),
    ]);
  });

  it('has to exist', async () => {
    const bigQuery = await aBigQuery();
    bigQuery.server.fault = faultsOf('/tables/', { status: 404, reason: 'notFound' });

    await expect(bigQuery.fetch()).rejects.toThrow(
      'Expected the table public-data.pypi.downloads to exist, got no such table.',
    );
  });
});

/** {@link FIELDS} with other members of `details.distro.libc`. */
function withLibc(libc: readonly { readonly name: string; readonly type: string }[]) {
  const distro = [
    { name: 'name', type: 'STRING' },
    { name: 'libc', type: 'RECORD', fields: libc },
  ];
  const details = [
    { name: 'python', type: 'STRING' },
    { name: 'distro', type: 'RECORD', fields: distro },
  ];
  return [...FIELDS.slice(0, -1), { name: 'details', type: 'RECORD', fields: details }];
}

describe('a period without rows', () => {
  it('fails the capture', async () => {
    const bigQuery = await aBigQuery([aDownload(1)], { where: { city: 'Secret' } });

    await expect(bigQuery.fetch()).rejects.toThrow(
      'Expected rows of downloads 2026-11-20 in public-data.pypi.downloads with the chosen city, got none. Nothing has landed.',
    );
  });

  it('is fine where the job says so', async () => {
    const bigQuery = await aBigQuery([], { mayBeEmpty: true });

    expect(await bigQuery.landed()).toEqual({ rows: [], rejects: [] });
  });
});

describe('a capture through faults', () => {
  const passing: readonly AFault[] = [
    { status: 403, reason: 'rateLimitExceeded' },
    { status: 500, reason: 'backendError' },
    { status: 503, reason: 'backendError' },
    { cut: 'before' },
    { cut: 'within' },
  ];

  it.each(['/tables/', 'POST', '/jobs/', '/queries/'])('repeats what passes: %s', async (text) => {
    const bigQuery = await aBigQuery([aDownload(1)]);
    bigQuery.server.fault = faultsOf(text, ...passing);

    const { rows } = await bigQuery.landed();

    expect(rows).toEqual([landed(1)]);
    expect(bigQuery.server.jobs).toHaveLength(1);
  });

  it('knows its own query when the answer to its start was lost, and says what it cost', async () => {
    const bigQuery = await aBigQuery();
    let posts = 0;
    bigQuery.server.fault = ({ line }) => {
      if (line.startsWith('POST')) posts += 1;
      return posts === 2 && line.startsWith('POST') ? { cut: 'after' } : undefined;
    };

    expect(told(await bigQuery.fetch())).toEqual(['2.9 GiB scanned, $0.02']);
    expect(bigQuery.server.jobs).toHaveLength(1);
  });

  it('asks again under the next id when its query failed for a reason that passes', async () => {
    const bigQuery = await aBigQuery();
    bigQuery.server.failures.push('backendError', 'jobInternalError');

    expect(told(await bigQuery.fetch())).toEqual(['2.9 GiB scanned, $0.02']);
    expect(bigQuery.server.jobs.map((id) => id.slice(-2))).toEqual(['-1', '-2', '-3']);
  });

  it('gives up after three such queries, which a later run may try again', async () => {
    const bigQuery = await aBigQuery();
    bigQuery.server.failures.push('backendError', 'backendError', 'backendError');

    await expect(bigQuery.fetch()).rejects.toMatchObject({ retryable: true, code: 'backendError' });
    expect(bigQuery.server.jobs).toHaveLength(3);
    expect((await bigQuery.fetch()).kind).toBe('answered');
  });

  it.each([
    [403, 'quotaExceeded', 'a quota of the project is used up (quotaExceeded)'],
    [403, 'accessDenied', 'permission bigquery.jobs.create is missing (accessDenied)'],
    [403, 'accessNotConfigured', 'the API is not enabled in the project (accessNotConfigured)'],
    [400, 'invalidQuery', 'BigQuery does not accept the query (invalidQuery)'],
    [404, 'notFound', 'it does not exist (notFound)'],
    [401, 'authError', 'there are no Google credentials, or they expired (noCredentials)'],
  ])('fails at once where nothing passes: %i %s', async (status, reason, got) => {
    const bigQuery = await aBigQuery();
    bigQuery.server.fault = faultsOf('POST', { status, reason });

    const error: unknown = await bigQuery.fetch().catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(DatabaseError);
    expect(error).toMatchObject({ got, retryable: false });
    expect(inspect(error)).not.toContain('secret value');
    expect(bigQuery.server.requests.filter((line) => line.startsWith('POST'))).toHaveLength(1);
  });
});
