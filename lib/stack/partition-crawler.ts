import { ArnFormat, Stack, Validations } from 'aws-cdk-lib';
import { CfnCrawler } from 'aws-cdk-lib/aws-glue';
import { Grant, type IRole, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { jobFolder } from '../lake/object-key.ts';
import type { Job } from '../model/job.ts';
import type { LakeCatalog } from './lake-catalog.ts';
import type { LandingZone } from './landing-zone.ts';

/** When it crawls by itself: ten minutes past every hour. */
export const CRAWLER_SCHEDULE = 'cron(10 * * * ? *)';

/** What is crawled, and when. */
export interface PartitionCrawlerProps {
  readonly landingZone: LandingZone;
  readonly catalog: LakeCatalog;
  /** The jobs whose tables the catalog has. */
  readonly jobs: readonly Job[];
  /** When it starts by itself, as a cron expression of Glue, or `none`. Default: {@link CRAWLER_SCHEDULE}. */
  readonly schedule?: string | undefined;
}

/**
 * A crawler over the declared tables: it adds the partitions of landed hours, and writes into its
 * log where files differ from the declaration. It makes, changes and deletes no table.
 */
export class PartitionCrawler extends Construct {
  /** Name of the crawler: that of the database. */
  readonly crawlerName: string;

  constructor(
    scope: Construct,
    id: string,
    { landingZone, catalog, jobs, schedule = CRAWLER_SCHEDULE }: PartitionCrawlerProps,
  ) {
    super(scope, id);
    this.crawlerName = catalog.database;
    const role = this.role();
    for (const job of jobs) landingZone.grantRead(role, jobFolder(job));
    const granted = catalog.grantCrawl(role);

    const crawler = new CfnCrawler(this, 'Crawler', {
      name: this.crawlerName,
      description:
        'Adds the partitions of landed hours, and logs where files differ from the table',
      role: role.roleArn,
      targets: {
        catalogTargets: [
          { databaseName: catalog.database, tables: jobs.map(({ table }) => table.name) },
        ],
      },
      schemaChangePolicy: { updateBehavior: 'LOG', deleteBehavior: 'LOG' },
      // No `Tables` with `MergeNewColumns`: a column that is not declared is drift, not a column.
      // A crawler over declared tables always combines schemas; said so that nobody has to know.
      configuration: JSON.stringify({
        Version: 1,
        CrawlerOutput: { Partitions: { AddOrUpdateBehavior: 'InheritFromTable' } },
        Grouping: { TableGroupingPolicy: 'CombineCompatibleSchemas' },
      }),
      ...(schedule === 'none' ? {} : { schedule: { scheduleExpression: schedule } }),
    });
    // Its first run may start as soon as it is there.
    crawler.node.addDependency(catalog);
    granted.applyBefore(crawler);
    Validations.of(crawler).acknowledge({
      id: 'AwsSolutions-GL1',
      reason:
        'The log names partitions and holds no values of them; CloudWatch Logs encrypts it with a key of its own.',
    });
  }

  /** Lets a role start the crawler. */
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

  /** Not `AWSGlueServiceRole`, which may do everything to every table of the account. */
  private role(): Role {
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('glue.amazonaws.com'),
      description: 'The crawler of Hourlake: reads the landing zone, keeps the partitions',
    });
    const stack = Stack.of(this);
    // Glue makes this group, and names it; all crawlers of an account write into it.
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
      reason: 'The streams of the log group of crawlers, which Glue names.',
    });
    return role;
  }
}
