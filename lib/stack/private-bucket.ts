import { RemovalPolicy } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  BucketEncryption,
  type BucketProps,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';

/** What every bucket of the stack is told of the end of the stack. */
export interface DataRemoval {
  /**
   * Whether objects and bucket go with the stack. Emptying a bucket takes a Lambda function of the
   * CDK; without this there is none in the template. Default: `false`, both are kept.
   */
  readonly destroyData?: boolean | undefined;
}

/**
 * What all buckets of the stack have in common: nobody from outside, TLS 1.2 and newer only,
 * encrypted with keys of S3, no ACLs, and kept when the stack goes unless told otherwise.
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
