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

/** What is watched, and who hears of it. */
export interface FreshnessAlarmProps {
  /** The bucket in which hours land; it must send its events to EventBridge. */
  readonly bucket: Bucket;
  /** The jobs to watch; each has an alarm of its own. */
  readonly jobs: readonly Job[];
  /** Hours in a row in which nothing landed that set the alarm off, 1 to 24. Default: 2. */
  readonly hours?: number | undefined;
  /** Address that gets a message when it goes off and when it is over. Default: nobody. */
  readonly email?: string | undefined;
}

/**
 * Goes off when no hour has landed for a while. None of our code is in its way: S3 tells
 * EventBridge of a new object, a rule counts it, CloudWatch looks at the count.
 */
export class FreshnessAlarm extends Construct {
  /** Hears of each alarm that goes off, and that is over. */
  readonly topic: Topic;

  constructor(
    scope: Construct,
    id: string,
    { bucket, jobs, hours = 2, email }: FreshnessAlarmProps,
  ) {
    super(scope, id);
    // Not encrypted with a key of KMS: an alarm cannot publish through the key that AWS keeps for SNS,
    // one of our own is paid by the month, and a message says no more than the name of an alarm.
    this.topic = new Topic(this, 'Topic', {
      displayName: 'Hourlake: freshness',
      enforceSSL: true,
    });
    if (email !== undefined) this.topic.addSubscription(new EmailSubscription(email));
    const landings = this.landings();
    const alarms = jobs.map((job) =>
      this.alarm(job, this.rule(job, bucket, landings).ruleName, hours),
    );

    const tell = new SnsAction(this.topic);
    for (const alarm of alarms) {
      alarm.addAlarmAction(tell);
      alarm.addOkAction(tell);
    }
    // A policy that demands TLS replaces the one that lets the account publish.
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
   * A line for each object that landed. EventBridge documents its metrics for rules that "have run",
   * and not whether a rule without a target runs; with this one it does, and whoever is woken up by
   * the alarm sees here what landed last.
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
    // The target of the CDK for log groups brings a Lambda function that writes their policy.
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

  private alarm({ name }: Job, ruleName: string, hours: number): Alarm {
    return new Alarm(this, `Alarm-${name}`, {
      alarmDescription: `No hour of ${name} has landed for ${hours} hours. See the runs of the workflow on GitHub: the schedule may be late, dropped or switched off, or a run may have failed.`,
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
