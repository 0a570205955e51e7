import { Aws, CfnOutput, Stack, type StackProps, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { jobs as allJobs } from '../../jobs/index.ts';
import type { SavedQuery } from '../engines/saved-query.ts';
import { jobFolder } from '../lake/object-key.ts';
import type { Job } from '../model/job.ts';
import { AthenaWorkgroup } from './athena-workgroup.ts';
import { FreshnessAlarm } from './freshness-alarm.ts';
import { GitHubAccess, type GitHubAccessProps } from './github-access.ts';
import { LakeCatalog } from './lake-catalog.ts';
import { LandingZone } from './landing-zone.ts';
import { PartitionCrawler } from './partition-crawler.ts';
import type { DataRemoval } from './private-bucket.ts';

/**
 * How Athena learns of new hours. `crawler`: a run registers them, and a crawler finds what it did
 * not. `registered`: a run registers them, and nobody looks after it. `projection`: nobody registers
 * them, Athena works them out from the dates.
 */
export type PartitionKeeping = 'crawler' | 'registered' | 'projection';

/** What the lake on AWS is made of. All of it has a default but the queries. */
export interface LakeSettings extends DataRemoval {
  /** Whether the table of planted faults is there too. Default: `false`. */
  readonly plantedFaults?: boolean | undefined;
  /** Default: `<account>-landing-zone`. */
  readonly bucketName?: string | undefined;
  /** Days for which an overwritten or deleted object can be brought back. Default: 30. */
  readonly oldVersionsDays?: number | undefined;
  /** Days for which access logs are kept. Default: 90. */
  readonly accessLogsDays?: number | undefined;
  /** Days after which the parts of an unfinished upload go. Default: 7. */
  readonly unfinishedUploadsDays?: number | undefined;
  /** Name of the Glue database, and of the crawler. Default: `hourlake`. */
  readonly database?: string | undefined;
  /** Default: `crawler`. */
  readonly catalog?: PartitionKeeping | undefined;
  /** When the crawler starts by itself, or `none`. Default: ten minutes past every hour. */
  readonly crawlerSchedule?: string | undefined;
  /** First day of projected tables. Default: `2020-01-01`. */
  readonly projectedFrom?: string | undefined;
  /** Name of the Athena workgroup. Default: `hourlake`. */
  readonly workgroup?: string | undefined;
  /** GiB that one query may scan. Default: 10. */
  readonly scanLimitGiB?: number | undefined;
  /** Days for which the results of queries are kept. Default: 30. */
  readonly resultsDays?: number | undefined;
  /** Who on GitHub may fill the lake. Default: nobody, and no role for it. */
  readonly github?: GitHubAccessProps | undefined;
  /** Hours without a landing that set the alarm off. Default: 2. */
  readonly freshnessHours?: number | undefined;
  /** Address that hears of the alarm. Default: nobody. */
  readonly alarmEmail?: string | undefined;
}

/** The settings of the lake, with the saved queries and what every stack takes. */
export interface LakeStackProps extends LakeSettings, StackProps {
  /** Each becomes a named query in Athena. */
  readonly queries: readonly SavedQuery[];
}

/** The lake on AWS: the one place where its parts meet. */
export class LakeStack extends Stack {
  /**
   * @throws InputError when a saved query is too long for Athena, or a subject of GitHub could stand
   * for more than one.
   */
  constructor(scope: Construct, id: string, props: LakeStackProps) {
    const { catalog: keeping = 'crawler', projectedFrom = '2020-01-01', github } = props;
    super(scope, id, {
      description: 'Hourlake: a data lake that fills itself every hour',
      ...props,
    });
    const jobs = jobsOf(props);

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
            jobs,
            schedule: props.crawlerSchedule,
          })
        : undefined;
    const athena = new AthenaWorkgroup(this, 'Athena', {
      ...props,
      name: props.workgroup,
      database: catalog.database,
      accessLogs: landingZone.logs,
    });
    const { topic } = new FreshnessAlarm(this, 'Freshness', {
      bucket: landingZone.bucket,
      jobs,
      hours: props.freshnessHours,
      email: props.alarmEmail,
    });
    const access = github === undefined ? undefined : new GitHubAccess(this, 'GitHub', github);
    if (access !== undefined) {
      for (const job of jobs) landingZone.grantLand(access.role, jobFolder(job));
      catalog.grantRegister(access.role);
      crawler?.grantStart(access.role);
    }

    Tags.of(this).add('project', 'hourlake');
    this.output('LakeUrl', landingZone.bucket.s3UrlForObject(), 'URL of the lake: --lake');
    this.output('Database', catalog.database, 'Glue database of the tables');
    this.output('Crawler', crawler?.crawlerName, 'Crawler that keeps the partitions');
    this.output('Workgroup', athena.workgroupName, 'Athena workgroup of the saved queries');
    this.output('ResultsUrl', athena.results.s3UrlForObject(), 'Where the results of queries go');
    this.output('RoleArn', access?.role.roleArn, 'Role that runs of the workflow take on');
    this.output('DeployRoleArn', access?.deployRole?.roleArn, 'Role that a deployment takes on');
    this.output('AlarmTopicArn', topic.topicArn, 'Topic that hears when no hour has landed');
    this.output('Region', Aws.REGION, 'Region of the lake');
    this.output('Account', Aws.ACCOUNT_ID, 'Account of the lake, the owner of its bucket');
  }

  /** Nothing for what is not there. */
  private output(name: string, value: string | undefined, description: string): void {
    if (value !== undefined) new CfnOutput(this, name, { value, description });
  }
}

/** A table of planted faults would stay empty where none are planted. */
function jobsOf({ plantedFaults = false }: LakeSettings): readonly Job[] {
  return allJobs.filter(({ on = true, inputs = [] }) => on || (plantedFaults && inputs.length > 0));
}
