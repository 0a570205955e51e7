import { Aws, Duration, Size } from 'aws-cdk-lib';
import { CfnNamedQuery, CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { SavedQuery } from '../engines/saved-query.ts';
import { InputError } from '../errors.ts';
import { type DataRemoval, privateBucket } from './private-bucket.ts';

/**
 * The longest text of a query, in bytes.
 * https://docs.aws.amazon.com/athena/latest/APIReference/API_CreateNamedQuery.html
 */
export const MAX_QUERY_BYTES = 262_144;

/** What queries run against, and their limits. */
export interface AthenaWorkgroupProps extends DataRemoval {
  /** The Glue database of the tables. */
  readonly database: string;
  /** Each becomes a named query of the workgroup. */
  readonly queries: readonly SavedQuery[];
  /** The bucket for the access logs of a new bucket for results. */
  readonly accessLogs: IBucket;
  /** The bucket for results. Default: a new one. */
  readonly results?: Bucket | undefined;
  /** Where results lie in it, with a slash at the end. Default: `results/`. */
  readonly resultsPrefix?: string | undefined;
  /** Default: `hourlake`. */
  readonly name?: string | undefined;
  /** GiB that a query may scan before Athena cancels it. Default: 10. */
  readonly scanLimitGiB?: number | undefined;
  /** Days for which a new bucket keeps results. Default: 30. */
  readonly resultsDays?: number | undefined;
  /** Whether results lie where the workgroup says, whatever a caller asks for. Default: `true`. */
  readonly enforced?: boolean | undefined;
}

/** An Athena workgroup, the place for its results, and its saved queries. */
export class AthenaWorkgroup extends Construct {
  /** Name of the workgroup. */
  readonly workgroupName: string;
  /** The bucket for results. */
  readonly results: Bucket;
  /** Where results lie in it, with a slash at the end. */
  readonly resultsPrefix: string;

  constructor(
    scope: Construct,
    id: string,
    {
      database,
      queries,
      name = 'hourlake',
      scanLimitGiB = 10,
      resultsPrefix = 'results/',
      results,
      enforced = true,
      ...keeping
    }: AthenaWorkgroupProps,
  ) {
    super(scope, id);
    this.workgroupName = name;
    this.resultsPrefix = resultsPrefix;
    this.results = results ?? resultsBucket(this, keeping);
    const workgroup = new CfnWorkGroup(this, 'Workgroup', {
      name,
      description:
        'Hourlake: saved queries, encrypted results that expire, a limit on scanned bytes',
      // The workgroup contains named queries and the history of runs: without this it could not be deleted.
      recursiveDeleteOption: true,
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: enforced,
        publishCloudWatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: Size.gibibytes(scanLimitGiB).toBytes(),
        engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
        resultConfiguration: {
          outputLocation: this.results.s3UrlForObject(resultsPrefix),
          expectedBucketOwner: Aws.ACCOUNT_ID,
          encryptionConfiguration: { encryptionOption: 'SSE_S3' },
        },
      },
    });
    for (const query of queries) {
      checkLength(query);
      new CfnNamedQuery(this, `Query-${query.name}`, {
        name: query.name,
        description: query.description,
        database,
        queryString: query.sql,
        workGroup: workgroup.ref,
      });
    }
  }
}

function resultsBucket(
  scope: Construct,
  {
    accessLogs,
    resultsDays = 30,
    destroyData = false,
  }: Pick<AthenaWorkgroupProps, 'accessLogs' | 'resultsDays' | 'destroyData'>,
): Bucket {
  return new Bucket(scope, 'Results', {
    ...privateBucket({ destroyData }),
    serverAccessLogsBucket: accessLogs,
    serverAccessLogsPrefix: 'athena-results/',
    lifecycleRules: [
      {
        id: 'old-results',
        expiration: Duration.days(resultsDays),
        abortIncompleteMultipartUploadAfter: Duration.days(1),
      },
    ],
  });
}

function checkLength({ name, sql }: SavedQuery): void {
  const bytes = new TextEncoder().encode(sql).length;
  if (bytes <= MAX_QUERY_BYTES) return;
  throw new InputError({
    expected: `the query ${name} to have at most ${MAX_QUERY_BYTES} bytes, the limit of Athena`,
    got: `${bytes} bytes`,
    advice: 'Shorten its file in queries/, or split it in two.',
  });
}
