import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { jobsOfAnApi } from './jobs-of-an-api.ts';
import { jobsOfEveryGrain } from './jobs-of-every-grain.ts';
import { type Resource, resourcesOf } from './resolve.ts';
import { synthesize } from './synthesize.ts';

describe('the freshness alarm', () => {
  const { template } = synthesize({ bronze: 'off' });
  const { template: everyGrain } = synthesize({ inbox: 'off' }, { jobs: jobsOfEveryGrain });
  const [rule] = resourcesOf(template, 'AWS::Events::Rule');
  const [alarm] = resourcesOf(template, 'AWS::CloudWatch::Alarm');

  it('counts the periods of the job that land', () => {
    expect(rule?.Properties).toMatchObject({
      State: 'ENABLED',
      EventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: {
          bucket: { name: ['111122223333-landing-zone'] },
          object: { key: [{ prefix: 'fake-accounts/dt=' }] },
        },
      },
    });
  });

  it('goes off after two hours without a landing, which have no value', () => {
    const [ruleId] = Object.keys(template.findResources('AWS::Events::Rule'));

    expect(alarm?.Properties).toMatchObject({
      Namespace: 'AWS/Events',
      MetricName: 'TriggeredRules',
      Dimensions: [{ Name: 'RuleName', Value: ruleId?.toLowerCase() }],
      Statistic: 'Sum',
      Period: 3600,
      EvaluationPeriods: 2,
      DatapointsToAlarm: 2,
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      TreatMissingData: 'breaching',
    });
  });

  it('can wait for other hours', () => {
    const [patient] = resourcesOf(
      synthesize({ freshnessHours: '5' }).template,
      'AWS::CloudWatch::Alarm',
    );

    expect(patient?.Properties).toMatchObject({ EvaluationPeriods: 5, DatapointsToAlarm: 5 });
    expect(patient?.Properties.AlarmDescription).toContain(
      'No hour of fake-accounts has landed for 5 hours.',
    );
  });

  it('waits more than a day for a daily job', () => {
    const daily = alarmsOf(everyGrain);
    const patient = alarmsOf(
      synthesize({ dailyFreshnessHours: 48, inbox: 'off' }, { jobs: jobsOfEveryGrain }).template,
    );

    expect(daily[1]).toMatchObject({
      Period: 3600,
      EvaluationPeriods: 30,
      DatapointsToAlarm: 30,
      TreatMissingData: 'breaching',
    });
    expect(daily[1]?.AlarmDescription).toContain(
      'No day of accounts-a-day has landed for 30 hours.',
    );
    expect(daily[0]).toMatchObject({ EvaluationPeriods: 2 });
    expect(patient[1]).toMatchObject({ EvaluationPeriods: 48, DatapointsToAlarm: 48 });
    expect(patient[0]).toMatchObject({ EvaluationPeriods: 2 });
  });

  it('evaluates at most seven days, the limit of CloudWatch', () => {
    const longest = alarmsOf(
      synthesize(
        { freshnessHours: 168, dailyFreshnessHours: 168, inbox: 'off' },
        { jobs: jobsOfEveryGrain },
      ).template,
    );

    expect(longest).toHaveLength(3);
    for (const { Period, EvaluationPeriods } of longest) {
      expect(Number(Period) * Number(EvaluationPeriods)).toBeLessThanOrEqual(604_800);
    }
  });

  it('does not watch captured files, which no clock makes due', () => {
    const { template: onlyFiles } = synthesize(
      { jobs: 'sheets', inbox: 'off' },
      { jobs: jobsOfEveryGrain },
    );

    expect(resourcesOf(everyGrain, 'AWS::Events::Rule').map(prefixOf)).toEqual([
      'fake-accounts/dt=',
      'accounts-a-day/dt=',
      'bronze/accounts/dt=',
    ]);
    expect(resourcesOf(onlyFiles, 'AWS::CloudWatch::Alarm')).toEqual([]);
    expect(JSON.stringify(onlyFiles.toJSON())).not.toContain('AlarmsMayPublish');
  });

  it('does not watch rejects, which land together with their rows', () => {
    const { template: ofAnApi } = synthesize({ jobs: 'rates' }, { jobs: jobsOfAnApi() });

    expect(ofAnApi.findOutputs('Jobs').Jobs?.Value).toBe('rates rates-rejects');
    expect(resourcesOf(ofAnApi, 'AWS::Events::Rule').map(prefixOf)).toEqual(['rates/dt=']);
    expect(alarmsOf(ofAnApi)).toHaveLength(1);
  });

  it('says of a snapshot, and not of a history, that it can be lost', () => {
    const said = (['snapshot', 'history'] as const).map((captures) => {
      const jobs = jobsOfAnApi({ captures });
      const [only] = alarmsOf(synthesize({ jobs: 'rates' }, { jobs }).template);
      return only?.AlarmDescription;
    });

    const lost = 'A day that is not captured before the next one ends is lost.';
    expect(said[0]).toContain(`may have failed. ${lost}`);
    expect(said[1]).not.toContain('lost');
  });

  it('notifies the topic when it goes off and when it is over', () => {
    const topic = expect.stringMatching(/^freshnesstopic/);

    expect(alarm?.Properties.AlarmActions).toEqual([topic]);
    expect(alarm?.Properties.OKActions).toEqual([topic]);
  });

  it('may publish to the topic, for which TLS is required', () => {
    const [policy] = resourcesOf(template, 'AWS::SNS::TopicPolicy');
    const [topic] = resourcesOf(template, 'AWS::SNS::Topic');

    expect(policy?.Properties.PolicyDocument).toMatchObject({
      Statement: [
        {
          Effect: 'Deny',
          Principal: '*',
          Action: 'sns:Publish',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
        {
          Effect: 'Allow',
          Principal: { Service: 'cloudwatch.amazonaws.com' },
          Action: 'sns:Publish',
          Condition: {
            StringEquals: { 'aws:SourceAccount': '111122223333' },
            ArnEquals: { 'aws:SourceArn': [expect.stringContaining('FreshnessAlarmfakeaccounts')] },
          },
        },
      ],
    });
    // An alarm cannot publish through the AWS managed key of SNS.
    expect(topic?.Properties.KmsMasterKeyId).toBeUndefined();
  });

  it('sends an e-mail when there is an address', () => {
    const subscribed = synthesize({ alarmEmail: 'data@example.com' }).template;

    expect(resourcesOf(template, 'AWS::SNS::Subscription')).toEqual([]);
    expect(resourcesOf(subscribed, 'AWS::SNS::Subscription')).toMatchObject([
      { Properties: { Protocol: 'email', Endpoint: 'data@example.com' } },
    ]);
  });

  it('logs each landing for a month, in a log that only EventBridge may write', () => {
    const [log] = resourcesOf(template, 'AWS::Logs::LogGroup');
    const [policy] = resourcesOf(template, 'AWS::Logs::ResourcePolicy');
    const arn = 'arn:aws:logs:us-east-1:111122223333:log-group:/aws/events/Hourlake/landings';

    expect(log?.Properties).toMatchObject({
      LogGroupName: '/aws/events/Hourlake/landings',
      RetentionInDays: 30,
    });
    expect(rule?.Properties.Targets).toEqual([{ Arn: arn, Id: 'Target0' }]);
    expect(JSON.parse(String(policy?.Properties.PolicyDocument)).Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: ['events.amazonaws.com', 'delivery.logs.amazonaws.com'] },
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: `${arn}:*`,
      },
    ]);
  });

  it('watches each job separately', () => {
    const both = synthesize({ jobs: 'fake-accounts,fake-accounts-truth' }).template;

    expect(resourcesOf(both, 'AWS::Events::Rule').map(prefixOf)).toEqual([
      'fake-accounts/dt=',
      'fake-accounts-truth/dt=',
    ]);
    expect(resourcesOf(both, 'AWS::CloudWatch::Alarm')).toHaveLength(2);
    expect(resourcesOf(both, 'AWS::SNS::Topic')).toHaveLength(1);
  });
});

function alarmsOf(template: Template): Resource['Properties'][] {
  return resourcesOf(template, 'AWS::CloudWatch::Alarm').map(({ Properties }) => Properties);
}

/** The beginning of the keys whose events a rule counts. */
function prefixOf({ Properties }: Resource): unknown {
  const { detail } = Properties.EventPattern as {
    detail: { object: { key: { prefix: string }[] } };
  };
  return detail.object.key[0]?.prefix;
}
