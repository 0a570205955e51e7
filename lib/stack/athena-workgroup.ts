import { Aws, Duration, Size } from 'aws-cdk-lib';
import { CfnNamedQuery, CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { SavedQuery } from '../engines/saved-query.ts';
import { InputError } from '../errors.ts';
import { type DataRemoval, privateBucket } from './private-bucket.ts';

/** The longest text of a query that Athena takes, in bytes. */
export const MAX_QUERY_BYTES = 262_144;

/** What queries run with. */
export interface AthenaWorkgroupProps extends DataRemoval {
  /** The Glue database that the saved queries ask. */
  readonly database: string;
  /** Each becomes a named query of the workgroup. */
  readonly queries: readonly SavedQuery[];
  /** Where the access to the results is logged. */
  readonly accessLogs: IBucket;
  /** Default: `hourlake`. */
  readonly name?: string | undefined;
  /** GiB that one query may scan before Athena stops it. Default: 10. */
  readonly scanLimitGiB?: number | undefined;
  /** Days for which results are kept. Default: 30. */
  readonly resultsDays?: number | undefined;
}

/** The Athena workgroup, the bucket of its results, and the saved queries. */
export class AthenaWorkgroup extends Construct {
  /** Name of the workgroup. */
  readonly workgroupName: string;
  /** Where results go. */
  readonly results: Bucket;

  constructor(
    scope: Construct,
    id: string,
    {
      database,
      queries,
      accessLogs,
      name = 'hourlake',
      scanLimitGiB = 10,
      resultsDays = 30,
      destroyData = false,
    }: AthenaWorkgroupProps,
  ) {
    super(scope, id);
    this.workgroupName = name;
    this.results = new Bucket(this, 'Results', {
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
    const workgroup = new CfnWorkGroup(this, 'Workgroup', {
      name,
      description:
        'Hourlake: saved queries, encrypted results that expire, a limit on what is scanned',
      // Named queries and the history of runs are in the workgroup, which else could not be deleted.
      recursiveDeleteOption: true,
      workGroupConfiguration: {
        enforceWorkGroupConfiguration: true,
        publishCloudWatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: Size.gibibytes(scanLimitGiB).toBytes(),
        engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
        resultConfiguration: {
          outputLocation: this.results.s3UrlForObject('results/'),
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

function checkLength({ name, sql }: SavedQuery): void {
  const bytes = new TextEncoder().encode(sql).length;
  if (bytes <= MAX_QUERY_BYTES) return;
  throw new InputError({
    expected: `a query of ${MAX_QUERY_BYTES} bytes at most, which is what Athena takes`,
    got: `${bytes} bytes in queries/${name}.sql`,
    advice: 'Shorten the query, or split it in two.',
  });
}
