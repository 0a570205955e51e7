import { App, Stack } from 'aws-cdk-lib';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { describe, expect, it } from 'vitest';
import { readSavedQueries } from '../../lib/engines/saved-query.ts';
import { InputError } from '../../lib/errors.ts';
import { AthenaWorkgroup, MAX_QUERY_BYTES } from '../../lib/stack/athena-workgroup.ts';
import { namedQueriesOf, workgroupOf } from './declared.ts';
import { resourcesOf } from './resolve.ts';
import { synthesize } from './synthesize.ts';

describe('the workgroup', () => {
  const { template } = synthesize();
  const { Name, Configuration } = workgroupOf(template);

  it('makes everybody use its settings: engine 3, 10 GiB a query, metrics', () => {
    expect(Name).toBe('hourlake');
    expect(Configuration).toMatchObject({
      EnforceWorkGroupConfiguration: true,
      EngineVersion: { SelectedEngineVersion: 'Athena engine version 3' },
      BytesScannedCutoffPerQuery: 10 * 1024 ** 3,
      PublishCloudWatchMetricsEnabled: true,
    });
  });

  it('encrypts results, in a bucket that must be of this account', () => {
    expect(Configuration?.ResultConfiguration).toEqual({
      OutputLocation: expect.stringMatching(/^s3:\/\/athenaresults\w+\/results\/$/),
      EncryptionConfiguration: { EncryptionOption: 'SSE_S3' },
      ExpectedBucketOwner: '111122223333',
    });
  });

  it('lets results expire after 30 days', () => {
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

  it('goes with what is in it', () => {
    template.hasResourceProperties('AWS::Athena::WorkGroup', { RecursiveDeleteOption: true });
  });

  it('takes another name, limit and lifetime of results', () => {
    const told = synthesize({ workgroup: 'analysts', scanLimitGiB: '50', resultsDays: 1 }).template;

    expect(workgroupOf(told)).toMatchObject({
      Name: 'analysts',
      Configuration: { BytesScannedCutoffPerQuery: 50 * 1024 ** 3 },
    });
    expect(JSON.stringify(told.toJSON())).toMatch(/"ExpirationInDays":1,"Id":"old-results"/);
    expect(namedQueriesOf(told)[0]?.WorkGroup).toBe('analysts');
  });
});

describe('the saved queries', () => {
  const { template } = synthesize();

  it('are named queries of the workgroup, whole and described', async () => {
    const queries = await readSavedQueries('queries');

    expect(queries.length).toBeGreaterThan(5);
    expect(namedQueriesOf(template)).toEqual(
      queries.map(({ name, description, sql }) => ({
        Name: name,
        Description: description,
        Database: 'hourlake',
        QueryString: sql,
        WorkGroup: 'hourlake',
      })),
    );
  });

  it('are known to CloudFormation by their names, and wait for the workgroup', () => {
    for (const [id, { Properties }] of Object.entries(
      template.findResources('AWS::Athena::NamedQuery'),
    )) {
      expect(id).toMatch(
        new RegExp(`^AthenaQuery${Properties.Name.replaceAll('-', '')}[0-9A-F]{8}$`),
      );
      expect(Properties.WorkGroup).toEqual({ Ref: expect.stringMatching(/^AthenaWorkgroup/) });
    }
  });

  it('are refused when Athena would not take them, counted in bytes', () => {
    const long = queryOf('ç'.repeat(MAX_QUERY_BYTES / 2));

    expect(() => workgroupWith(long)).not.toThrow();
    expect(() => workgroupWith({ ...long, sql: `${long.sql}a` })).toThrow(InputError);
    expect(() => workgroupWith({ ...long, sql: `${long.sql}a` })).toThrow(
      'Expected a query of 262144 bytes at most, which is what Athena takes, got 262145 bytes in queries/long.sql.',
    );
  });
});

function queryOf(sql: string) {
  return { name: 'long', description: 'A long one', sql };
}

function workgroupWith(query: ReturnType<typeof queryOf>): AthenaWorkgroup {
  const stack = new Stack(new App(), 'Stack');
  const accessLogs = new Bucket(stack, 'Logs') as IBucket;
  return new AthenaWorkgroup(stack, 'Athena', { database: 'd', queries: [query], accessLogs });
}
