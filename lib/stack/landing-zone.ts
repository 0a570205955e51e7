import { Aws, Duration } from 'aws-cdk-lib';
import { Effect, Grant, type IRole, PolicyStatement, StarPrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import {
  DECLARATIONS,
  DELIVERIES,
  declarationKey,
  jobFolder,
  WRAPPED_KEYS,
  wrappedKeyKey,
} from '../lake/object-key.ts';
import type { Job } from '../model/job.ts';
import { KEY_VERSION } from '../model/source-key.ts';
import { butAdministrators } from './administrators.ts';
import { expiryRules } from './object-expiry.ts';
import {
  acknowledgeObjects,
  cfnBucket,
  type DataRemoval,
  privateBucket,
} from './private-bucket.ts';

/** How the bucket of the lake keeps objects. */
export interface LandingZoneProps extends DataRemoval {
  /** Default: `<account>-landing-zone`. */
  readonly bucketName?: string | undefined;
  /** Days for which an overwritten or deleted object can be restored. Default: 30. */
  readonly oldVersionsDays?: number | undefined;
  /** Jobs whose objects and captures expire where they say so. Default: none. */
  readonly jobs?: readonly Job[] | undefined;
  /** Days for which access logs are kept. Default: 90. */
  readonly accessLogsDays?: number | undefined;
  /** Days after which the parts of an unfinished upload are deleted. Default: 7. */
  readonly unfinishedUploadsDays?: number | undefined;
}

/** Creates an object only under a free key: the request must have `If-None-Match`. */
export const IF_KEY_IS_FREE = { Null: { 's3:if-none-match': 'false' } };

/**
 * To start a multipart upload and to send a part does not create an object yet, and cannot have the header.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html
 */
const IF_NO_OBJECT_IS_CREATED = { Bool: { 's3:ObjectCreationOperation': 'false' } };

/** The bucket in which periods land, and a second bucket for access logs. */
export class LandingZone extends Construct {
  /** The bucket in which periods land. */
  readonly bucket: Bucket;
  /** The bucket for the access logs of all buckets of the stack. */
  readonly logs: IBucket;

  constructor(
    scope: Construct,
    id: string,
    {
      bucketName = `${Aws.ACCOUNT_ID}-landing-zone`,
      oldVersionsDays = 30,
      accessLogsDays = 90,
      unfinishedUploadsDays = 7,
      jobs = [],
      destroyData = false,
    }: LandingZoneProps = {},
  ) {
    super(scope, id);
    const logs = new Bucket(this, 'Logs', {
      ...privateBucket({ destroyData }),
      lifecycleRules: [{ id: 'old-logs', expiration: Duration.days(accessLogsDays) }],
    });
    // The class and the interface of the CDK differ in an `undefined`.
    this.logs = logs as IBucket;
    this.bucket = new Bucket(this, 'Bucket', {
      ...privateBucket({ destroyData }),
      bucketName,
      versioned: true,
      serverAccessLogsBucket: this.logs,
      serverAccessLogsPrefix: 'landing-zone/',
      lifecycleRules: [
        {
          id: 'old-versions',
          noncurrentVersionExpiration: Duration.days(oldVersionsDays),
          expiredObjectDeleteMarker: true,
        },
        {
          id: 'unfinished-uploads',
          abortIncompleteMultipartUploadAfter: Duration.days(unfinishedUploadsDays),
        },
        ...expiryRules(jobs),
      ],
    });
    // The property of CloudFormation: `eventBridgeEnabled` of the CDK would add a Lambda function.
    cfnBucket(this.bucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
  }

  /** Allows a role to list and read the objects of jobs, and to look up the region of the bucket. */
  grantRead(role: IRole, jobs: readonly Job[]): Grant {
    const folders = jobs.map(jobFolder);
    return Grant.addToPrincipal({
      grantee: role,
      actions: ['s3:GetBucketLocation'],
      resourceArns: [this.bucket.bucketArn],
    })
      .combine(this.grantList(role, folders))
      .combine(this.grantGet(role, folders));
  }

  /**
   * Allows a role to land periods of jobs and to read them, and to write and read the declarations
   * of these jobs, and the journals of those that are delivered. A request that creates an object must ask
   * for a free key, so the role can neither overwrite nor delete an object.
   */
  grantLand(role: IRole, jobs: readonly Job[]): Grant {
    const folders = jobs.map(jobFolder);
    const declarations = jobs.map(({ name }) => this.bucket.arnForObjects(declarationKey(name)));
    const objects = folders.map((folder) => this.objectsIn(folder));
    const journals = this.journalsOf(role, jobs);
    const whole = Grant.addToPrincipal({
      grantee: role,
      actions: ['s3:PutObject'],
      resourceArns: [...objects, ...declarations, ...journals],
      conditions: IF_KEY_IS_FREE,
    });
    const parts = Grant.addToPrincipal({
      grantee: role,
      actions: ['s3:PutObject'],
      resourceArns: objects,
      conditions: IF_NO_OBJECT_IS_CREATED,
    });
    const abort = Grant.addToPrincipal({
      grantee: role,
      actions: ['s3:AbortMultipartUpload'],
      resourceArns: objects,
    });
    return [
      whole,
      parts,
      abort,
      this.grantGet(role, folders, [...declarations, ...journals]),
    ].reduce((all, grant) => all.combine(grant), this.grantList(role, [...folders, DECLARATIONS]));
  }

  /** Allows a role to keep the wrapped key of a new lake under its free key, and to read it. */
  grantKeepKey(role: IRole): Grant {
    const resourceArns = [this.bucket.arnForObjects(wrappedKeyKey(KEY_VERSION))];
    const put = Grant.addToPrincipal({
      grantee: role,
      actions: ['s3:PutObject'],
      resourceArns,
      conditions: IF_KEY_IS_FREE,
    });
    return put.combine(
      Grant.addToPrincipal({ grantee: role, actions: ['s3:GetObject'], resourceArns }),
    );
  }

  /**
   * Denies everybody but administrators to delete or overwrite wrapped keys: without them, protected
   * values can never be revealed.
   *
   * @param administrators ARNs of users and roles. Default: the root user only.
   */
  guardKeys(administrators: readonly string[] | undefined): void {
    const deny = (sid: string, actions: string[], conditions = {}) =>
      this.bucket.addToResourcePolicy(
        new PolicyStatement({
          sid,
          effect: Effect.DENY,
          principals: [new StarPrincipal()],
          actions,
          resources: [this.bucket.arnForObjects(`${WRAPPED_KEYS}/*`)],
          conditions: { ...butAdministrators(administrators), ...conditions },
        }),
      );
    deny('OnlyAdministratorsDeleteKeys', ['s3:DeleteObject', 's3:DeleteObjectVersion']);
    deny('OnlyAdministratorsOverwriteKeys', ['s3:PutObject'], {
      Null: { 's3:if-none-match': 'true' },
    });
  }

  private grantList(role: IRole, folders: readonly string[]): Grant {
    return Grant.addToPrincipal({
      grantee: role,
      actions: ['s3:ListBucket'],
      resourceArns: [this.bucket.bucketArn],
      conditions: { StringLike: { 's3:prefix': folders.map((folder) => `${folder}/*`) } },
    });
  }

  /** What is written of a job's deliveries; no other job has any. */
  private journalsOf(role: IRole, jobs: readonly Job[]): string[] {
    const folders = jobs
      .filter(({ deliver }) => deliver !== undefined)
      .map(({ name }) => `${DELIVERIES}/${name}`);
    for (const folder of folders) {
      acknowledgeObjects(role, this.bucket, `${folder}/*`, 'each load adds two');
    }
    return folders.map((folder) => this.objectsIn(folder));
  }

  private grantGet(role: IRole, folders: readonly string[], others: readonly string[] = []): Grant {
    for (const folder of folders) {
      acknowledgeObjects(role, this.bucket, `${folder}/*`, 'each period adds one');
    }
    return Grant.addToPrincipal({
      grantee: role,
      actions: ['s3:GetObject'],
      resourceArns: [...folders.map((folder) => this.objectsIn(folder)), ...others],
    });
  }

  private objectsIn(folder: string): string {
    return this.bucket.arnForObjects(`${folder}/*`);
  }
}
