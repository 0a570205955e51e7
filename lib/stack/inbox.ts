import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { capturingJob } from '../land/raw-objects.ts';
import type { Job } from '../model/job.ts';
import { grantCapture, jobsWithInbox } from './capture-access.ts';
import { INBOX_TIMEOUT, InboxFunction } from './inbox-function.ts';
import { InboxQueue } from './inbox-queue.ts';
import type { LakeCatalog } from './lake-catalog.ts';
import type { LandingZone } from './landing-zone.ts';

/** What the inbox takes in, and where the rows go. */
export interface InboxProps {
  readonly landingZone: LandingZone;
  readonly catalog: LakeCatalog;
  /** All jobs of the stack; one of them at least has its inbox in the lake. */
  readonly jobs: readonly Job[];
}

/**
 * Takes dropped files in within minutes: the event of a new object goes from S3 to EventBridge, from there
 * to a queue, and wakes a function up. It does what `hourlake inbox` does; the hourly run is the net below
 * it.
 */
export class Inbox extends Construct {
  /** Go off when the function fails, and when it has failed each time. */
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, { landingZone, catalog, jobs }: InboxProps) {
    super(scope, id);
    const { bucket } = landingZone;
    const dropped = jobsWithInbox(jobs);
    const names = dropped.map(({ name }) => name);
    const made = jobs.filter((job) => job.grain === 'file' && names.includes(capturingJob(job)));
    const { function: taking, role } = new InboxFunction(this, 'Function', {
      bucket,
      database: catalog.database,
      jobs: made,
    });
    landingZone.grantLand(role, made);
    grantCapture(bucket, role, dropped);
    catalog.grantRegister(role, made);
    const queue = new InboxQueue(this, 'Events', { bucket, jobs: dropped, timeout: INBOX_TIMEOUT });
    taking.addEventSource(queue.source);
    const period = Duration.minutes(5);
    this.alarms = [
      this.alarm(
        'Errors',
        taking.metricErrors({ period }),
        'The inbox failed. Its log says why. The next event or the next hourly run takes in what was dropped.',
      ),
      this.alarm(
        'GivenUp',
        queue.failed.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' }),
        'The inbox failed each time it was tried. Its log says why. The hourly run goes on trying; purge the queue when the cause is mended.',
      ),
    ];
  }

  private alarm(id: string, metric: IMetric, alarmDescription: string): Alarm {
    return new Alarm(this, id, {
      alarmDescription,
      metric,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      threshold: 1,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
