import { ArnFormat, Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Rule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { jobFolder } from '../lake/object-key.ts';
import type { Job } from '../model/job.ts';

/** Which jobs are watched, how long a gap may be, and who is notified. */
export interface FreshnessAlarmProps {
  /** The bucket in which periods land. It must send its events to EventBridge. */
  readonly bucket: Bucket;
  /**
   * The jobs to watch; each has an alarm of its own. A job of captured files has none, because no
   * clock decides when a file arrives. Rejects have none, because they land together with their rows.
   */
  readonly jobs: readonly Job[];
  /** Hours without a landing after which the alarm of an hourly job goes off, 1 to 168. Default: 2. */
  readonly hours?: number | undefined;
  /**
   * The same for a daily job, 25 to 168. Landings are a day apart, however late after its end a
   * period is due, so the default of 30 leaves six hours for scheduled runs that are late or dropped.
   */
  readonly dailyHours?: number | undefined;
  /** E-mail address that is notified when an alarm goes off and when it is over. Default: none. */
  readonly email?: string | undefined;
  /** Alarms of other parts of the stack that notify the same topic. Default: none. */
  readonly others?: readonly Alarm[];
}

/**
 * Goes off when no period of a job has landed for some hours. It needs no function: S3 sends an
 * event for each new object to EventBridge, a rule counts the events, and a CloudWatch alarm watches
 * the count.
 */
export class FreshnessAlarm extends Construct {
  /** Is notified when an alarm goes off and when it is over. */
  readonly topic: Topic;

  constructor(
    scope: Construct,
    id: string,
    { bucket, jobs, hours = 2, dailyHours = 30, email, others = [] }: FreshnessAlarmProps,
  ) {
    super(scope, id);
    // Not encrypted with KMS: an alarm cannot publish through the AWS managed key of SNS, and a key of
    // our own costs a dollar a month. A message contains only the name of an alarm.
    this.topic = new Topic(this, 'Topic', {
      displayName: 'Hourlake: freshness',
      enforceSSL: true,
    });
    if (email !== undefined) this.topic.addSubscription(new EmailSubscription(email));
    const landings = this.landings();
    const alarms = jobs
      .filter(({ grain, layer }) => grain !== 'file' && layer !== 'rejects')
      .map((job) => {
        const { ruleName } = this.rule(job, bucket, landings);
        return this.alarm(job, ruleName, job.grain === 'day' ? dailyHours : hours);
      });
    this.notify([...alarms, ...others]);
  }

  private notify(alarms: readonly Alarm[]): void {
    if (alarms.length === 0) return;
    const action = new SnsAction(this.topic);
    for (const alarm of alarms) {
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
    }
    // The policy that requires TLS replaces the default one, which lets the account publish.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsMayPublish',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
          ArnEquals: { 'aws:SourceArn': alarms.map((alarm) => alarm.alarmArn) },
        },
      }),
    );
  }

  /**
   * A log with a line for each landed object. EventBridge documents its metrics for rules that "have
   * run", and does not say whether a rule without a target runs; with this target it does. When the
   * alarm goes off, the log also shows what landed last.
   */
  private landings(): LogGroup {
    const group = new LogGroup(this, 'Landings', {
      // EventBridge delivers only to groups under this name.
      logGroupName: `/aws/events/${Aws.STACK_NAME}/landings`,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    group.addToResourcePolicy(
      new PolicyStatement({
        principals: [
          new ServicePrincipal('events.amazonaws.com'),
          new ServicePrincipal('delivery.logs.amazonaws.com'),
        ],
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [group.logGroupArn],
      }),
    );
    return group;
  }

  private rule(job: Job, { bucketName }: Bucket, landings: LogGroup): Rule {
    // The CDK's own target for log groups would add a Lambda function that writes their policy.
    const arn = Stack.of(this).formatArn({
      service: 'logs',
      resource: 'log-group',
      resourceName: landings.logGroupName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    return new Rule(this, `Rule-${job.name}`, {
      description: `Counts the periods of ${job.name} that land`,
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: {
          bucket: { name: [bucketName] },
          object: { key: [{ prefix: `${jobFolder(job)}/dt=` }] },
        },
      },
      targets: [{ bind: () => ({ arn }) }],
    });
  }

  private alarm(job: Job, ruleName: string, hours: number): Alarm {
    return new Alarm(this, `Alarm-${job.name}`, {
      alarmDescription: descriptionOf(job, hours),
      metric: new Metric({
        namespace: 'AWS/Events',
        metricName: 'TriggeredRules',
        dimensionsMap: { RuleName: ruleName },
        statistic: 'Sum',
        period: Duration.hours(1),
      }),
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      threshold: 1,
      evaluationPeriods: hours,
      datapointsToAlarm: hours,
      // EventBridge sends no zeros: an hour without a landing is an hour without a value.
      treatMissingData: TreatMissingData.BREACHING,
    });
  }
}

/** What the alarm of a job says. It is sent to people who may not know the lake. */
function descriptionOf({ name, grain, captures }: Job, hours: number): string {
  const said = `No ${grain} of ${name} has landed for ${hours} hours. See the runs of the workflow on GitHub: the schedule may be late, dropped or disabled, or a run may have failed.`;
  if (captures !== 'snapshot') return said;
  return `${said} A ${grain} that is not captured before the next one ends is lost.`;
}
