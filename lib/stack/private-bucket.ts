import { RemovalPolicy } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  BucketEncryption,
  type BucketProps,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';

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
