import { RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  type Bucket,
  BucketEncryption,
  type BucketProps,
  CfnBucket,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';

/** What happens to the data when the stack is deleted. */
export interface DataRemoval {
  /**
   * Whether buckets and objects are deleted together with the stack. To empty a bucket, the CDK adds
   * a Lambda function of its own; otherwise the template has none. Default: `false`, both are kept.
   */
  readonly destroyData?: boolean | undefined;
}

/**
 * The properties that all buckets of the stack share: no public access, TLS 1.2 or newer, encryption
 * with keys of S3, no ACLs, and kept when the stack is deleted unless `destroyData` is set.
 */
export function privateBucket({ destroyData = false }: DataRemoval = {}): BucketProps {
  return {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    removalPolicy: destroyData ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
    autoDeleteObjects: destroyData,
  };
}

/**
 * Acknowledges that a policy names the objects of a bucket by a wildcard.
 *
 * @param scope the role or the policy
 * @param pattern of the keys: `fake-accounts/*`
 * @param reason completes "The objects cannot be listed in a policy: ..."
 */
export function acknowledgeObjects(
  scope: IConstruct,
  bucket: Bucket,
  pattern: string,
  reason: string,
): void {
  const logicalId = Stack.of(bucket).getLogicalId(cfnBucket(bucket));
  Validations.of(scope).acknowledge({
    id: `AwsSolutions-IAM5[Resource::<${logicalId}.Arn>/${pattern}]`,
    reason: `The objects under ${pattern} cannot be listed in a policy: ${reason}.`,
  });
}

/** The resource of a bucket, for properties that the CDK implements by a function of its own. */
export function cfnBucket(bucket: Bucket): CfnBucket {
  const resource = bucket.node.defaultChild;
  if (resource instanceof CfnBucket) return resource;
  throw new TypeError('The Bucket construct has no AWS::S3::Bucket.');
}
