import { describe, expect, it } from 'vitest';
import { resourcesOf } from './resolve.ts';
import { synthesize } from './synthesize.ts';

describe('the freshness alarm', () => {
  const { template } = synthesize();
  const [rule] = resourcesOf(template, 'AWS::Events::Rule');
  const [alarm] = resourcesOf(template, 'AWS::CloudWatch::Alarm');

  it('counts the hours of the job that land', () => {
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

  it('goes off when nothing was counted in two hours, and takes silence for nothing', () => {
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

  it('waits for as many hours as it is told', () => {
    const [patient] = resourcesOf(
      synthesize({ freshnessHours: '5' }).template,
      'AWS::CloudWatch::Alarm',
    );

    expect(patient?.Properties).toMatchObject({ EvaluationPeriods: 5, DatapointsToAlarm: 5 });
    expect(patient?.Properties.AlarmDescription).toContain('for 5 hours');
  });

  it('tells the topic when it goes off and when it is over', () => {
    const topic = expect.stringMatching(/^freshnesstopic/);

    expect(alarm?.Properties.AlarmActions).toEqual([topic]);
    expect(alarm?.Properties.OKActions).toEqual([topic]);
  });

  it('may publish to the topic, and nobody without TLS', () => {
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
    // Through the key that AWS keeps for SNS no alarm can publish.
    expect(topic?.Properties.KmsMasterKeyId).toBeUndefined();
  });

  it('writes an e-mail where an address is given', () => {
    const told = synthesize({ alarmEmail: 'data@example.com' }).template;

    expect(resourcesOf(template, 'AWS::SNS::Subscription')).toEqual([]);
    expect(resourcesOf(told, 'AWS::SNS::Subscription')).toMatchObject([
      { Properties: { Protocol: 'email', Endpoint: 'data@example.com' } },
    ]);
  });

  it('keeps a line for each landing for a month, in a log that EventBridge alone may write', () => {
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

  it('watches each job apart', () => {
    const both = synthesize({ plantedFaults: true }).template;

    expect(
      resourcesOf(both, 'AWS::Events::Rule').map(({ Properties }) =>
        JSON.stringify(Properties.EventPattern),
      ),
    ).toEqual([
      expect.stringContaining('"fake-accounts/dt="'),
      expect.stringContaining('"fake-accounts-truth/dt="'),
    ]);
    expect(resourcesOf(both, 'AWS::CloudWatch::Alarm')).toHaveLength(2);
    expect(resourcesOf(both, 'AWS::SNS::Topic')).toHaveLength(1);
  });
});
