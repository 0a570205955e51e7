import { describe, expect, it } from 'vitest';
import { jobsOfEveryGrain } from './jobs-of-every-grain.ts';
import { type Resource, resourcesOf } from './resolve.ts';
import { synthesize } from './synthesize.ts';

const NAME = '111122223333-landing-zone';

describe('the landing zone', () => {
  const { template } = synthesize();
  const buckets = resourcesOf(template, 'AWS::S3::Bucket');
  const bucket = bucketOf(buckets, 'LandingZoneBucket');

  it('is named after the account', () => {
    expect(bucket.Properties.BucketName).toBe(NAME);
  });

  it('can be named', () => {
    const named = synthesize({ bucketName: 'my-own-lake' }).template;

    named.hasResourceProperties('AWS::S3::Bucket', { BucketName: 'my-own-lake' });
  });

  it('keeps old versions for 30 days and unfinished uploads for 7', () => {
    expect(bucket.Properties.VersioningConfiguration).toEqual({ Status: 'Enabled' });
    expect(bucket.Properties.LifecycleConfiguration).toEqual({
      Rules: [
        {
          Id: 'old-versions',
          Status: 'Enabled',
          NoncurrentVersionExpiration: { NoncurrentDays: 30 },
          ExpiredObjectDeleteMarker: true,
        },
        {
          Id: 'unfinished-uploads',
          Status: 'Enabled',
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
        },
      ],
    });
  });

  it('never expires current objects', () => {
    expect(JSON.stringify(bucket.Properties.LifecycleConfiguration)).not.toMatch(
      /"Expiration(InDays|Date)"/,
    );
  });

  it('expires the objects of a job that keeps them for some days, and of no other', () => {
    const jobs = jobsOfEveryGrain.map((job) =>
      job.name === 'accounts-a-day' ? { ...job, keepDays: 90 } : job,
    );

    const all = resourcesOf(synthesize({}, { jobs }).template, 'AWS::S3::Bucket');
    const zone = bucketOf(all, 'LandingZoneBucket');

    const { Rules } = zone.Properties.LifecycleConfiguration as { Rules: object[] };
    expect(Rules.filter((rule) => 'ExpirationInDays' in rule)).toEqual([
      {
        Id: 'expired-accounts-a-day',
        Status: 'Enabled',
        Prefix: 'accounts-a-day/',
        ExpirationInDays: 90,
      },
    ]);
  });

  it.each([
    [{ keepDays: 6 }, 'a whole number of days to keep, 7 at least'],
    [{ keepDays: 7.5 }, 'a whole number of days to keep, 7 at least'],
    [{ keepDays: 90, layer: 'bronze', name: 'bronze-a' }, 'no keepDays, because it is not in the'],
    [{ keepDays: 90, grain: 'file' }, 'no keepDays, because a captured file has no day'],
  ] as const)('refuses a job with %o', (change, message) => {
    const jobs = jobsOfEveryGrain.map((job) =>
      job.name === 'accounts-a-day' ? { ...job, ...change } : job,
    );

    expect(() => synthesize({}, { jobs })).toThrow(message);
  });

  it('can keep old versions, unfinished uploads and access logs for other times', () => {
    const other = synthesize({
      oldVersionsDays: '3',
      unfinishedUploadsDays: 2,
      accessLogsDays: '400',
    }).template;

    const lifecycles = resourcesOf(other, 'AWS::S3::Bucket').map(({ Properties }) =>
      JSON.stringify(Properties.LifecycleConfiguration),
    );
    expect(lifecycles.join()).toContain('"NoncurrentDays":3');
    expect(lifecycles.join()).toContain('"DaysAfterInitiation":2');
    expect(lifecycles.join()).toContain('"ExpirationInDays":400');
  });

  it('sends events of its objects to EventBridge', () => {
    expect(bucket.Properties.NotificationConfiguration).toEqual({
      EventBridgeConfiguration: { EventBridgeEnabled: true },
    });
  });

  it('logs access to the bucket of logs, where S3 may write for this account', () => {
    const logs = bucketOf(buckets, 'LandingZoneLogs');
    const [statements] = policiesFor(template, 'landingzonelogs');

    expect(bucket.Properties.LoggingConfiguration).toEqual({
      DestinationBucketName: expect.stringMatching(/^landingzonelogs/),
      LogFilePrefix: 'landing-zone/',
    });
    expect(logs.Properties.LifecycleConfiguration).toEqual({
      Rules: [{ Id: 'old-logs', Status: 'Enabled', ExpirationInDays: 90 }],
    });
    expect(statements).toContainEqual({
      Effect: 'Allow',
      Action: 's3:PutObject',
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Resource: expect.stringMatching(/:landingzonelogs\w+\/landing-zone\/\*$/),
      Condition: {
        ArnLike: { 'aws:SourceArn': `arn:aws:s3:::${NAME}` },
        StringEquals: { 'aws:SourceAccount': '111122223333' },
      },
    });
  });
});

