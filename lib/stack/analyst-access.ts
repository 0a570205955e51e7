import { ArnFormat, Stack } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { jobFolder } from '../lake/object-key.ts';
import type { Job } from '../model/job.ts';
import type { AthenaWorkgroup } from './athena-workgroup.ts';
import type { LakeCatalog } from './lake-catalog.ts';
import { acknowledgeObjects } from './private-bucket.ts';

/** What analysts may see. */
export interface AnalystAccessProps {
  /** The bucket of the lake. */
  readonly bucket: Bucket;
  readonly catalog: LakeCatalog;
  /** The workgroup of the analysts, with results of its own. */
  readonly workgroup: AthenaWorkgroup;
  /** The jobs whose tables they query. */
  readonly jobs: readonly Job[];
}

/** To run queries in a workgroup, and to find the saved ones and the history in it. */
const QUERYING = [
  'athena:BatchGetNamedQuery',
  'athena:BatchGetQueryExecution',
  'athena:GetNamedQuery',
  'athena:GetQueryExecution',
  'athena:GetQueryResults',
  'athena:GetQueryResultsStream',
  'athena:GetQueryRuntimeStatistics',
  'athena:GetWorkGroup',
  'athena:ListNamedQueries',
  'athena:ListQueryExecutions',
  'athena:StartQueryExecution',
  'athena:StopQueryExecution',
];

/** Athena writes results with the permissions of the caller, large ones in parts. */
const RESULTS = [
  's3:AbortMultipartUpload',
  's3:GetObject',
  's3:ListMultipartUploadParts',
  's3:PutObject',
];

/**
 * The policy of people who query the bronze layer in a workgroup of their own, to be attached to
 * their users, groups or roles. It allows nothing on landed or captured objects, on keys, and on the
 * results of other workgroups.
 */
export class AnalystAccess extends Construct {
  /** The policy. Nothing is attached to it yet. */
  readonly policy: ManagedPolicy;

  constructor(
    scope: Construct,
    id: string,
    { bucket, catalog, workgroup, jobs }: AnalystAccessProps,
  ) {
    super(scope, id);
    const { results, resultsPrefix } = workgroup;
    const folders = jobs.map(jobFolder);
    const allow = (actions: string[], resources: string[], conditions = {}) =>
      new PolicyStatement({ actions, resources, conditions });
    this.policy = new ManagedPolicy(this, 'Policy', {
      description: 'Hourlake: queries the bronze layer, and nothing else',
      statements: [
        allow(QUERYING, [this.arnOf(workgroup.workgroupName)]),
        catalog.readStatement(jobs),
        allow(
          ['s3:GetObject'],
          folders.map((folder) => bucket.arnForObjects(`${folder}/*`)),
        ),
        allow(['s3:ListBucket'], [bucket.bucketArn], prefixes(folders)),
        allow(RESULTS, [results.arnForObjects(`${resultsPrefix}*`)]),
        allow(['s3:ListBucket'], [results.bucketArn], {
          StringLike: { 's3:prefix': [`${resultsPrefix}*`] },
        }),
        // Athena looks both up before a query.
        allow(['s3:GetBucketLocation'], [bucket.bucketArn, results.bucketArn]),
      ],
    });
    for (const folder of folders) {
      acknowledgeObjects(this.policy, bucket, `${folder}/*`, 'each period adds one');
    }
    acknowledgeObjects(this.policy, results, `${resultsPrefix}*`, 'each query adds some');
  }

  private arnOf(workgroup: string): string {
    return Stack.of(this).formatArn({
      service: 'athena',
      resource: 'workgroup',
      resourceName: workgroup,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
  }
}

function prefixes(folders: readonly string[]): Record<string, unknown> {
  return { StringLike: { 's3:prefix': folders.map((folder) => `${folder}/*`) } };
}
