import { App, Stack } from 'aws-cdk-lib';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { describe, expect, it } from 'vitest';
import { jobs } from '../../jobs/index.ts';
import { answerableQueries, readSavedQueries } from '../../lib/engines/saved-query.ts';
import { InputError } from '../../lib/errors.ts';
import { AthenaWorkgroup, MAX_QUERY_BYTES } from '../../lib/stack/athena-workgroup.ts';
import { jobsOfStack } from '../../lib/stack/jobs-of-stack.ts';
import { namedQueriesOf, workgroupOf } from './declared.ts';
import { jobsOfEveryGrain } from './jobs-of-every-grain.ts';
import { resourcesOf } from './resolve.ts';
import { synthesize } from './synthesize.ts';

describe('the workgroup', () => {
  const { template } = synthesize();
  const { Name, Configuration } = workgroupOf(template);

  it('enforces its settings: engine 3, 10 GiB for a query, metrics', () => {
    expect(Name).toBe('hourlake');
    expect(Configuration).toMatchObject({
      EnforceWorkGroupConfiguration: true,
      EngineVersion: { SelectedEngineVersion: 'Athena engine version 3' },
      BytesScannedCutoffPerQuery: 10 * 1024 ** 3,
      PublishCloudWatchMetricsEnabled: true,
    });
  });

  it('encrypts results, in a bucket that must belong to this account', () => {
    expect(Configuration?.ResultConfiguration).toEqual({
      OutputLocation: expect.stringMatching(/^s3:\/\/athenaresults\w+\/results\/$/),
      EncryptionConfiguration: { EncryptionOption: 'SSE_S3' },
      ExpectedBucketOwner: '111122223333',
    });
  });

  it('expires results after 30 days', () => {
    const results = resourcesOf(template, 'AWS::S3::Bucket').find(({ id }) =>
      id.startsWith('AthenaResults'),
    );

    expect(results?.Properties.LifecycleConfiguration).toEqual({
      Rules: [
        {
          Id: 'old-results',
          Status: 'Enabled',
          ExpirationInDays: 30,
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
        },
      ],
    });
  });

  it('is deleted together with its queries', () => {
    template.hasResourceProperties('AWS::Athena::WorkGroup', { RecursiveDeleteOption: true });
  });

  it('can have another name, limit and lifetime of results', () => {
    const other = synthesize({
      workgroup: 'analysts',
      scanLimitGiB: '50',
      resultsDays: 1,
    }).template;

    expect(workgroupOf(other)).toMatchObject({
      Name: 'analysts',
      Configuration: { BytesScannedCutoffPerQuery: 50 * 1024 ** 3 },
    });
    expect(JSON.stringify(other.toJSON())).toMatch(/"ExpirationInDays":1,"Id":"old-results"/);
    expect(namedQueriesOf(other)[0]?.WorkGroup).toBe('analysts');
  });
});

describe('the saved queries', () => {
  const { template } = synthesize();

  it('are named queries of the workgroup, whole and described', async () => {
    const all = await readSavedQueries('queries');
    const queries = answerableQueries(all, jobsOfStack(jobs));

    expect(queries.length).toBeGreaterThan(5);
    expect(namedQueriesOf(template).filter(({ WorkGroup }) => WorkGroup === 'hourlake')).toEqual(
      queries.map(({ name, description, sql }) => ({
        Name: name,
        Description: description,
        Database: 'hourlake',
        QueryString: sql,
        WorkGroup: 'hourlake',
      })),
    );
  });

  it('are deployed when all their jobs are', () => {
    const onlySheets = synthesize({ jobs: 'sheets' }, { jobs: jobsOfEveryGrain }).template;

    expect(namedQueriesOf(onlySheets)).toEqual([]);
  });

  it('read only tables of jobs that exist', async () => {
    const names = jobs.map(({ name }) => name);

    for (const query of await readSavedQueries('queries')) {
      expect(names).toEqual(expect.arrayContaining([...query.jobs]));
    }
  });

  it('have logical ids from their names, and depend on the workgroup', () => {
    const { template: landing } = synthesize({ bronze: 'off' });

    for (const [id, { Properties }] of Object.entries(
      landing.findResources('AWS::Athena::NamedQuery'),
    )) {
      expect(id).toMatch(
        new RegExp(`^AthenaQuery${Properties.Name.replaceAll('-', '')}[0-9A-F]{8}$`),
      );
      expect(Properties.WorkGroup).toEqual({ Ref: expect.stringMatching(/^AthenaWorkgroup/) });
    }
  });

  it('are refused above the limit of Athena, counted in bytes', () => {
    const long = queryOf('ç'.repeat(MAX_QUERY_BYTES / 2));

    expect(() => workgroupWith(long)).not.toThrow();
    expect(() => workgroupWith({ ...long, sql: `${long.sql}a` })).toThrow(InputError);
    expect(() => workgroupWith({ ...long, sql: `${long.sql}a` })).toThrow(
      'Expected the query long to have at most 262144 bytes, the limit of Athena, got 262145 bytes.',
    );
  });
});

function queryOf(sql: string) {
  return { name: 'long', description: 'A long one', jobs: ['fake-accounts'], sql };
}

function workgroupWith(query: ReturnType<typeof queryOf>): AthenaWorkgroup {
  const stack = new Stack(new App(), 'Stack');
  const accessLogs = new Bucket(stack, 'Logs') as IBucket;
  return new AthenaWorkgroup(stack, 'Athena', { database: 'd', queries: [query], accessLogs });
}
