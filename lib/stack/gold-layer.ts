import { ArnFormat, Aws, Duration, Stack, Validations } from 'aws-cdk-lib';
import { CfnDatabase } from 'aws-cdk-lib/aws-glue';
import { Grant, type IRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Job } from '../model/job.ts';
import { AthenaWorkgroup } from './athena-workgroup.ts';
import type { LakeCatalog } from './lake-catalog.ts';
import type { LandingZone } from './landing-zone.ts';
import { acknowledgeObjects } from './private-bucket.ts';

/** What dbt reads, and where it writes. */
export interface GoldLayerProps {
  readonly landingZone: LandingZone;
  readonly catalog: LakeCatalog;
  /** The workgroup of the lake. dbt gets another one in its bucket. */
  readonly athena: AthenaWorkgroup;
  /** GiB that a statement of dbt may scan. Default: 10. */
  readonly scanLimitGiB?: number | undefined;
  /** The jobs whose tables dbt reads. */
  readonly jobs: readonly Job[];
}

/** The folder of the layer, without a slash at its end. */
const FOLDER = 'gold';

/** Each build replaces every table. They can be made again, so that old versions need not be kept for long. */
const OLD_VERSIONS_DAYS = 1;

/** To run statements in a workgroup and wait for them. */
const RUNNING = [
  'athena:GetQueryExecution',
  'athena:GetQueryResults',
  'athena:GetWorkGroup',
  'athena:StartQueryExecution',
  'athena:StopQueryExecution',
];

/** To make tables again and again, and to replace the partitions of one. */
const KEEPING_TABLES = [
  'glue:BatchCreatePartition',
  'glue:BatchDeletePartition',
  'glue:BatchDeleteTableVersion',
  'glue:BatchGetPartition',
  'glue:CreatePartition',
  'glue:CreateTable',
  'glue:DeletePartition',
  'glue:DeleteTable',
  'glue:GetDatabase',
  'glue:GetDatabases',
  'glue:GetPartition',
  'glue:GetPartitions',
  'glue:GetTable',
  'glue:GetTables',
  'glue:GetTableVersions',
  'glue:UpdatePartition',
  'glue:UpdateTable',
];

/** To write objects, in parts where they are large, and to delete those of a table that is made again. */
const KEEPING_OBJECTS = [
  's3:AbortMultipartUpload',
  's3:DeleteObject',
  's3:GetObject',
  's3:ListMultipartUploadParts',
  's3:PutObject',
];

/** The Glue database of the tables that dbt derives, whose objects lie below `gold/` of the landing zone. */
export class GoldLayer extends Construct {
  /** Name of the database: that of the lake, and `_gold`. */
  readonly database: string;
  /**
   * The workgroup of dbt. It enforces no place for results: in one that does, Athena would write the tables
   * there, and they would expire.
   */
  readonly workgroup: AthenaWorkgroup;
  private readonly props: GoldLayerProps;

  constructor(scope: Construct, id: string, props: GoldLayerProps) {
    super(scope, id);
    this.props = props;
    this.database = `${props.catalog.database}_gold`;
    props.landingZone.bucket.addLifecycleRule({
      id: 'old-gold',
      prefix: `${FOLDER}/`,
      noncurrentVersionExpiration: Duration.days(OLD_VERSIONS_DAYS),
    });
    new CfnDatabase(this, 'Database', {
      catalogId: Aws.ACCOUNT_ID,
      databaseInput: {
        name: this.database,
        description: 'Hourlake: tables that dbt derives from those of the lake',
      },
    });
    this.workgroup = new AthenaWorkgroup(this, 'Athena', {
      database: this.database,
      queries: [],
      accessLogs: props.landingZone.logs,
      results: props.athena.results,
      resultsPrefix: `${FOLDER}/`,
      name: `${props.athena.workgroupName}-${FOLDER}`,
      scanLimitGiB: props.scanLimitGiB,
      enforced: false,
    });
  }

  /** Allows a role to read the tables of the jobs in Athena, and to make those of this layer and their objects. */
  grantTransform(role: IRole): void {
    const { landingZone, catalog, jobs } = this.props;
    const { bucket } = landingZone;
    const { results, resultsPrefix, workgroupName } = this.workgroup;
    const allow = (actions: string[], resourceArns: string[], conditions = {}): Grant =>
      Grant.addToPrincipal({ grantee: role, actions, resourceArns, conditions });
    allow(RUNNING, [this.arn('athena', 'workgroup', workgroupName)]);
    role.addToPrincipalPolicy(catalog.readStatement(jobs));
    // dbt-athena lists all tables of the database that it reads from: their names and columns, no rows.
    allow(
      ['glue:GetTables'],
      [
        Stack.of(this).formatArn({ service: 'glue', resource: 'catalog' }),
        this.arn('glue', 'database', catalog.database),
        this.arn('glue', 'table', `${catalog.database}/*`),
      ],
    );
    landingZone.grantRead(role, jobs);
    allow(KEEPING_TABLES, [
      Stack.of(this).formatArn({ service: 'glue', resource: 'catalog' }),
      this.arn('glue', 'database', this.database),
      this.arn('glue', 'table', `${this.database}/*`),
    ]);
    allow(KEEPING_OBJECTS, [
      bucket.arnForObjects(`${FOLDER}/*`),
      results.arnForObjects(`${resultsPrefix}*`),
    ]);
    allow(['s3:ListBucket'], [bucket.bucketArn], prefixed(`${FOLDER}/*`));
    allow(['s3:ListBucket'], [results.bucketArn], prefixed(`${resultsPrefix}*`));
    allow(['s3:GetBucketLocation'], [results.bucketArn]);
    acknowledgeObjects(role, bucket, `${FOLDER}/*`, 'each table has its own');
    acknowledgeObjects(role, results, `${resultsPrefix}*`, 'each statement adds some');
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:glue:<AWS::Region>:<AWS::AccountId>:table/${catalog.database}/*]`,
      reason: 'dbt lists the tables of the lake, and the list names all of them.',
    });
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:glue:<AWS::Region>:<AWS::AccountId>:table/${this.database}/*]`,
      reason: 'dbt makes its tables, and others with temporary names, in a database of its own.',
    });
  }

  private arn(service: string, resource: string, resourceName: string): string {
    return Stack.of(this).formatArn({
      service,
      resource,
      resourceName,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
  }
}

function prefixed(prefix: string): Record<string, unknown> {
  return { StringLike: { 's3:prefix': prefix } };
}
