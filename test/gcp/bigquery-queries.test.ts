import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { DatabaseError } from '../../lib/errors.ts';
import { awaitQuery } from '../../lib/gcp/await-query.ts';
import { bigQueryQueries } from '../../lib/gcp/bigquery-queries.ts';
import {
  type GoogleAnswer,
  type GoogleHttp,
  type GoogleRequest,
  noAnswer,
  reasonOf,
} from '../../lib/gcp/google-http.ts';
import type { QueryState } from '../../lib/gcp/query-requests.ts';

const query = {
  name: 'a 2026-11-20',
  sql: 'SELECT 1',
  parameters: [],
  location: 'US',
  mostBytes: 7,
};

function answerOf(status: number, body: unknown): GoogleAnswer {
  return { status, body, reason: reasonOf(status, body), header: () => undefined };
}

/** Requests that get these answers in their order, and the last one for ever. */
function answering(...answers: readonly GoogleAnswer[]) {
  const asked: GoogleRequest[] = [];
  const http: GoogleHttp = async (request) => {
    asked.push(request);
    return answers[Math.min(asked.length, answers.length) - 1] ?? noAnswer('noConnection');
  };
  return {
    asked,
    requests: bigQueryQueries({ project: 'my-project', sleep: async () => {}, http }),
  };
}

describe('the requests of queries', () => {
  it.each<[string, GoogleAnswer, string]>([
    [
      'without the package',
      noAnswer('notInstalled'),
      'the package google-auth-library is not installed (notInstalled). Install it',
    ],
    [
      'without credentials',
      noAnswer('noCredentials'),
      'there are no Google credentials, or they expired (noCredentials). Log in with',
    ],
    [
      'without a network',
      noAnswer('noConnection'),
      'nothing answers, or the connection broke (noConnection). Check the network',
    ],
    [
      'in a project without the API',
      answerOf(403, {
        error: {
          message: 'BigQuery API has not been used in project 42 before',
          errors: [{ reason: 'forbidden' }],
          status: 'PERMISSION_DENIED',
          details: [{ reason: 'SERVICE_DISABLED' }],
        },
      }),
      'the API is not enabled in the project (SERVICE_DISABLED). Enable it',
    ],
    [
      'in a project without a billing account',
      answerOf(403, { error: { errors: [{ reason: 'billingNotEnabled' }] } }),
      'the project has no billing account (billingNotEnabled). Link',
    ],
  ])('fail %s, and say what to do', async (_, answer, message) => {
    const { requests } = answering(answer);

    const error: unknown = await requests.startQuery('j', query).catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(DatabaseError);
    expect(inspect(error)).toContain(
      `Could not run the query for a 2026-11-20 in the project my-project: ${message}`,
    );
    expect(inspect(error)).not.toContain('42');
  });

  it.each([
    ['a dry run', answerOf(200, {}), (r: ReturnType<typeof answering>) => r.requests.dryRun(query)],
    [
      'a page',
      answerOf(200, undefined),
      (r: ReturnType<typeof answering>) => r.requests.resultPage('j', { location: 'US', most: 1 }),
    ],
    [
      'a page too early',
      answerOf(200, { jobComplete: false }),
      (r: ReturnType<typeof answering>) => r.requests.resultPage('j', { location: 'US', most: 1 }),
    ],
  ])('do not take another form of %s', async (_, answer, ask) => {
    await expect(ask(answering(answer))).rejects.toMatchObject({
      code: 'malformed',
      retryable: true,
    });
  });

  it('name the billed project, the location and the ceiling', async () => {
    const { asked, requests } = answering(answerOf(200, {}));

    await requests.startQuery('j-1', query);
    await requests.findQuery('j-1', 'EU');

    expect(asked).toMatchObject([
      {
        url: 'https://bigquery.googleapis.com/bigquery/v2/projects/my-project/jobs',
        body: {
          jobReference: { projectId: 'my-project', jobId: 'j-1', location: 'US' },
          configuration: { query: { maximumBytesBilled: '7', useLegacySql: false } },
        },
      },
      {
        url: 'https://bigquery.googleapis.com/bigquery/v2/projects/my-project/jobs/j-1?location=EU',
      },
    ]);
  });

  it('say that an id is taken, but not by a request whose answer was lost', async () => {
    const conflict = answerOf(409, { error: { errors: [{ reason: 'duplicate' }] } });

    expect(await answering(conflict).requests.startQuery('j', query)).toBe('taken');
    expect(
      await answering(noAnswer('noConnection'), conflict).requests.startQuery('j', query),
    ).toBe('started');
  });

  it('find neither tables nor jobs nor rows where there are none', async () => {
    const { requests } = answering(answerOf(404, { error: { errors: [{ reason: 'notFound' }] } }));

    expect([
      await requests.findTable('p.d.t'),
      await requests.findQuery('j', 'US'),
      await requests.resultPage('j', { location: 'US', most: 1 }),
    ]).toEqual([undefined, undefined, undefined]);
  });
});

describe('waiting for a query', () => {
  const done = { status: 'done', started: 1, bytesBilled: 2, isFromCache: false } as const;

  /** A query that runs for some looks. */
  function running(looks: number) {
    let left = looks;
    return {
      async findQuery(): Promise<QueryState> {
        left -= 1;
        return left < 0 ? done : { status: 'running' };
      },
    };
  }

  it('looks again after pauses that grow up to five seconds', async () => {
    const pauses: number[] = [];
    const sleep = async (milliseconds: number) => void pauses.push(milliseconds);

    const ended = await awaitQuery(running(12), 'j', { location: 'US', sleep });

    expect(ended).toEqual(done);
    expect(pauses.slice(0, 3)).toEqual([250, 375, 562.5]);
    expect(Math.max(...pauses)).toBe(5_000);
  });

  it('ends in the middle of a pause when the signal comes', async () => {
    const stop = new AbortController();
    const sleep = () => {
      queueMicrotask(() => stop.abort());
      return new Promise<void>(() => {});
    };
    const { signal } = stop;

    expect(await awaitQuery(running(9), 'j', { location: 'US', sleep, signal })).toBe(
      'interrupted',
    );
  });
});
