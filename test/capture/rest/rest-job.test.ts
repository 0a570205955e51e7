import { describe, expect, it } from 'vitest';
import { restDataOf } from '../../../lib/capture/rest/check/check-rest-data.ts';
import type { RestAuth } from '../../../lib/capture/rest/rest-data.ts';
import { restJob } from '../../../lib/capture/rest/rest-job.ts';
import { checkJobs } from '../../../lib/model/check-jobs.ts';
import { BASE, byOffset, items } from './an-api.ts';

const options = { name: 'things', table: items, api: { baseUrl: BASE }, request: byOffset };

describe('a job of an API', () => {
  it('has its rows in landing and the others in rejects', () => {
    const jobs = restJob({ ...options, lookBackHours: 72 });

    expect(() => checkJobs(jobs)).not.toThrow();
    expect(jobs).toMatchObject([
      {
        name: 'things',
        table: items,
        grain: 'day',
        layer: 'landing',
        source: { kind: 'captured-rest' },
        captures: 'snapshot',
        lookBackHours: 72,
        on: false,
      },
      {
        name: 'things-rejects',
        table: { name: 'items_rejects' },
        grain: 'day',
        layer: 'rejects',
        source: { kind: 'rest-rejects' },
        inputs: ['things'],
        on: false,
      },
    ]);
  });

  it('has all of its API in its data, as JSON', () => {
    const [{ source }] = restJob({ ...options, limits: { pages: 5 } });

    expect(restDataOf(source.data)).toEqual({
      job: 'things',
      contract: {},
      api: { baseUrl: BASE },
      request: byOffset,
      limits: { pages: 5 },
    });
  });

  it('takes history where a record says when it is from', () => {
    const [job] = restJob({ ...options, incremental: { field: 'at' }, grain: 'hour' });

    expect(job).toMatchObject({ grain: 'hour', captures: 'history' });
  });

  it.each<[RestAuth | undefined, readonly string[] | undefined]>([
    [undefined, undefined],
    [{ kind: 'bearer', token: 'env:A' }, ['env:A']],
    [{ kind: 'header', name: 'x-key', value: 'env:A' }, ['env:A']],
    [
      { kind: 'oauth2', tokenUrl: BASE, clientId: 'env:A', clientSecret: 'env:B' },
      ['env:A', 'env:B'],
    ],
  ])('names the secrets of %j', (auth, secrets) => {
    const [job] = restJob({ ...options, api: { baseUrl: BASE, ...(auth && { auth }) } });

    expect(job.secrets).toEqual(secrets);
  });
});
