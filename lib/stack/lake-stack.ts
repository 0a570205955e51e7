import { Aws, CfnOutput, Stack, type StackProps, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { answerableQueries, type SavedQuery } from '../engines/saved-query.ts';
import type { Job } from '../model/job.ts';
import { AthenaWorkgroup } from './athena-workgroup.ts';
import { BronzeLayer } from './bronze-layer.ts';
import { grantCapture, jobsWithInbox } from './capture-access.ts';
import { DashboardSite } from './dashboard-site.ts';
import { DropAccess } from './drop-access.ts';
import { FreshnessAlarm } from './freshness-alarm.ts';
import { GitHubAccess, type GitHubAccessProps } from './github-access.ts';
import { GoldLayer } from './gold-layer.ts';
import { Inbox } from './inbox.ts';
import { LakeCatalog } from './lake-catalog.ts';
import { LandingZone } from './landing-zone.ts';
import { PartitionCrawler } from './partition-crawler.ts';
import type { DataRemoval } from './private-bucket.ts';
import { awsSecretsOf, grantSecrets } from './secret-access.ts';

/**
 * How Athena finds new periods. `crawler`: a run registers them, and a crawler adds those that a run
 * missed. `registered`: a run registers them, without a crawler. `projection`: Athena computes hours
 * and days from the dates; captured files, which it cannot compute, are registered by a run.
 */
export type PartitionKeeping = 'crawler' | 'registered' | 'projection';

/** The settings of the lake on AWS. */
export interface LakeSettings extends DataRemoval {
  /** The jobs that fill the lake, their inputs included: each has a table, permissions and an alarm. */
  readonly jobs: readonly Job[];
  /** Default: `<account>-landing-zone`. */
  readonly bucketName?: string | undefined;
  /** Days for which an overwritten or deleted object can be restored. Default: 30. */
  readonly oldVersionsDays?: number | undefined;
  /** Days for which access logs are kept. Default: 90. */
  readonly accessLogsDays?: number | undefined;
  /** Days after which the parts of an unfinished upload are deleted. Default: 7. */
  readonly unfinishedUploadsDays?: number | undefined;
  /** Name of the Glue database, and of the crawler. Default: `hourlake`. */
  readonly database?: string | undefined;
  /** Default: `crawler`. */
  readonly catalog?: PartitionKeeping | undefined;
  /** When the crawler runs, or `none`. Default: ten minutes past every hour. */
  readonly crawlerSchedule?: string | undefined;
  /**
   * Whether an event of a dropped file wakes up a function that takes it in; the hourly run takes files in
   * with or without it. Default: `on` where a job has its inbox in the lake.
   */
  readonly inbox?: 'on' | 'off' | undefined;
  /** Whether dbt may derive tables from those of the jobs, in a database of its own. Default: `off`. */
  readonly gold?: 'on' | 'off' | undefined;
  /** Whether the stack hosts the dashboard, which everybody can read. Default: `off`. */
  readonly dashboard?: 'on' | 'off' | undefined;
  /** First day of projected tables. Default: `2020-01-01`. */
  readonly projectedFrom?: string | undefined;
  /** Name of the Athena workgroup. Default: `hourlake`. */
  readonly workgroup?: string | undefined;
  /** GiB that a query may scan. Default: 10. */
  readonly scanLimitGiB?: number | undefined;
  /** Days for which the results of queries are kept. Default: 30. */
  readonly resultsDays?: number | undefined;
  /**
   * ARNs of the users and roles that may delete the key of the bronze layer; `*` and `?` are wildcards.
   * Default: the root user of the account only.
   */
  readonly administrators?: readonly string[] | undefined;
  /** Name of the Athena workgroup of analysts. Default: that of the other one, and `-analysts`. */
  readonly analystWorkgroup?: string | undefined;
  /** Which runs of GitHub Actions may fill the lake. Default: none, and there is no role. */
  readonly github?: GitHubAccessProps | undefined;
  /** Hours without a landing after which the alarm of an hourly job goes off. Default: 2. */
  readonly freshnessHours?: number | undefined;
  /** The same for a daily job. Default: 30. */
  readonly dailyFreshnessHours?: number | undefined;
  /** E-mail address that alarms notify. Default: none. */
  readonly alarmEmail?: string | undefined;
}

/** The settings of the lake, the saved queries, and what every stack takes. */
export interface LakeStackProps extends LakeSettings, StackProps {
  /** Those that read only tables of the jobs become named queries in Athena. */
  readonly queries: readonly SavedQuery[];
}

/** The lake on AWS: the one place where its parts meet. */
export class LakeStack extends Stack {
  /**
   * @throws InputError when a saved query is too long for Athena, or a subject of GitHub is not
   *   usable.
   */
  constructor(scope: Construct, id: string, props: LakeStackProps) {
    const { catalog: keeping = 'crawler', projectedFrom = '2020-01-01', github, jobs } = props;
    const dropped = jobsWithInbox(jobs);
    super(scope, id, {
      description: 'Hourlake: a data lake that fills itself every hour',
      ...props,
    });

    const landingZone = new LandingZone(this, 'LandingZone', props);
    const catalog = new LakeCatalog(this, 'Catalog', {
      bucket: landingZone.bucket,
      jobs,
      database: props.database,
      projectedFrom: keeping === 'projection' ? projectedFrom : undefined,
    });
    const crawler =
      keeping === 'crawler'
        ? new PartitionCrawler(this, 'Partitions', {
            landingZone,
            catalog,
            // Their partitions are registered by the runs: who reads rejects stays short.
            jobs: jobs.filter(({ layer }) => layer !== 'rejects'),
            schedule: props.crawlerSchedule,
          })
        : undefined;
    const athena = new AthenaWorkgroup(this, 'Athena', {
      ...props,
      name: props.workgroup,
      database: catalog.database,
      queries: answerableQueries(props.queries, jobs),
      accessLogs: landingZone.logs,
    });
    const protectedJobs = jobs.filter(({ layer }) => layer === 'bronze');
    const bronze =
      protectedJobs.length === 0
        ? undefined
        : new BronzeLayer(this, 'Bronze', {
            ...props,
            landingZone,
            catalog,
            athena,
            jobs: protectedJobs,
          });
    const gold =
      props.gold === 'on'
        ? new GoldLayer(this, 'Gold', { ...props, landingZone, catalog, athena, jobs })
        : undefined;
    const inbox =
      dropped.length === 0 || props.inbox === 'off'
        ? undefined
        : new Inbox(this, 'Inbox', { landingZone, catalog, jobs });
    const dropping =
      dropped.length === 0
        ? undefined
        : new DropAccess(this, 'Dropping', { bucket: landingZone.bucket, jobs: dropped });
    const dashboard =
      props.dashboard === 'on'
        ? new DashboardSite(this, 'Dashboard', { ...props, accessLogs: landingZone.logs })
        : undefined;
    const { topic } = new FreshnessAlarm(this, 'Freshness', {
      bucket: landingZone.bucket,
      jobs,
      hours: props.freshnessHours,
      dailyHours: props.dailyFreshnessHours,
      email: props.alarmEmail,
      others: inbox?.alarms ?? [],
    });
    const access = github === undefined ? undefined : new GitHubAccess(this, 'GitHub', github);
    if (access !== undefined) {
      landingZone.grantLand(access.role, jobs);
      grantCapture(landingZone.bucket, access.role, jobs);
      grantSecrets(access.role, jobs);
      catalog.grantRegister(access.role, jobs);
      crawler?.grantStart(access.role);
      bronze?.grantProtect(access.role);
      gold?.grantTransform(access.role);
      dashboard?.grantPublish(access.role);
    }

    Tags.of(this).add('project', 'hourlake');
    this.output('LakeUrl', landingZone.bucket.s3UrlForObject(), 'URL of the lake');
    this.output('Jobs', jobs.map(({ name }) => name).join(' '), 'Jobs that fill the lake');
    this.output('Database', catalog.database, 'Glue database of the tables');
    this.output('Crawler', crawler?.crawlerName, 'Crawler that adds missing partitions');
    this.output('Workgroup', athena.workgroupName, 'Athena workgroup of the saved queries');
    this.output('ResultsUrl', athena.results.s3UrlForObject(), 'Location of query results');
    this.output('BronzeKey', bronze?.keyReference, 'Key of the bronze layer, for --key');
    const secrets = awsSecretsOf(jobs).map((secret) => `aws:${secret}`);
    this.output(
      'Secrets',
      secrets.length === 0 ? undefined : secrets.join(' '),
      'Secrets in AWS that the jobs name',
    );
    this.output(
      'AnalystWorkgroup',
      bronze?.workgroup.workgroupName,
      'Athena workgroup of analysts',
    );
    this.output(
      'AnalystPolicyArn',
      bronze?.access.policy.managedPolicyArn,
      'Policy to attach to analysts',
    );
    this.output(
      'DropperPolicyArn',
      dropping?.policy.managedPolicyArn,
      'Policy to attach to those who drop files in the inbox',
    );
    this.output('GoldWorkgroup', gold?.workgroup.workgroupName, 'Athena workgroup of dbt');
    this.output(
      'DashboardBucketUrl',
      dashboard?.bucket.s3UrlForObject(),
      'Location of the files of the dashboard',
    );
    this.output(
      'DashboardDistribution',
      dashboard?.distribution.distributionId,
      'CloudFront distribution of the dashboard',
    );
    this.output('DashboardUrl', dashboard?.url, 'URL of the dashboard');
    this.output('RoleArn', access?.role.roleArn, 'Role that the workflows assume to land periods');
    this.output(
      'DeployRoleArn',
      access?.deployRole?.roleArn,
      'Role that the workflows assume to deploy',
    );
    this.output('AlarmTopicArn', topic.topicArn, 'Topic that freshness alarms notify');
    this.output('Region', Aws.REGION, 'Region of the lake');
    this.output('Account', Aws.ACCOUNT_ID, 'Account of the lake, which owns its bucket');
  }

  private output(name: string, value: string | undefined, description: string): void {
    if (value !== undefined) new CfnOutput(this, name, { value, description });
  }
}
