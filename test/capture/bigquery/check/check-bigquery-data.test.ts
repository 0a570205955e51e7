import { describe, expect, it } from 'vitest';
import type { BigQueryJobOptions } from '../../../../lib/capture/bigquery/bigquery-job.ts';
import { InputError } from '../../../../lib/errors.ts';
import { checkJobs } from '../../../../lib/model/check-jobs.ts';
import { aJob, sourcesOf } from '../some-downloads.ts';

/** Opens a job with another part, which TypeScript may not allow. */
const opening = (part: object) => () => sourcesOf(aJob(part as Partial<BigQueryJobOptions>));

describe('the data of a job of BigQuery', () => {
  it.each<[object, string]>([
    [
      { from: 'pypi.file_downloads' },
      'from of downloads to be a table with its project and its dataset',
    ],
    [{ from: 'p.d.t` WHERE 1=1 --' }, 'from of downloads to be a table with its project'],
    [{ time: '' }, 'time of downloads to be text, got empty text'],
    [{ time: 'a`b' }, 'time of downloads to be names of fields with dots between them'],
    [{ fields: { python: 'details..python' } }, 'fields.python of downloads to be names of fields'],
    [{ fields: { phyton: 'details.python' } }, 'Did you mean "python"?'],
    [{ where: { 'a` = 1 OR `a': 'x' } }, 'to be names of fields with dots between them'],
    [
      { where: { city: ['a'] } },
      'where.city of downloads to be text, a number, true or false, got a list',
    ],
    [{ location: 'US&x=1' }, 'location of downloads to be a location of BigQuery'],
    [{ mostBytes: 1024 }, 'mostBytes of downloads to be a whole number from 10485760, got 1024'],
    [{ dollarsPerTib: -1 }, 'dollarsPerTib of downloads to be a number from 0, got -1'],
    [{ settlesAfterHours: '6' }, 'settlesAfterHours of downloads to be a number from 0, got text'],
    [{ mayBeEmpty: 'yes' }, 'mayBeEmpty of downloads to be true or false'],
    [
      { contract: { columns: { city: { from: 'town' } } } },
      'contract.columns.city of downloads to be without "from"',
    ],
    [
      { contract: { ceiling: 101 } },
      'ceiling of the contract of downloads to be a number from 0 to 100',
    ],
  ])('is refused with its place: %j', (part, message) => {
    expect(opening(part)).toThrow(InputError);
    expect(opening(part)).toThrow(message);
  });

  it('may be as small as a table and its time', () => {
    expect(opening({ fields: undefined, contract: undefined })).not.toThrow();
  });
});

describe('bigQueryJob', () => {
  it('makes two jobs that can run, without a copy of what is captured', () => {
    const jobs = aJob({
      grain: 'hour',
      latenessMinutes: 90,
      keepDays: 30,
      settings: { columns: 'at' },
    });

    expect(() => checkJobs(jobs)).not.toThrow();
    expect(jobs).toMatchObject([
      {
        name: 'downloads',
        grain: 'hour',
        captures: 'external',
        latenessMinutes: 90,
        keepDays: 30,
        on: false,
        source: { kind: 'captured-bigquery', settings: { columns: 'at' } },
      },
      { name: 'downloads-rejects', grain: 'hour', layer: 'rejects', inputs: ['downloads'] },
    ]);
    expect(jobs[0]).not.toHaveProperty('from');
  });
});
