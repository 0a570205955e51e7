import { ArnFormat, Stack, Validations } from 'aws-cdk-lib';
import { CfnCrawler } from 'aws-cdk-lib/aws-glue';
import { Grant, type IRole, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Job } from '../model/job.ts';
import type { LakeCatalog } from './lake-catalog.ts';
import type { LandingZone } from './landing-zone.ts';

/** When the crawler runs: ten minutes past every hour. */
export const CRAWLER_SCHEDULE = 'cron(10 * * * ? *)';

/** What the crawler looks at, and when. */
export interface PartitionCrawlerProps {
  readonly landingZone: LandingZone;
  readonly catalog: LakeCatalog;
  /** The jobs whose tables it crawls; the catalog must have them. */
  readonly jobs: readonly Job[];
  /** A cron expression of Glue, or `none`: it runs only when it is started. Default: {@link CRAWLER_SCHEDULE}. */
  readonly schedule?: string | undefined;
}

/**
 * A crawler over the declared tables: it adds the partitions of landed periods, and logs files that
 * differ from the declaration. It does not create, change or delete tables.
 */
export class PartitionCrawler extends Construct {
  /** Name of the crawler, which is the name of the database. */
  readonly crawlerName: string;

  constructor(
    scope: Construct,
    id: string,
    { landingZone, catalog, jobs, schedule = CRAWLER_SCHEDULE }: PartitionCrawlerProps,
  ) {
    super(scope, id);
    this.crawlerName = catalog.database;
    const role = this.role();
    landingZone.grantRead(role, jobs);
    const granted = catalog.grantCrawl(role, jobs);

    const crawler = new CfnCrawler(this, 'Crawler', {
      name: this.crawlerName,
      description:
        'Adds the partitions of landed periods, and logs files that differ from their table',
      role: role.roleArn,
      targets: {
        catalogTargets: [
          { databaseName: catalog.database, tables: jobs.map(({ table }) => table.name) },
        ],
      },
      schemaChangePolicy: { updateBehavior: 'LOG', deleteBehavior: 'LOG' },
      // Without `Tables: MergeNewColumns`: a column that is not declared is drift, and is logged.
      // A crawler over declared tables always combines schemas; the grouping only states it.
      configuration: JSON.stringify({
        Version: 1,
        CrawlerOutput: { Partitions: { AddOrUpdateBehavior: 'InheritFromTable' } },
        Grouping: { TableGroupingPolicy: 'CombineCompatibleSchemas' },
      }),
      ...(schedule === 'none' ? {} : { schedule: { scheduleExpression: schedule } }),
    });
    // Its first run may start as soon as it exists.
    crawler.node.addDependency(catalog);
    granted.applyBefore(crawler);
    Validations.of(crawler).acknowledge({
      id: 'AwsSolutions-GL1',
      reason:
        'The log contains names of partitions and no values; CloudWatch Logs encrypts it with a key of its own.',
    });
  }

  /** Allows a role to start the crawler. */
  grantStart(role: IRole): Grant {
    const arn = Stack.of(this).formatArn({
      service: 'glue',
      resource: 'crawler',
      resourceName: this.crawlerName,
    });
    return Grant.addToPrincipal({
      grantee: role,
      actions: ['glue:StartCrawler'],
      resourceArns: [arn],
    });
  }

  /** Not `AWSGlueServiceRole`, which allows every action on every table of the account. */
  private role(): Role {
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('glue.amazonaws.com'),
      description: 'The crawler of Hourlake: reads the landing zone, maintains partitions',
    });
    const stack = Stack.of(this);
    // Glue creates and names this group; all crawlers of an account write to it.
    const log = stack.formatArn({
      service: 'logs',
      resource: 'log-group',
      resourceName: '/aws-glue/crawlers:*',
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    Grant.addToPrincipal({
      grantee: role,
      actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
      resourceArns: [log],
    });
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:logs:<AWS::Region>:<AWS::AccountId>:log-group:/aws-glue/crawlers:*]',
      reason: 'Glue names the log streams of crawlers.',
    });
    return role;
  }
}
