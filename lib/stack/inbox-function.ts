import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Job } from '../model/job.ts';
import { inboxBundling, inboxSource } from './inbox-bundle.ts';

/** What the function works on. */
export interface InboxFunctionProps {
  /** The bucket of the lake. */
  readonly bucket: Bucket;
  /** Name of the Glue database. */
  readonly database: string;
  /** The jobs that take files in, and those of their rejects. */
  readonly jobs: readonly Job[];
}

/** Longest that AWS lets a function work: a workbook of a million rows is read more than once. */
export const INBOX_TIMEOUT = Duration.minutes(15);

/** From here on AWS gives a function a whole core. A workbook of 200,000 rows takes 350 MB. */
const MEMORY_MIB = 1_769;

/** The function that takes in what was dropped: the one part of the stack with code of its own. */
export class InboxFunction extends Construct {
  readonly function: NodejsFunction;
  /** Has no permissions but to write its log: the other parts of the stack grant theirs. */
  readonly role: Role;

  constructor(scope: Construct, id: string, { bucket, database, jobs }: InboxFunctionProps) {
    super(scope, id);
    // Not the managed policy of AWS, which lets a function write every log of the account.
    this.role = new Role(this, 'Role', {
      description: 'The inbox of Hourlake: takes in what was dropped',
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    const logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    logGroup.grantWrite(this.role);
    this.function = new NodejsFunction(this, 'Function', {
      description: 'Takes in the files that were dropped in the inbox of the lake',
      ...inboxSource,
      architecture: Architecture.ARM_64,
      runtime: Runtime.NODEJS_24_X,
      memorySize: MEMORY_MIB,
      timeout: INBOX_TIMEOUT,
      role: this.role,
      logGroup,
      awsSdkConnectionReuse: false,
      environment: {
        HOURLAKE_LAKE: bucket.s3UrlForObject(),
        HOURLAKE_DATABASE: database,
        HOURLAKE_BUCKET_OWNER: Aws.ACCOUNT_ID,
        HOURLAKE_JOBS: jobs.map(({ name }) => name).join(' '),
      },
      bundling: inboxBundling,
    });
  }
}
