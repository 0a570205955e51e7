import { Aws, Duration, Stack, Validations } from 'aws-cdk-lib';
import { Grant, type IRole } from 'aws-cdk-lib/aws-iam';
import { Bucket, CfnBucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { type DataRemoval, privateBucket } from './private-bucket.ts';

/** How the bucket of the lake is kept. */
export interface LandingZoneProps extends DataRemoval {
  /** Default: `<account>-landing-zone`. */
  readonly bucketName?: string | undefined;
  /** Days for which an overwritten or deleted object can be brought back. Default: 30. */
  readonly oldVersionsDays?: number | undefined;
  /** Days for which access logs are kept. Default: 90. */
  readonly accessLogsDays?: number | undefined;
  /** Days after which the parts of an unfinished upload go. Default: 7. */
  readonly unfinishedUploadsDays?: number | undefined;
}

/** The bucket in which hours land, and the bucket of access logs beside it. */
export class LandingZone extends Construct {
  /** Where hours land. */
  readonly bucket: Bucket;
  /** Where the access logs of all buckets of the stack go. */
  readonly logs: IBucket;

  constructor(
    scope: Construct,
    id: string,
    {
      bucketName = `${Aws.ACCOUNT_ID}-landing-zone`,
      oldVersionsDays = 30,
      accessLogsDays = 90,
      unfinishedUploadsDays = 7,
      destroyData = false,
    }: LandingZoneProps = {},
  ) {
    super(scope, id);
    const logs = new Bucket(this, 'Logs', {
      ...privateBucket({ destroyData }),
      lifecycleRules: [{ id: 'old-logs', expiration: Duration.days(accessLogsDays) }],
    });
    // The class and the interface of the CDK differ by an `undefined`.
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
      ],
    });
    // The property of CloudFormation: `eventBridgeEnabled` of the CDK brings a Lambda function.
    cfnBucket(this.bucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
  }

  /** Lets a role list and read the objects under a prefix, and ask for the region of the bucket. */
  grantRead(role: IRole, prefix: string): Grant {
    const region = Grant.addToPrincipal({
      grantee: role,
      actions: ['s3:GetBucketLocation'],
      resourceArns: [this.bucket.bucketArn],
    });
    return this.grantListAndGet(role, prefix).combine(region);
  }

  /**
   * Lets a role land hours under a prefix and read them back, and neither overwrite nor delete any:
   * what makes an object must ask for its key to be free.
   */
  grantLand(role: IRole, prefix: string): Grant {
    const put = { grantee: role, actions: ['s3:PutObject'], resourceArns: [this.objects(prefix)] };
    const whole = Grant.addToPrincipal({
      ...put,
      conditions: { Null: { 's3:if-none-match': 'false' } },
    });
    // To start an upload in parts and to send a part makes no object yet, and cannot carry the header:
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html
    const parts = Grant.addToPrincipal({
      ...put,
      conditions: { Bool: { 's3:ObjectCreationOperation': 'false' } },
    });
    const abort = Grant.addToPrincipal({ ...put, actions: ['s3:AbortMultipartUpload'] });
    return this.grantListAndGet(role, prefix).combine(whole).combine(parts).combine(abort);
  }

  private grantListAndGet(role: IRole, prefix: string): Grant {
    const list = Grant.addToPrincipal({
      grantee: role,
      actions: ['s3:ListBucket'],
      resourceArns: [this.bucket.bucketArn],
      conditions: { StringLike: { 's3:prefix': `${prefix}/*` } },
    });
    const get = Grant.addToPrincipal({
      grantee: role,
      actions: ['s3:GetObject'],
      resourceArns: [this.objects(prefix)],
    });
    const logicalId = Stack.of(this).getLogicalId(cfnBucket(this.bucket));
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${logicalId}.Arn>/${prefix}/*]`,
      reason: `The objects under ${prefix}/ cannot be named: there is a new one every hour.`,
    });
    return list.combine(get);
  }

  private objects(prefix: string): string {
    return this.bucket.arnForObjects(`${prefix}/*`);
  }
}

function cfnBucket(bucket: Bucket): CfnBucket {
  const resource = bucket.node.defaultChild;
  if (resource instanceof CfnBucket) return resource;
  throw new TypeError('A bucket of the CDK without a bucket of CloudFormation');
}