describe('every bucket', () => {
  const { template } = synthesize();
  const buckets = resourcesOf(template, 'AWS::S3::Bucket');

  it('is the landing zone, its logs or the results of queries', () => {
    expect(buckets).toHaveLength(3);
  });

  it('is closed to the public, encrypted, and without ACLs', () => {
    for (const { Properties } of buckets) {
      expect(Properties.PublicAccessBlockConfiguration).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      expect(Properties.BucketEncryption).toEqual({
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
        ],
      });
      expect(Properties.OwnershipControls).toEqual({
        Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }],
      });
      expect(Properties.AccessControl).toBeUndefined();
    }
  });

  it('refuses requests without TLS 1.2 or newer', () => {
    const policies = policiesFor(template, '');

    expect(policies).toHaveLength(buckets.length);
    for (const statements of policies) {
      const denied = statements.filter(
        ({ Effect, Action }) => Effect === 'Deny' && Action === 's3:*',
      );
      expect(denied).toEqual([
        expect.objectContaining({
          Action: 's3:*',
          Principal: { AWS: '*' },
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
        expect.objectContaining({
          Action: 's3:*',
          Principal: { AWS: '*' },
          Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } },
        }),
      ]);
      for (const { Resource } of denied) expect([Resource].flat()).toHaveLength(2);
    }
  });

  it('is kept when the stack is deleted', () => {
    for (const bucket of buckets) {
      expect(bucket.DeletionPolicy).toBe('Retain');
      expect(bucket.UpdateReplacePolicy).toBe('Retain');
    }
  });

  it('is emptied and deleted with the stack when two settings say so', () => {
    const deleted = synthesize({ removal: 'destroy', destroyData: 'yes' }).template;

    for (const bucket of resourcesOf(deleted, 'AWS::S3::Bucket')) {
      expect(bucket.DeletionPolicy).toBe('Delete');
    }
    expect(resourcesOf(deleted, 'Custom::S3AutoDeleteObjects')).toHaveLength(3);
  });

  it.each([
    [{ removal: 'destroy' }, 'destroyData=yes'],
    [{ destroyData: 'yes' }, 'removal=destroy'],
    [{ removal: 'keep', destroyData: 'yes' }, 'removal=destroy'],
    [{ removal: 'destroy', destroyData: 'no' }, 'destroyData=yes'],
  ])('refuses %o and asks for %s too', (context, missing) => {
    expect(() => synthesize(context)).toThrow(`Pass -c ${missing} too to delete all data`);
  });
});

interface Statement {
  readonly Effect: string;
  readonly Action: unknown;
  readonly Resource: unknown;
}

/** The statements of the policies of the buckets whose name has this beginning. */
function policiesFor(
  template: Parameters<typeof resourcesOf>[0],
  beginning: string,
): Statement[][] {
  return resourcesOf(template, 'AWS::S3::BucketPolicy')
    .filter(({ Properties }) => String(Properties.Bucket).startsWith(beginning))
    .map(({ Properties }) => (Properties.PolicyDocument as { Statement: Statement[] }).Statement);
}

/** The bucket whose logical id has this beginning. */
function bucketOf(buckets: readonly Resource[], beginning: string): Resource {
  const found = buckets.find(({ id }) => id.startsWith(beginning));
  if (found === undefined) throw new Error(`No bucket ${beginning}`);
  return found;
}
